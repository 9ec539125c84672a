// All engines.
#pragma once

#include <rafter/engine/profiles/deepspeed.hpp>
#include <rafter/engine/profiles/exllama_v2.hpp>
#include <rafter/engine/profiles/gpt_fast.hpp>
#include <rafter/engine/profiles/llama_cpp.hpp>
#include <rafter/engine/profiles/mlc_llm.hpp>
#include <rafter/engine/profiles/sglang.hpp>
#include <rafter/engine/profiles/tensorrt_llm.hpp>
#include <rafter/engine/profiles/vendor_stacks.hpp>
#include <rafter/engine/profiles/vllm.hpp>
