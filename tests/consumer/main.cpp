#include "both.hpp"

int main() {
    const bool same_object = other_footprint() == &serving::footprint;
    const bool same_numbers = other_assessment().footprint.total == serving::footprint.total && other_assessment().feasible == serving::feasible;
    constexpr const char text[] = R"({"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100})";
    return same_object && same_numbers && rafter::hugging_face::parse(text).ok() ? 0 : 1;
}
