// What the compiler can read while it compiles.
#pragma once

namespace rafter::detail {

/// Names a value; there is none of it where the value is no constant expression.
template <auto Value> struct constant_value;

}  // namespace rafter::detail
