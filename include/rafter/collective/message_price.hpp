// What a message costs as a function of its bytes, by one algorithm.
#pragma once

namespace rafter {

/// fixed + s * per_byte seconds: so many message latencies, and a part linear in bytes.
struct message_price {
    double fixed = 0;     ///< seconds
    double per_byte = 0;  ///< seconds
    bool runs = true;     ///< false: the links cannot run this algorithm

    [[nodiscard]] constexpr double seconds(double s) const noexcept { return fixed + s * per_byte; }
    /// The same for a vector of which only this part is sent: 1/8 of it between domains of eight.
    [[nodiscard]] constexpr message_price of_part(double part) const noexcept { return {fixed, per_byte * part, runs}; }

    /// One after the other.
    [[nodiscard]] friend constexpr message_price operator+(const message_price& a, const message_price& b) noexcept {
        return {a.fixed + b.fixed, a.per_byte + b.per_byte, a.runs && b.runs};
    }
};

}  // namespace rafter
