# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: Apache-2.0
# Building, testing and running, in an environment that has the packages.

dev_build()
{
    configure "${1:-dev}"
    # setpriv: ninja ends when ./dev is ended.
    setpriv --pdeathsig TERM ninja -C "$top/build/${1:-dev}" -j "$(jobs_at_once)" >&2
}

# configure PRESET: only when there is something new to configure; ninja sees changed CMake files by itself.
configure()
{
    local preset=$1 folder=$top/build/$1
    local cache=$folder/CMakeCache.txt
    if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$top" "$cache"; then
        say "the checkout has moved; starting $folder afresh"
        rm -rf -- "$folder"
    fi
    [[ -f $folder/build.ninja && $folder/build.ninja -nt $top/CMakePresets.json ]] && return
    (cd -- "$top" && cmake --preset "$preset") >&2 || die "there is nothing to build in $folder" \
        "The presets are in CMakePresets.json: dev, release, bench, asan, tsan, fuzz."
}

# As many as there are cores, but no more than fit into memory: a Qt translation unit wants up to 1.5 GB.
jobs_at_once()
{
    local cores fit
    cores=$(nproc)
    fit=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1500000))
    ((fit >= 1)) || fit=1
    printf '%s\n' "$((cores < fit ? cores : fit))"
}

# build_quietly PRESET TARGETS…: for commands whose output is a result; speaks only when it builds for longer or fails.
build_quietly()
{
    local folder=$top/build/$1 log
    configure "$1"
    shift
    log=$folder/ninja.log.txt
    [[ -d $folder/src ]] && ninja -C "$folder" -n "$@" | grep -q 'no work to do' && return
    say "building $* (build/${folder##*/})"
    ninja -C "$folder" -j "$(jobs_at_once)" "$@" >"$log" 2>&1 || {
        cat -- "$log" >&2
        die "it does not build; the lines above say why"
    }
}

dev_test()
{
    dev_build dev
    local checked=0
    if (($# == 0)); then
        (dev_check) || checked=1
    fi
    local tested=0
    run_tests "$@" || tested=$?
    ((checked == 0)) || die "the tests above ran, but ./dev check failed before them: $(failed_checks)"
    return $tested
}

# Windows of tests open on a screen of their own, never on the user's; sound goes nowhere.
run_tests()
(
    unset WAYLAND_DISPLAY PULSE_SERVER
    export LIBGL_ALWAYS_SOFTWARE=1 QSG_RHI_BACKEND=opengl QT_QPA_PLATFORM=xcb
    with_virtual_display ctest --test-dir "$top/build/dev" --output-on-failure -j "$(jobs_at_once)" "$@"
)

# What customers get is measured: built as for release.
dev_bench()
{
    local folder=$top/build/bench/tests/bench name=${1:-} target=benches
    [[ -f $top/tests/bench/${name}_bench.cpp ]] && target=${name}_bench
    build_quietly bench "$target"
    if [[ -n $name ]]; then
        [[ -x $folder/${name}_bench ]] || die "there is no bench '$name'" "There are: $(bench_names "$folder")"
        shift
        with_virtual_display "$folder/${name}_bench" "$@"
        return
    fi
    for name in $(bench_names "$folder"); do
        say "bench $name"
        with_virtual_display "$folder/${name}_bench"
    done
}

bench_names()
{
    local program
    for program in "$1"/*_bench; do
        [[ -x $program ]] || continue
        program=${program##*/}
        printf '%s ' "${program%_bench}"
    done
}

dev_facteo()
{
    build_quietly dev facteo
    exec "$top/build/dev/src/app/facteo" "$@"
}

dev_shell()
{
    (($#)) && exec "$@"
    say "the packages of packaging/debian-13-packages.txt are here; 'exit' leads back"
    exec bash -i
}
