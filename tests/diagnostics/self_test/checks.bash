# A harness that cannot fail proves nothing: every kind of complaint is raised here by something made for it.
# Sourced by tests/diagnostics/run.

self_tests() {
    find tests/diagnostics/self_test -name '*.cpp' | sort
}

# FILE COMPILER DIALECT: the complaint is the one that the file's REPORTS line names, or there is none.
reports_what_it_should() {
    local wanted complaints
    wanted=$(sed -nE 's|^// REPORTS: (.*)$|\1|p' "$1")
    complaints=$(says_what_it_should "$@")
    case $wanted in
        nothing) [ -z "$complaints" ] || printf 'complains of a sound case:\n%s\n' "$complaints" ;;
        ?*) grep -qF -e "$wanted" <<<"$complaints" || printf 'does not report: %s\nbut: %s\n' "$wanted" "$complaints" ;;
        *) echo "has no REPORTS line" ;;
    esac
}

# PLACE: a code that stands in the two other places is complained of, once, and a code that stands in all is not.
a_code_missing_there_is_reported() {
    local code=RAFTER-Z999 tree=$scratch/${1//\//_} complaints
    mkdir -p "$tree"/include "$tree"/tests/{diagnostics,unit}
    echo "// $code" | tee "$tree/include/raised.hpp" >"$tree/tests/unit/shown.cpp"
    echo "### $code: a title" >"$tree/README.md"
    [ -z "$(code_is_covered "$code" "$tree")" ] || echo "complains of a code that is covered"
    case $1 in
        README.md) echo "see ${code}0 and $code" >"$tree/README.md" ;;  # mentioned, no section
        *) find "$tree/$1" -type f -exec sed -i "s/$code/${code}0/" {} + ;;
    esac
    complaints=$(code_is_covered "$code" "$tree")
    [ "$(grep -c . <<<"$complaints")" -eq 1 ] || printf 'not one complaint but: %s\n' "$complaints"
}

export -f reports_what_it_should a_code_missing_there_is_reported
