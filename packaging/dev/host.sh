# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: Apache-2.0
# What kind of machine this is, and installing Debian packages on it.

# The packages that build, run and test the project, separated by spaces.
package_list()
{
    sed -e 's/#.*//' "$top/packaging/debian-13-packages.txt" | xargs
}

# host_is_new_enough [OS-RELEASE FILE]: Debian 13 or newer; testing and unstable have no VERSION_ID.
host_is_new_enough()
{
    local id version
    id=$(os_release ID "${1:-/etc/os-release}")
    version=$(os_release VERSION_ID "${1:-/etc/os-release}")
    [[ $id == debian ]] && [[ -z $version || ${version%%.*} -ge 13 ]]
}

# os_release KEY [FILE]
os_release()
{
    sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" "${2:-/etc/os-release}" 2>/dev/null | head -n 1
}

# missing_packages NAMES…: those that dpkg does not have installed.
missing_packages()
{
    local installed name
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
    for name in "$@"; do
        grep -qxF -- "$name" <<<"$installed" || printf '%s ' "$name"
    done
}

# install_on_host "NAMES": with apt, as root or through sudo, and only when something is missing.
install_on_host()
{
    local missing
    # shellcheck disable=SC2086
    missing=$(missing_packages $1)
    [[ -n $missing ]] || return 0
    command -v apt-get >/dev/null || die "this machine has no apt-get; ./dev needs Debian, or a system with its tools"

    say "installing: $missing"
    as_root true || die "installing needs an administrator, and sudo does not make you one here" \
        "An administrator runs once:" "    apt-get update && apt-get install --no-install-recommends $missing"
    # shellcheck disable=SC2086
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 install -y --no-install-recommends $missing >&2; then
        say "refreshing the package lists and trying again"
        # shellcheck disable=SC2086
        as_root apt-get update >&2 && as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -q -o Dpkg::Use-Pty=0 install -y --no-install-recommends $missing >&2 ||
            die "apt could not install these packages" \
                "If it names the network: check it, then run ./dev again." \
                "If it names rights or a lock, an administrator runs:" \
                "    apt-get update && apt-get install --no-install-recommends $missing"
    fi
}

# as_root COMMAND…
as_root()
{
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo -- "$@"
    else
        die "this needs an administrator: you are not root and there is no sudo" \
            "An administrator runs once:" "    apt-get update && apt-get install --no-install-recommends ${missing:-}"
    fi
}
