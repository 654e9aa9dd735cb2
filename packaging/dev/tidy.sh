#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tidy.sh SOURCE BUILD JOBS: clang-tidy over the files of src/ that changed since they were last found clean.
#
# A file's key is a hash of everything its result depends on: its text, the project's headers behind it (as ninja
# knows them from the last build), its compiler flags, and .clang-tidy. Clean keys are kept in the user's cache, so a
# fresh checkout of the same source has nothing to do.
#
# clang-tidy spends most of its time in the standard library's and Qt's headers, 15 seconds even for a small file. So
# the files of one module are read as one; where that does not compile (two files use one name for two things),
# the batch is halved.

set -euo pipefail

source_folder=$1 build=$2 jobs=$3
clean=${XDG_CACHE_HOME:-$HOME/.cache}/facteo/tidy
work=$build/tidy
batch_size=16

main()
{
    rm -rf -- "$work"
    mkdir -p -- "$clean" "$work"
    strip_flags <"$build/compile_commands.json" >"$work/all.json"
    (cd -- "$build" && ninja -t deps) >"$work/deps.txt"
    compiled_sources >"$work/sources.txt"
    keys >"$work/keys.txt"

    local key file
    : >"$work/changed.txt"
    while read -r key file; do
        [[ -e $clean/$key ]] || printf '%s %s\n' "$key" "$file" >>"$work/changed.txt"
    done <"$work/keys.txt"
    printf 'clang-tidy: %s of %s files are new or changed\n' \
        "$(wc -l <"$work/changed.txt")" "$(wc -l <"$work/keys.txt")"
    export source_folder work clean
    export -f tidy_batch tidy_run flags_of
    batches | xargs -r -P "$jobs" -d '\n' -n 1 bash -c 'tidy_batch $1' tidy
}

# batches: one line for each, "KEY FILE KEY FILE…", files of one target together.
batches()
{
    local key file folder last='' count=0 line=''
    while read -r key file; do
        folder=${file%/*}
        if [[ $folder != "$last" ]] || ((count == batch_size)); then
            [[ -z $line ]] || printf '%s\n' "$line"
            line='' count=0 last=$folder
        fi
        line+="$key $file "
        count=$((count + 1))
    done < <(sort -k 2 "$work/changed.txt")
    [[ -z $line ]] || printf '%s\n' "$line"
}

# tidy_batch KEY FILE KEY FILE…: says what is wrong, or marks the files clean.
tidy_batch()
{
    local keys=() files=() report=0
    while (($#)); do
        keys+=("$1")
        files+=("$2")
        shift 2
    done
    local text=$work/${keys[0]}.txt
    tidy_run "$text" "${files[@]}" || report=$?
    if ((report == 0)); then
        (cd -- "$clean" && touch -- "${keys[@]}")
        return
    fi
    if ((${#files[@]} == 1)) || ! grep -q '\[clang-diagnostic-' "$text"; then
        grep -vE '^[0-9]+ warnings? (generated|treated)|^Suppressed|^Use -header-filter|^Found compiler error' "$text"
        return 1
    fi
    local half=$((${#files[@]} / 2)) first=() second=() i
    for i in "${!files[@]}"; do
        if ((i < half)); then first+=("${keys[i]}" "${files[i]}"); else second+=("${keys[i]}" "${files[i]}"); fi
    done
    report=0
    tidy_batch "${first[@]}" || report=1
    tidy_batch "${second[@]}" || report=1
    return $report
}

# tidy_run REPORT FILES…
tidy_run()
{
    local report=$1 batch=${1%.txt}.cpp flags
    shift
    printf '#include "%s"\n' "$@" >"$batch"
    mapfile -t flags < <(flags_of "$1")
    clang-tidy --quiet --config-file="$source_folder/.clang-tidy" --header-filter="^$source_folder/src/.*" \
        "$batch" -- "${flags[@]}" >"$report" 2>&1
}

# flags_of FILE: what the compiler was given for it, without input and output, one a line.
flags_of()
{
    grep -F -- " -c $1\"" "$work/all.json" | head -n 1 |
        sed -E 's/^ *"command": "//; s/ -o .*//; s/\\"/"/g' | xargs -n 1 printf '%s\n' |
        grep -E '^-(D|I|isystem|std|f|m|pthread)|^/' | grep -vE '/(ccache|c\+\+|g\+\+|cmake)$' | sed 's/^-isystem$/-isystem/'
}

# GCC's precompiled headers are not clang's: a file is read without them.
strip_flags()
{
    sed -E 's/ -Winvalid-pch//g; s/ -fpch-preprocess//g; s/ -include [^ ]*cmake_pch\.hxx//g'
}

compiled_sources()
{
    sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' "$work/all.json" | sort -u | grep -F "$source_folder/src/"
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
            flags_of "$file" | sed "s|$source_folder||g"
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
