# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: Apache-2.0
# Working inside the Debian 13 root with bubblewrap.
#
# /usr and /etc are the root's, read-only. Everything else is the machine's own under the same name, so a file
# named on the command line means the same inside and outside; the display, sound and GPU come along.

# run_inside ROOT COMMAND…: replaces this process, so exit codes and signals pass through.
run_inside()
{
    local root=$1
    shift
    require_user_namespaces "$root"
    case $top/ in
        /usr/* | /etc/* | /boot/*) die "the checkout is in $top, which belongs to the system" \
            "Move it to your home, /srv or /opt." ;;
    esac
    case $PWD/ in
        /usr/* | /etc/* | /boot/*) cd -- "$top" || exit ;;
    esac
    local wrap=(bwrap)
    collect_system "$root"
    collect_host_folders
    collect_environment
    # setpriv: a signal that ends bwrap reaches the command too.
    exec bwrap "${wrap[@]:1}" --chdir "$PWD" -- setpriv --pdeathsig TERM "$@" 7< <(accounts "$root" group "$(id -g)") \
        8< <(accounts "$root" passwd "$EUID")
}

require_user_namespaces()
{
    local complaint
    complaint=$(bwrap --ro-bind "$1/usr" /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 /usr/bin/true 2>&1) &&
        return
    die "bubblewrap cannot enter the Debian 13 root: $complaint" \
        "User namespaces may be switched off. An administrator allows them with:" \
        "    sysctl user.max_user_namespaces=10000" \
        "    sysctl kernel.unprivileged_userns_clone=1                  # Debian's own switch, if present" \
        "    sysctl kernel.apparmor_restrict_unprivileged_userns=0      # Ubuntu's, if present" \
        "Inside a container: start it with the right to make namespaces, or run ./dev on Debian 13 itself."
}

# accounts ROOT passwd|group NUMBER: the root's own, and the user's, so that programs find his name and home.
accounts()
{
    cat -- "$1/etc/$2"
    (($3 == 0)) || getent "$2" "$3" || true
}

collect_system()
{
    local root=$1 entry
    wrap+=(--ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --perms 0644 --ro-bind-data 7 /etc/group
        --perms 0644 --ro-bind-data 8 /etc/passwd) # readable for the user that a database server runs as
    for entry in "$root"/*; do
        [[ -L $entry ]] && wrap+=(--symlink "$(readlink -- "$entry")" "/${entry##*/}")
    done
    for entry in resolv.conf hosts machine-id; do
        [[ -s /etc/$entry ]] && wrap+=(--ro-bind "$(readlink -f "/etc/$entry")" "/etc/$entry")
    done
    wrap+=(--dev-bind /dev /dev --bind /proc /proc --ro-bind /sys /sys)
}

collect_host_folders()
{
    local entry
    for entry in /*; do
        case $entry in
            /usr | /etc | /dev | /proc | /sys | /boot | /lost+found | /bin | /sbin | /lib*) ;;
            *)
                if [[ -L $entry ]]; then
                    wrap+=(--symlink "$(readlink -- "$entry")" "$entry")
                elif [[ -d $entry && -x $entry ]]; then
                    wrap+=(--bind "$entry" "$entry")
                fi
                ;;
        esac
    done
    # The machine's own apt and dpkg are none of our business.
    for entry in /var/lib/apt /var/cache/apt; do
        [[ -d $entry ]] && wrap+=(--tmpfs "$entry")
    done
    wrap+=(--ro-bind "$root/var/lib/dpkg" /var/lib/dpkg)
}

# A clean environment but for what a person sets on purpose: language, display, sound, git, the tools' own knobs.
collect_environment()
{
    local name
    wrap+=(--clearenv)
    while read -r name; do
        case $name in
            HOME | USER | LOGNAME | TERM | COLORTERM | NO_COLOR | CLICOLOR_FORCE | LANG | LANGUAGE | LC_* | TZ | CI | \
                DISPLAY | XAUTHORITY | WAYLAND_* | XDG_CACHE_HOME | XDG_CONFIG_HOME | XDG_DATA_HOME | \
                XDG_STATE_HOME | XDG_RUNTIME_DIR | XDG_SESSION_TYPE | XDG_CURRENT_DESKTOP | PULSE_* | PIPEWIRE_* | \
                DBUS_SESSION_BUS_ADDRESS | QT_* | QSG_* | QML_* | LIBGL_* | MESA_* | GALLIUM_* | FACTEO_* | \
                CCACHE_* | CMAKE_* | CTEST_* | CXXFLAGS | CFLAGS | LDFLAGS | GIT_* | SSH_AUTH_SOCK | EDITOR | \
                *_proxy | *_PROXY | ASAN_OPTIONS | UBSAN_OPTIONS | TSAN_OPTIONS | LSAN_OPTIONS)
                wrap+=(--setenv "$name" "${!name}")
                ;;
        esac
    done < <(compgen -e)
    [[ -n ${LANG:-} ]] || wrap+=(--setenv LANG C.UTF-8)
    [[ -n ${TZ:-} ]] || wrap+=(--setenv TZ "$(time_zone)")
    wrap+=(--setenv FACTEO_INSIDE 1 --setenv SHELL /bin/bash
        --setenv PATH /usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/usr/lib/qt6/bin)
}

# The machine's zone by its name: /etc/localtime is the root's.
time_zone()
{
    local zone
    zone=$(readlink -f /etc/localtime)
    case $zone in
        */zoneinfo/*) printf '%s\n' "${zone#*/zoneinfo/}" ;;
        *) head -n 1 /etc/timezone 2>/dev/null || printf 'UTC\n' ;;
    esac
}
