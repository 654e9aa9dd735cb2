#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tidy.sh SOURCE BUILD JOBS: clang-tidy over the files of src/ that changed since they were last found clean.
#
# A file's key is a hash of everything its result depends on: its text, the project's headers it includes (as ninja
# knows them from the last build), its compiler flags, and .clang-tidy. Clean keys are kept in the user's cache, so a
# fresh checkout of the same source has nothing to do.

set -euo pipefail

source_folder=$1 build=$2 jobs=$3
clean=${XDG_CACHE_HOME:-$HOME/.cache}/facteo/tidy
work=$build/tidy

main()
{
    mkdir -p -- "$clean" "$work"
    local common
    common=$({ cat -- "$source_folder/.clang-tidy" "${BASH_SOURCE[0]}" && clang-tidy --version; } | sha256sum)
    strip_flags <"$build/compile_commands.json" >"$work/compile_commands.json"
    (cd -- "$build" && ninja -t deps) >"$work/deps.txt"
    keys "$common" >"$work/keys.txt"

    local key file
    : >"$work/todo.txt"
    while read -r key file; do
        [[ -e $clean/$key ]] || printf '%s %s\n' "$key" "$file" >>"$work/todo.txt"
    done <"$work/keys.txt"
    printf 'clang-tidy: %s of %s files are new or changed\n' "$(wc -l <"$work/todo.txt")" "$(wc -l <"$work/keys.txt")"
    export work clean
    xargs -r -a "$work/todo.txt" -P "$jobs" -L 1 bash -c "$(declare -f tidy_one); tidy_one \"\$@\"" tidy
}

# tidy_one KEY FILE
tidy_one()
{
    local report
    if report=$(clang-tidy --quiet -p "$work" "$2" 2>/dev/null) && [[ -z $report ]]; then
        : >"$clean/$1"
    else
        printf '%s\n' "$report"
        exit 1
    fi
}

# GCC's precompiled headers are not clang's: a file is read without them.
strip_flags()
{
    sed -E 's/ -Winvalid-pch//g; s/ -fpch-preprocess//g; s/ -include [^ ]*cmake_pch\.hxx//g'
}

# keys COMMON: "KEY FILE" for each source of src/ that the build compiles.
keys()
{
    local file
    sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$work/compile_commands.json" | sort -u |
        grep -F "$source_folder/src/" | while read -r file; do
        {
            printf '%s\n' "$1"
            grep -F -- "\"command\"" "$work/compile_commands.json" | grep -F -- " -c $file\"" | sed 's/ -o .*//'
            headers_of "$file" | xargs -r -d '\n' cat --
        } | sha256sum | sed "s|  -| $file|"
    done
}

# headers_of FILE: the file itself and the project's own headers behind it, from ninja's "object: … deps" blocks.
headers_of()
{
    printf '%s\n' "$1"
    awk -v file="$1" -v top="$source_folder/" -v build="$build/" '
        /^[^ ]/ { collect = 0; n = 0; next }
        NF == 1 && n == 0 { n = 1; collect = ($1 == file) }
        collect && (index($1, top) == 1 || $1 !~ /^\//) && $1 != file { print ($1 ~ /^\//) ? $1 : build $1 }
    ' "$work/deps.txt" | grep -v 'cmake_pch\.hxx' | sort -u
}

main
