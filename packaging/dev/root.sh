# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: Apache-2.0
# The Debian 13 root in the user's cache: named after what is in it, made once, shared by every checkout.

readonly root_recipe=1          # raise when make_root gives another result for the same package list
readonly root_needs_megabytes=4000

cache_folder()
{
    printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/facteo"
}

root_path()
{
    local key
    key=$(printf '%s\n' "$root_recipe" "$(dpkg --print-architecture)" "$(package_list)" | sha256sum)
    printf '%s/debian-13-%s\n' "$(cache_folder)" "${key:0:12}"
}

# enough_disk FOLDER MEGABYTES
enough_disk()
{
    local free
    free=$(df --output=avail -BM -- "$1" | tail -n 1 | tr -dc 0-9)
    ((free >= $2))
}

require_disk()
{
    enough_disk "$1" "$root_needs_megabytes" || die "too little disk: $1 needs $root_needs_megabytes MB free" \
        "Free some space, or put the cache elsewhere: XDG_CACHE_HOME=/big/disk ./dev …"
}

# make_root PATH: under a lock, beside its final place, then renamed: a root is whole or it is not there.
make_root()
{
    local root=$1 folder
    folder=$(dirname -- "$root")
    mkdir -p -- "$folder"
    require_disk "$folder"
    install_on_host "$(root_tools)"

    exec 9>"$root.lock"
    if ! flock -n 9; then
        say "another ./dev is making the Debian 13 root; waiting for it"
        flock 9
    fi
    [[ -d $root ]] || make_root_locked "$root"
    exec 9>&-
}

root_tools()
{
    printf 'mmdebstrap bubblewrap debian-archive-keyring'
    ((EUID == 0)) || printf ' uidmap'
}

make_root_locked()
{
    local root=$1 sources started=$SECONDS
    partial=$1.partial # not local: the trap below outlives this function
    discard "$partial" # of a run that was interrupted so hard that it could not tidy up
    trap 'discard "$partial"' EXIT
    trap 'say "interrupted; nothing is left behind, run it again when you like"; exit 130' INT TERM HUP
    sources=$(trixie_sources) || exit 1 # it has said why; set -e does not reach into a function behind ||
    say "making a Debian 13 root in $root (about two minutes, 2 GB, once)"
    sed 's/^/       from: /' <<<"$sources" >&2
    mkdir -- "$partial"
    bootstrap "$partial" <<<"$sources" || die "the Debian 13 root could not be made; the lines above say why" \
        "Network or mirror: check that 'apt-get update' works here, then run ./dev again." \
        "Disk: df -h $(dirname -- "$root")"
    mv -T -- "$partial" "$root"
    trap - EXIT INT TERM HUP
    say "Debian 13 root ready after $((SECONDS - started)) s"
    tell_of_old_roots "$root"
}

# bootstrap FOLDER < sources. Root fills the folder directly. Everybody else gets it as a tar stream, so that every
# file is his own and an ordinary rm removes it; the files are made in a user namespace, or by sudo without one.
bootstrap()
{
    local folder=$1 wrap=()
    if ((EUID == 0)); then
        mmdebstrap --mode=root --format=directory "${root_options[@]}" "$(root_includes)" "$(root_acquire)" \
            trixie "$folder" - >&2
        return
    fi
    local mode=unshare
    if ! mmdebstrap_can_unshare; then
        command -v sudo >/dev/null || die "this account may not make user namespaces, and there is no sudo" \
            "An administrator either gives it some:" \
            "    usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)" \
            "    sysctl kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000" \
            "or runs ./dev once with the same XDG_CACHE_HOME."
        mode=root
        wrap=(sudo --)
    fi
    TMPDIR=/var/tmp "${wrap[@]}" mmdebstrap --mode=$mode --format=tar "${root_options[@]}" "$(root_includes)" \
        "$(root_acquire)" trixie - - | tar -C "$folder" -x --no-same-owner --exclude='./dev/*'
}

readonly root_options=(
    --variant=essential
    '--aptopt=Apt::Install-Recommends "false"'
    --dpkgopt=force-unsafe-io
    '--dpkgopt=path-exclude=/usr/share/man/*'
    '--dpkgopt=path-exclude=/usr/share/doc/*'
    '--dpkgopt=path-include=/usr/share/doc/*/copyright'
    # Mount points for what comes from the host, see run_inside.
    '--customize-hook=for file in resolv.conf hosts machine-id; do rm -f "$1/etc/$file"; : >"$1/etc/$file"; done'
)

root_includes()
{
    printf -- '--include=%s' "$(package_list | tr ' ' ',')"
}

root_acquire()
{
    local file
    file=$(cache_folder)/apt-acquire.conf
    apt_acquire_options >"$file"
    printf -- '--aptopt=%s' "$file"
}

mmdebstrap_can_unshare()
{
    grep -q "^$(id -un):" /etc/subuid && grep -q "^$(id -un):" /etc/subgid && unshare --user true 2>/dev/null
}

# discard FOLDER: stays on one file system, so a mount that somebody left inside survives.
discard()
{
    [[ ! -e $1 ]] || rm -rf --one-file-system -- "$1"
}

tell_of_old_roots()
{
    local other
    for other in "$(cache_folder)"/debian-13-*; do
        [[ -d $other && $other != "$1" ]] || continue
        say "an older root can go if no other checkout uses it: rm -rf $other"
    done
}
