// All accelerators of the catalogue: one named type a part, and the list of them by class.
#pragma once

#include <boost/hana/tuple.hpp>  // tuple_t
#include <boost/hana/type.hpp>   // type, what the list holds
#include <rafter/catalog/accelerators/amd.hpp>
#include <rafter/catalog/accelerators/apple.hpp>
#include <rafter/catalog/accelerators/arm.hpp>
#include <rafter/catalog/accelerators/aws.hpp>
#include <rafter/catalog/accelerators/cerebras.hpp>
#include <rafter/catalog/accelerators/dmatrix.hpp>
#include <rafter/catalog/accelerators/google.hpp>
#include <rafter/catalog/accelerators/graphcore.hpp>
#include <rafter/catalog/accelerators/groq.hpp>
#include <rafter/catalog/accelerators/hailo.hpp>
#include <rafter/catalog/accelerators/huawei.hpp>
#include <rafter/catalog/accelerators/intel.hpp>
#include <rafter/catalog/accelerators/meta.hpp>
#include <rafter/catalog/accelerators/microsoft.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/accelerators/qualcomm.hpp>
#include <rafter/catalog/accelerators/sambanova.hpp>
#include <rafter/catalog/accelerators/tenstorrent.hpp>

namespace rafter::catalog {

/// Every part, sorted by class. A new one is a struct in its vendor's file and a line here.
///   boost::hana::for_each(catalog::all_accelerators, [](auto part) { use(decltype(part)::type::spec); });
inline constexpr auto all_accelerators = boost::hana::tuple_t<
    // GPU
    accelerators::nvidia_v100, accelerators::nvidia_t4, accelerators::nvidia_a100_40gb, accelerators::nvidia_a100_80gb,
    accelerators::nvidia_a100_pcie_80gb, accelerators::nvidia_a10, accelerators::nvidia_a10g,
    accelerators::nvidia_rtx3090, accelerators::nvidia_rtx3090ti, accelerators::nvidia_rtx3060, accelerators::nvidia_l4,
    accelerators::nvidia_l40s, accelerators::nvidia_rtx4090, accelerators::nvidia_rtx6000ada,
    accelerators::nvidia_rtx4000ada, accelerators::nvidia_h100_pcie, accelerators::nvidia_h100_nvl,
    accelerators::nvidia_h100_sxm, accelerators::nvidia_h200, accelerators::nvidia_h20, accelerators::nvidia_h800,
    accelerators::nvidia_b200, accelerators::nvidia_b300, accelerators::nvidia_gb200, accelerators::nvidia_gb300,
    accelerators::nvidia_gb200_nvl72, accelerators::nvidia_rtx5090, accelerators::amd_mi250, accelerators::amd_mi250x,
    accelerators::amd_mi300x, accelerators::amd_mi325x, accelerators::amd_mi355x, accelerators::apple_m1_max,
    accelerators::apple_m3_max, accelerators::apple_m2_ultra, accelerators::apple_m3_ultra, accelerators::intel_max1550,
    accelerators::intel_arc_b60,
    // systolic array
    accelerators::google_tpu_v4, accelerators::google_tpu_v5e, accelerators::google_tpu_v5p,
    accelerators::google_tpu_v6e, accelerators::google_tpu7x, accelerators::intel_gaudi2, accelerators::intel_gaudi3,
    accelerators::microsoft_maia100, accelerators::huawei_ascend910b, accelerators::huawei_ascend910c,
    // many-core SRAM
    accelerators::graphcore_gc200, accelerators::graphcore_bow, accelerators::meta_mtia_v2, accelerators::meta_mtia_300,
    accelerators::tenstorrent_n150, accelerators::tenstorrent_n300, accelerators::tenstorrent_p150,
    accelerators::dmatrix_corsair,
    // wafer scale
    accelerators::cerebras_wse2, accelerators::cerebras_wse3,
    // deterministic pipeline
    accelerators::groq_lpu_v1,
    // dataflow
    accelerators::sambanova_sn40l, accelerators::aws_trainium1, accelerators::aws_trainium2,
    accelerators::aws_trainium3,
    // hybrid package
    accelerators::aws_inferentia2, accelerators::amd_mi300a, accelerators::nvidia_gh200,
    // edge NPU
    accelerators::nvidia_jetson_orin_nano, accelerators::nvidia_jetson_agx_orin, accelerators::nvidia_jetson_agx_thor,
    accelerators::qualcomm_ai100_std, accelerators::qualcomm_ai100_ultra, accelerators::hailo_8,
    accelerators::hailo_10h, accelerators::arm_ethos_u85,
    // CPU
    accelerators::intel_xeon_6980p>;

}  // namespace rafter::catalog
