// All accelerators of the catalogue: one named type a part, and the list of them by class.
#pragma once

#include <boost/hana/tuple.hpp>  // tuple_t
#include <boost/hana/type.hpp>   // type, what the list holds
#include <rafter/catalog/accelerators/amd.hpp>
#include <rafter/catalog/accelerators/arm.hpp>
#include <rafter/catalog/accelerators/aws.hpp>
#include <rafter/catalog/accelerators/cerebras.hpp>
#include <rafter/catalog/accelerators/google.hpp>
#include <rafter/catalog/accelerators/graphcore.hpp>
#include <rafter/catalog/accelerators/groq.hpp>
#include <rafter/catalog/accelerators/intel.hpp>
#include <rafter/catalog/accelerators/meta.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/accelerators/sambanova.hpp>

namespace rafter::catalog {

/// Every part, sorted by class. A new one is a struct in its vendor's file and a line here.
///   boost::hana::for_each(catalog::all_accelerators, [](auto part) { use(decltype(part)::type::spec); });
inline constexpr auto all_accelerators = boost::hana::tuple_t<
    // GPU
    accelerators::nvidia_h100_sxm, accelerators::nvidia_a100_80gb, accelerators::nvidia_gb200, accelerators::amd_mi300x,
    // systolic array
    accelerators::google_tpu_v5e, accelerators::google_tpu7x,
    // many-core SRAM
    accelerators::graphcore_gc200, accelerators::meta_mtia_v2,
    // wafer scale
    accelerators::cerebras_wse3,
    // deterministic pipeline
    accelerators::groq_lpu_v1,
    // dataflow
    accelerators::sambanova_sn40l,
    // hybrid package
    accelerators::aws_inferentia2, accelerators::nvidia_gh200,
    // edge NPU
    accelerators::nvidia_jetson_agx_orin, accelerators::arm_ethos_u85,
    // CPU
    accelerators::intel_xeon_6980p>;

}  // namespace rafter::catalog
