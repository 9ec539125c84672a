// The catalogue in constant expressions: to compile is to pass.
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

namespace {

using namespace rafter::literals;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

// A figure of every kind.
static_assert(parts::nvidia_h100_sxm::spec.tiers[2].capacity.value == 80_GiB);
static_assert(parts::nvidia_h100_sxm::spec.tiers[2].read.value == 3350_GB_per_s);
static_assert(parts::amd_mi300x::spec.tiers[2].capacity.value == 192_GiB);
static_assert(parts::google_tpu7x::spec.tiers[1].capacity.value == 96_GiB);
static_assert(parts::arm_ethos_u85::spec.kind == rafter::architecture::edge_npu);
static_assert(parts::arm_ethos_u85::spec.tier_count() == 2);

// An absent figure is absent, and so is an absent link.
static_assert(!parts::arm_ethos_u85::spec.tiers[1].capacity.known());
static_assert(!parts::meta_mtia_v2::spec.scale_up.exists());

// A model is a constant, and its layers are complete.
static_assert(models::llama_3_1_70b::spec.layer_count == 80);
static_assert(models::deepseek_v3::spec.layer_count == 61);
static_assert(models::deepseek_v3::spec.forms[0].where.count() == 3);
static_assert(models::gpt_oss_120b::spec.forms[0].where.contains(0));
static_assert(models::stories15m::spec.tied);
static_assert(models::llama_4_scout::spec.forms[0].back.sees == rafter::sight::chunked);
static_assert(models::gemma_3_27b::spec.forms[1].where.first() == 5);
static_assert(models::falcon_180b::spec.forms[0].reductions == 1);
static_assert(models::bloom_176b::spec.input_norm.outputs == 14336);
static_assert(models::opt_175b::spec.positions.outputs == 2050);
static_assert(models::glm_4_6::spec != models::glm_4_5::spec && models::glm_4_6::spec.max_positions == 202752);
static_assert(models::llama_3_1_8b::spec.max_positions == 131072);

// A model can be a template argument.
template <rafter::transformer Model> inline constexpr auto layers_of = Model.layer_count;
static_assert(layers_of<models::kimi_k2::spec> == 61);

}  // namespace
