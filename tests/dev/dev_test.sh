#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# dev_test.sh SOURCE: the decisions of ./dev, each against made-up machines.

set -euo pipefail

top=$1
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache
for part in say host mirror root inside build display check; do
    # shellcheck source=/dev/null
    source "$top/packaging/dev/$part.sh"
done

failed=0
passed=0

# expect WHAT WANTED GOT
expect()
{
    if [[ $2 == "$3" ]]; then
        passed=$((passed + 1))
    else
        printf 'FAILED: %s\n  wanted: %s\n  got:    %s\n' "$1" "$2" "$3"
        failed=$((failed + 1))
    fi
}

answer()
{
    if "$@" >/dev/null 2>&1; then echo yes; else echo no; fi
}

# says WORDS COMMAND…: whether it gives up with these words.
says()
{
    local words=$1 text
    shift
    text=$("$@" 2>&1) && echo 'it went well' && return
    if [[ $text == *"$words"* ]]; then echo yes; else printf '%s\n' "$text"; fi
}

os()
{
    printf '%s\n' "$@" >"$scratch/os-release"
    answer host_is_new_enough "$scratch/os-release"
}

expect 'Debian 12 is too old' no "$(os 'ID=debian' 'VERSION_ID="12"')"
expect 'Debian 13 is new enough' yes "$(os 'ID=debian' 'VERSION_ID="13"')"
expect 'Debian 14 is new enough' yes "$(os 'ID=debian' 'VERSION_ID="14"')"
expect 'Debian testing has no number' yes "$(os 'ID=debian' 'VERSION_CODENAME=forky')"
expect 'Ubuntu is another system' no "$(os 'ID=ubuntu' 'VERSION_ID="25.04"')"

expect 'what apt would ask' 'bookworm-security http://s.example.org/debian-security' "$(release_files <<'END'
'http://s.example.org/debian-security/dists/bookworm-security/InRelease' s.example.org_InRelease 0
'http://s.example.org/debian-security/dists/bookworm-security/main/binary-amd64/Packages.xz' s.example.org_Packages 0
END
)"

bookworm='bookworm http://deb.example.org/debian/
bookworm-backports http://elsewhere.example.org/debian/
bookworm-security http://security.example.org/debian-security/'
expect 'the main mirror' http://deb.example.org/debian "$(debian_mirror main <<<"$bookworm")"
expect 'the security mirror' http://security.example.org/debian-security "$(debian_mirror security <<<"$bookworm")"
expect 'no security mirror' '' "$(debian_mirror security <<<'bookworm http://deb.example.org/debian/')"
expect 'another vendor is no Debian mirror' '' "$(debian_mirror main <<<'nodistro https://deb.example.org/node/')"
expect 'a CD is no mirror' http://b.example.org/debian \
    "$(debian_mirror main <<<$'bookworm cdrom://Debian/\nbookworm http://b.example.org/debian')"
printf '# mirrors\nhttps://cloud.example.org/debian/ priority:1\n' >"$scratch/mirrors.list"
expect 'a mirror list in a file' https://cloud.example.org/debian \
    "$(debian_mirror main <<<"bookworm mirror+file://$scratch/mirrors.list")"

expect 'an empty folder has a byte free' yes "$(answer enough_disk "$scratch" 0)"
expect 'no disk has an exabyte free' no "$(answer enough_disk "$scratch" 1000000000000)"
df() { printf 'Avail\n3999M\n'; }
expect 'too little disk names the remedy' yes "$(says XDG_CACHE_HOME require_disk "$scratch")"
unset -f df

expect 'an installed package is not missing' '' "$(missing_packages dpkg)"
expect 'a package that is not there is missing' 'no-such-package ' "$(missing_packages dpkg no-such-package)"
sudo() { return 1; } # an account that may not
apt-get() { return 1; } # on a machine that has apt, wherever the test runs
as_root_kept=$(declare -f as_root)
as_root() { sudo "$@"; }
expect 'no rights name the remedy' yes "$(says 'administrator runs' install_on_host no-such-package)"
eval "$as_root_kept"
unset -f apt-get

root=$(root_path)
expect 'the root lies in the cache' "$XDG_CACHE_HOME/facteo" "${root%/*}"
expect 'the same packages, the same root' "$root" "$(root_path)"
expect 'other packages, another root' yes \
    "$(package_list() { echo nothing; } && [[ $(root_path) != "$root" ]] && echo yes)"

# A root whose making fails or is interrupted leaves nothing that looks like a root.
trixie_sources() { echo 'deb http://deb.example.org/debian trixie main'; }
root_tools() { echo dpkg; }
enough_disk() { return 0; }
(
    trixie_sources() { return 1; } # as when the mirror does not answer
    make_root "$root"
) 2>"$scratch/said" || true
expect 'a failed root says nothing of its own script' '' "$(grep 'line ' "$scratch/said" || true)"
bootstrap() { mkdir "$1/usr" && return 1; }
(make_root "$root") 2>/dev/null || true
expect 'a failed root leaves nothing' '' "$(find "$XDG_CACHE_HOME" -name '*.partial')"
expect 'a failed root is no root' no "$(answer test -d "$root")"
bootstrap() { mkdir "$1/usr" && kill -INT "$BASHPID"; }
(make_root "$root") 2>/dev/null || true
expect 'an interrupted root leaves nothing' '' "$(find "$XDG_CACHE_HOME" -name '*.partial')"
expect 'an interrupted root is no root' no "$(answer test -d "$root")"
mkdir -p "$root.partial/usr/left/behind"
bootstrap() { mkdir "$1/usr"; }
(make_root "$root") 2>/dev/null
expect 'the next try succeeds' yes "$(answer test -d "$root/usr")"
expect 'and has nothing of the earlier one' no "$(answer test -d "$root/usr/left")"

# Two checkouts at once make one root: the second waits for the lock and finds it done.
rm -rf -- "$root"
bootstrap() { mkdir "$1/usr" && echo made >>"$scratch/made"; }
(make_root "$root") 2>/dev/null &
(make_root "$root") 2>/dev/null
wait
expect 'two at once make one root' 1 "$(wc -l <"$scratch/made")"

# Without a wayland socket and an X server there is no display; a socket is one.
unset DISPLAY WAYLAND_DISPLAY
expect 'no display' no "$(answer display_usable)"
expect 'a stale name is no display' no "$(WAYLAND_DISPLAY=wayland-9 XDG_RUNTIME_DIR=$scratch answer display_usable)"

printf '%s passed, %s failed\n' "$passed" "$failed"
((failed == 0))
