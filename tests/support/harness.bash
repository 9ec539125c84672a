# What the scripts under tests/ share. Source it; it goes to the repository root.
#
# A check is a function that prints nothing when satisfied and its complaints when not.
# check_all runs one check over many items in parallel; closing_line counts what came out.
set -euo pipefail

# Quotes in compiler messages are plain ASCII in this locale, everywhere.
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."

compilers=(g++-12 clang++-14 clang++-19)

export warnings="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wsign-conversion"

# Our own headers are seen as the project's code: warnings in them count. Boost is not ours.
export include_rafter="-Iinclude"

export arm="arm-none-eabi-g++ -mcpu=cortex-m4 -mthumb -ffreestanding -fno-exceptions -fno-rtti"

scratch=$(mktemp -d)
export scratch
trap 'rm -rf "$scratch"' EXIT

# Where Boost is for a cross compiler: a folder that holds nothing else, so that no header of this machine
# comes with it.
boost_alone() {
    local version_header
    version_header=$(echo '#include <boost/version.hpp>' | "${compilers[0]}" -M -x c++ - | grep -o '[^ ]*/boost/version.hpp')
    mkdir -p "$scratch/boost_alone"
    ln -sfn "${version_header%/version.hpp}" "$scratch/boost_alone/boost"
    echo "$scratch/boost_alone"
}

# The verdict of one check on one item, as one write, so that parallel verdicts do not mix.
verdict() {
    local complaints
    complaints=$("$@" 2>&1) || complaints+=$'\n'"($1 ended with status $?)"
    if [ -z "$complaints" ]; then
        printf 'ok    %s\n' "${*:2}"
    else
        printf 'FAIL  %s\n%s\n' "${*:2}" "$(sed 's/^/      /' <<<"$complaints")"
    fi
}
export -f verdict

# check_all CHECK: every line of the input holds the arguments of one call of CHECK.
check_all() {
    export -f "${1?}"
    xargs -r -L 1 -P "$(nproc)" bash -c 'verdict '"$1"' "$@"' _
}

# Reads verdicts, passes on those that need a reader, and ends with the count.
closing_line() {
    awk '/^ok    / { passed++; next }
         /^FAIL  / { failed++ }
                   { print }
         END       { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }'
}
