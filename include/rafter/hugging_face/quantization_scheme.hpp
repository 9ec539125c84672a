// The schemes that a quantization_config may name. A new one is a file in schemes/ or a function there, and a line here.
#pragma once

#include <rafter/hugging_face/schemes/fp8.hpp>
#include <rafter/hugging_face/schemes/groups.hpp>
#include <rafter/hugging_face/schemes/integer.hpp>

namespace rafter::hugging_face {

struct scheme {
    const char* method;
    list<key> reads;     ///< keys that say how or what is stored
    list<key> harmless;  ///< keys that change no stored byte
    void (*read)(detail::scheme_reader&);
};

namespace schemes {

inline constexpr scheme known_schemes[] = {{"fp8", fp8_reads, fp8_harmless, read_fp8},
                                           {"fbgemm_fp8", fbgemm_reads, fbgemm_harmless, read_fbgemm},
                                           {"mxfp4", mxfp4_reads, mxfp4_harmless, read_mxfp4},
                                           {"compressed-tensors", compressed_reads, compressed_harmless, read_compressed},
                                           {"modelopt", modelopt_reads, modelopt_harmless, read_modelopt},
                                           {"gptq", gptq_reads, gptq_harmless, read_gptq},
                                           {"awq", awq_reads, awq_harmless, read_awq},
                                           {"bitsandbytes", bitsandbytes_reads, bitsandbytes_harmless, read_bitsandbytes}};

}  // namespace schemes

namespace detail {

constexpr const scheme* find_scheme(const reader& r, const member& method) noexcept {
    for (const scheme& known : schemes::known_schemes)
        if (r.says(method, known.method)) return &known;
    return nullptr;
}

}  // namespace detail

}  // namespace rafter::hugging_face
