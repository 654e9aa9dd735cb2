# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: Apache-2.0
# ./dev check: everything about the source that needs no running program.

readonly all_checks=(format scripts words translations layers qml tidy)

check_names()
{
    printf '%s\n' "${all_checks[*]}"
}

# dev_check [NAMES…]
dev_check()
{
    local checks=("${all_checks[@]}") name
    if (($#)); then
        checks=("$@")
    fi
    [[ -f $top/build/dev/build.ninja ]] || dev_build dev
    : >"$(failures_file)"
    for name in "${checks[@]}"; do
        declare -F "check_$name" >/dev/null || die "there is no check '$name'" "There are: $(check_names)"
        run_check "$name"
    done
    [[ ! -s $(failures_file) ]] || die "check failed: $(failed_checks)"
    say "check: all is well"
}

run_check()
{
    local started=$SECONDS
    if "check_$1" >&2; then
        say "check $1: ok ($((SECONDS - started)) s)"
    else
        say "check $1: FAILED"
        printf '%s ' "$1" >>"$(failures_file)"
    fi
}

failures_file()
{
    printf '%s\n' "$top/build/dev/failed-checks.txt"
}

failed_checks()
{
    cat -- "$(failures_file)"
}

# tracked PATTERNS…: the checkout's files, one a line; works in an exported tree without git as well.
tracked()
{
    if git -C "$top" rev-parse --git-dir >/dev/null 2>&1; then
        git -C "$top" ls-files --cached --others --exclude-standard -- "$@"
    else
        (cd -- "$top" && find . -path ./build -prune -o -type f -print | sed 's:^\./::' | grep -E "$(globs_to_regex "$@")")
    fi
}

globs_to_regex()
{
    local IFS='|'
    printf '^(%s)$' "$*" | sed 's/\./\\./g; s/\*/.*/g'
}

check_format()
{
    (cd -- "$top" && tracked 'src/*.cpp' 'src/*.h' 'tests/*.cpp' 'tests/*.h' | xargs -r clang-format --dry-run -Werror)
}

check_scripts()
{
    local scripts=("$top/dev" "$top/.ci/run") file
    while read -r file; do
        scripts+=("$top/$file")
    done < <(tracked 'packaging/*.sh' 'tests/*.sh')
    for file in "${scripts[@]}"; do
        bash -n "$file" || return
    done
    shellcheck --severity=warning "${scripts[@]}"
}

# Work that calls itself unfinished, and paths of somebody's machine.
check_words()
{
    local found
    found=$(cd -- "$top" && tracked 'src/*' 'qml/*' 'tests/*' |
        xargs -r -d '\n' grep -nIE '\b(TODO|FIXME|XXX|HACK)\b|/(root|home/[a-z]+)/' -- || true)
    [[ -z $found ]] && return
    printf '%s\n' "$found"
    return 1
}

# Every string of the source has a finished translation, and in French no line breaks before a sign or inside «».
check_translations()
{
    local folder file bad=0 open
    folder=$(mktemp -d)
    while read -r file; do
        cp -- "$top/$file" "$folder/"
        /usr/lib/qt6/bin/lupdate -silent -no-obsolete -locations none "$top/src" "$top/qml" -ts "$folder/${file##*/}" ||
            bad=1
        open=$(grep -c 'type="unfinished"' "$folder/${file##*/}" || true)
        if ((open > 0)); then
            printf '%s: %s strings without a finished translation:\n' "$file" "$open"
            grep -B 3 'type="unfinished"' "$folder/${file##*/}" | sed -n 's:.*<source>\(.*\)</source>.*:    \1:p' | head -n 20
            bad=1
        fi
    done < <(tracked 'translations/*.ts' | grep -v '_en\.ts$')
    rm -rf -- "$folder"
    if grep -nP '<(translation|numerusform)[^>]*>[^<]*( [:;?!»]|« )' "$top/translations/facteo_fr.ts"; then
        printf '%s\n' 'translations/facteo_fr.ts: a no-break space belongs before ; : ? ! » and behind «'
        bad=1
    fi
    return $bad
}

check_layers()
{
    ctest --test-dir "$top/build/dev" -R '^layers\.' --output-on-failure | sed -n '/Failed\|includes\|tests passed\|tests failed/p'
    return "${PIPESTATUS[0]}"
}

check_qml()
{
    ninja -C "$top/build/dev" -t targets all | grep -q '^all_qmllint:' || return 0
    local log result=0
    log=$(ninja -C "$top/build/dev" all_qmllint 2>&1) || result=1
    ((result == 0)) || printf '%s\n' "$log" | grep -v '^\[[0-9]'
    return $result
}

check_tidy()
{
    "$top/packaging/dev/tidy.sh" "$top" "$top/build/dev" "$(jobs_at_once)"
}
