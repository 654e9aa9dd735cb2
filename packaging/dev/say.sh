# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: Apache-2.0
# What ./dev tells the person in front of it. Everything goes to standard error: standard output is for results.

say()
{
    printf '%s\n' "./dev: $*" >&2
}

# die WHAT [REMEDY LINES…]
die()
{
    say "$1"
    shift
    local line
    for line in "$@"; do
        printf '       %s\n' "$line" >&2
    done
    exit 1
}
