// Published decode roofs in constant expressions: batch 1, bf16, tensor parallel, 2,112 tokens of context; weights
// (without the input table) and cache from the outermost tier, each within 0.1 %, and the ceiling 0.17 to 0.7 % lower
// by what inner tiers may keep.
#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/deployment.hpp>
#include <rafter/performance/breakdown.hpp>
#include <rafter/quantity/literals.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
namespace parts = rafter::catalog::accelerators;
namespace models = rafter::catalog::models;

template <class M, class H, std::int64_t Tensor, class... More>
using at_2112 = deployment<M, H, plan<tensor_parallel<Tensor>>, prompt<2111>, output<1>, More...>;

template <class D>
constexpr seconds bare = decode_without_activations_and_messages(D::model::spec, D::machine().device, D::asked);

template <class D> constexpr bool roof_is(double ms) {
    const double roof = bare<D>.in_ms(), bound = D::decode.ceiling.time.in_ms();
    return roof > ms * 0.999 && roof < ms * 1.001 && bound < roof * 0.9984 && bound > roof * 0.993;
}

static_assert(roof_is<at_2112<models::llama_2_7b, parts::nvidia_a100_80gb, 1>>(7.024));
static_assert(roof_is<at_2112<models::llama_3_1_8b, parts::nvidia_h100_sxm, 1>>(4.563));
static_assert(roof_is<at_2112<models::llama_3_1_70b, parts::nvidia_h100_sxm, 4>>(10.425));
static_assert(roof_is<at_2112<models::llama_3_1_70b, parts::nvidia_h100_sxm, 8>>(5.213));
static_assert(roof_is<at_2112<models::llama_3_1_405b, parts::nvidia_h100_sxm, 8, weights<fp8>, kv_cache<fp8>>>(15.166));
static_assert(roof_is<at_2112<models::llama_3_1_405b, parts::nvidia_h100_sxm, 8, weights<fp8>, kv_cache<fp8>>>(15.164));
static_assert(roof_is<at_2112<models::mixtral_8x7b, parts::nvidia_h100_sxm, 2>>(3.847));
static_assert(roof_is<at_2112<models::mixtral_8x7b, parts::nvidia_h100_sxm, 2, batch<16>>>(14.428));

// The same step as the mean of a longer answer.
static_assert(deployment<models::llama_2_7b, parts::nvidia_a100_80gb, prompt<2048>, output<128>>::decode.roofline
                  .time == at_2112<models::llama_2_7b, parts::nvidia_a100_80gb, 1>::decode.roofline.time);

// With messages and activations, beside them.
static_assert(at_2112<models::llama_3_1_70b, parts::nvidia_h100_sxm, 8>::decode.roofline.time >
              bare<at_2112<models::llama_3_1_70b, parts::nvidia_h100_sxm, 8>>);

}  // namespace
