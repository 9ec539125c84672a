// Numbers, plans and paragraphs as the report writes them, in columns that hold whatever is asked.
#pragma once

#include <cstdint>
#include <rafter/model/label.hpp>
#include <rafter/parallelism/split.hpp>
#include <string>

namespace example {

/// At most five characters, three digits or more where it can be: 3.019, 141.1, 6922, 4e+07.
std::string in_five(double x);

/// With so many decimals where that takes at most nine characters.
std::string in_nine(double x, int decimals);

/// A whole number with a comma every three digits.
std::string grouped(std::int64_t n);

/// The name of an operation.
std::string text_of(const rafter::label& l);

/// "tp2 dp4 ep8 pp3", without the degrees that are 1; "-" for one device.
std::string plan_name(const rafter::split& s);

/// The first words of `rest` that fit into so many columns, taken from it; a longer word is cut.
std::string take_line(std::string& rest, std::size_t columns);

/// On standard output, in lines of at most 100 columns that begin with so many spaces.
void print_wrapped(std::string text, std::size_t indent);

}  // namespace example
