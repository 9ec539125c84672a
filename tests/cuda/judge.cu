// A kernel judges: the answer of a deployment is a constant, and assess is computed by the device. Specs come as
// arguments, since device code sees the values of host constants but not the objects.
#include <cstdio>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/hugging_face/config.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;
using serving = deployment<catalog::models::llama_3_1_70b, catalog::accelerators::nvidia_h100_sxm, plan<tensor_parallel<4>>, batch<32>,
                           prompt<2048>, output<256>, weights<fp8>, kv_cache<fp8>>;
static_assert(serving::feasible && serving::footprint.total < 60_GB);
template struct rafter::require<serving>;

struct read_model : hugging_face::model<hugging_face::parse(R"({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2,
    "num_attention_heads": 4, "intermediate_size": 128, "vocab_size": 100})")> {};
static_assert(read_model::spec.layer_count == 2);

struct question {
    transformer model;
    accelerator part;
    request asked;
};
struct answer {
    bytes known_before;
    assessment computed;
};

__global__ void judge(const question* q, answer* a) {
    a->known_before = serving::footprint.total;
    a->computed = assess(q->model, q->part, q->asked);
}

// The bytes are the same to the unit. Times are within 1e-12, since a device fuses multiply and add.
bool agrees(const answer& a) {
    const double here = serving::decode.ceiling.time.in_seconds(), there = a.computed.decode.ceiling.time.in_seconds();
    const double apart = here > there ? here - there : there - here;
    return a.known_before == serving::footprint.total && a.computed.footprint.total == serving::footprint.total &&
           a.computed.feasible == serving::feasible && apart <= 1e-12 * here;
}

int main() {
    int devices = 0;
    question* q = nullptr;
    answer* a = nullptr;
    if (cudaGetDeviceCount(&devices) != cudaSuccess || devices == 0) {
        const assessment on_host = assess(serving::model::spec, serving::hardware::spec, serving::asked);
        return std::puts("no GPU: judged by the host alone"), agrees({serving::footprint.total, on_host}) ? 0 : 1;
    }
    if (cudaMallocManaged(&q, sizeof *q) != cudaSuccess || cudaMallocManaged(&a, sizeof *a) != cudaSuccess) return 2;
    *q = {serving::model::spec, serving::hardware::spec, serving::asked};
    judge<<<1, 1>>>(q, a);
    if (const cudaError_t e = cudaDeviceSynchronize(); e != cudaSuccess) return std::puts(cudaGetErrorString(e)), 3;
    return std::puts("judged by the GPU"), agrees(*a) ? 0 : 1;
}
