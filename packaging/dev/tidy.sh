#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tidy.sh SOURCE BUILD JOBS: clang-tidy over what the build compiles of src/, if it changed since it was last found clean.
#
# clang-tidy spends most of its time in the standard library's and Qt's headers, 15 seconds even for a small file; so it
# reads the same unities as the compiler does. A unity's key is a hash of everything its result depends on: the
# project's files behind it (as ninja knows them from the last build), its compiler flags, and .clang-tidy. Clean keys
# are kept in the user's cache, so a fresh checkout of the same source has nothing to do.

set -euo pipefail

source_folder=$1 build=$2 jobs=$3
clean=${XDG_CACHE_HOME:-$HOME/.cache}/facteo/tidy
work=$build/tidy

main()
{
    rm -rf -- "$work"
    mkdir -p -- "$clean" "$work"
    strip_flags <"$build/compile_commands.json" >"$work/compile_commands.json"
    (cd -- "$build" && ninja -t deps) >"$work/deps.txt"
    compiled_sources >"$work/sources.txt"
    keys >"$work/keys.txt"

    local key file
    : >"$work/changed.txt"
    while read -r key file; do
        [[ -e $clean/$key ]] || printf '%s %s\n' "$key" "$file" >>"$work/changed.txt"
    done <"$work/keys.txt"
    printf 'clang-tidy: %s of %s files and unities are new or changed\n' \
        "$(wc -l <"$work/changed.txt")" "$(wc -l <"$work/keys.txt")"
    export source_folder work clean
    export -f tidy_one
    xargs -r -P "$jobs" -L 1 bash -c 'tidy_one "$@"' tidy <"$work/changed.txt"
}

# tidy_one KEY FILE: says what is wrong, or marks the file clean.
tidy_one()
{
    local key=$1 file=$2 report=$work/$1.txt
    if clang-tidy --quiet -p "$work" --config-file="$source_folder/.clang-tidy" \
        --header-filter="^$source_folder/src/.*" "$file" >"$report" 2>&1; then
        touch -- "$clean/$key"
        return
    fi
    grep -vE '^[0-9]+ warnings? (generated|treated)|^Suppressed|^Use -header-filter|^Found compiler error' "$report"
    return 1
}

# GCC's precompiled headers and warnings are not clang's.
strip_flags()
{
    sed -E 's/ -fpch-preprocess//g; s/ -include [^ ]*cmake_pch\.hxx//g; s/ -W[^ "]+//g'
}

# What was written by hand: src/ itself and unities of it, but none that protoc wrote (compiled with -w).
compiled_sources()
{
    grep -B 1 '^ *"file": ' "$work/compile_commands.json" | awk -F '"' -v top="$source_folder/src/" -v build="$build/src/" '
        $2 == "command" { generated = $0 ~ / -w / || $0 ~ /mocs_compilation|qmltyperegistrations|qrc_|_init\.cpp|plugin_init|plugin\.dir|facteo_precompiled|facteo_cli11/ }
        $2 == "file" && !generated && (index($4, top) == 1 || (index($4, build) == 1 && $4 ~ /\/Unity\//)) { print $4 }' |
        sort -u
}

# keys: "KEY FILE" for each compiled source. One hash a header, then one a file.
keys()
{
    local common file
    common=$({ cat -- "$source_folder/.clang-tidy" "${BASH_SOURCE[0]}" && clang-tidy --version; } | sha256sum)
    dependencies | sort -u | grep -F -f <(sed 's/$/\t/' "$work/sources.txt") >"$work/pairs.txt" || true
    { cut -f 2 "$work/pairs.txt" | sort -u | xargs -r -d '\n' sha256sum 2>/dev/null | sed 's/  /\t/'; } >"$work/hashes.txt"
    awk -F '\t' 'NR == FNR { hash[$2] = $1; next } { print $1 "\t" hash[$2] }' \
        "$work/hashes.txt" "$work/pairs.txt" | sort -u >"$work/inputs.txt"
    while read -r file; do
        {
            printf '%s\n' "$common"
            sha256sum <"$file"
            grep -F -- " -c $file\"" "$work/compile_commands.json" | sed "s|$source_folder||g"
            awk -F '\t' -v file="$file" '$1 == file { print $2 }' "$work/inputs.txt"
        } | sha256sum | sed "s|  -$| $file|"
    done <"$work/sources.txt"
}

# dependencies: "FILE<tab>HEADER" for the project's own headers, generated ones included. ninja's blocks are
# "object: …" and then one indented path a line, the source first; ccache makes the paths relative to the build.
dependencies()
{
    awk -v top="$source_folder/" -v build="$build/" '
        function absolute(path) {
            if (path !~ /^\//)
                path = build path
            while (sub(/\/[^\/]+\/\.\.\//, "/", path))
                ;
            return path
        }
        /^[^ ]/ { file = ""; next }
        NF != 1 || /cmake_pch\.hxx/ { next }
        $1 ~ /^\// && index($1, top) != 1 { next }
        { path = absolute($1) }
        file == "" { file = path; next }
        index(path, top) == 1 { print file "\t" path }
    ' "$work/deps.txt"
}

main
