# What the project asks of its own programs; users of rafter::rafter inherit none of it.
function(rafter_strict target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wsign-conversion -Werror
        # Without it a target with fused multiply-add rounds a run-time result differently from a compile-time one.
        -ffp-contract=off)
endfunction()
