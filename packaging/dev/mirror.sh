# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: Apache-2.0
# Which Debian mirror to use: the one this machine's own apt uses, never one written down here.

# apt_sources: "SUITE URI" of every source that apt would ask, deb822 or one-line. Not apt-get indextargets: that knows
# nothing on a fresh machine, before the first apt-get update.
apt_sources()
{
    apt-get update --print-uris 2>/dev/null | release_files
}

release_files()
{
    sed -n "s,^'\([^']*\)/dists/\([^']*\)/InRelease' .*,\2 \1,p"
}

# mirror_urls URI: the web addresses that a source stands for (Debian's cloud images name a list in a file).
mirror_urls()
{
    case $1 in
        http://* | https://*) printf '%s\n' "${1%/}" ;;
        mirror+file:* | mirror:///*)
            local file
            file=$(sed "s,^[^:]*:/*,/,; s,/$,," <<<"$1")
            sed -n "s/^\\(https\\{0,1\\}:[^[:space:]]*\\).*/\\1/p" "$file" 2>/dev/null | sed "s:/$::" | head -n 1
            ;;
    esac
}

# debian_mirror main|security < apt_sources: the first web address of that kind, or nothing.
debian_mirror()
{
    local suite uri kind
    while read -r suite uri; do
        case $suite in
            *-security | */updates) kind=security ;;
            *-updates | *-backports) continue ;;
            bullseye | bookworm | buster | stable | oldstable | oldoldstable) kind=main ;;
            *) continue ;;
        esac
        if [[ $kind == "$1" ]]; then
            uri=$(mirror_urls "$uri")
            [[ -n $uri ]] && printf '%s\n' "$uri" && return
        fi
    done
    return 0
}

# offers URL SUITE: whether a mirror answers with that suite. Through apt, so its proxies and certificates count.
offers()
{
    local file
    file=$(mktemp)
    local found=1
    /usr/lib/apt/apt-helper -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 \
        download-file "$1/dists/$2/InRelease" "$file" >/dev/null 2>&1 && [[ -s $file ]] && found=0
    rm -f -- "$file"
    return $found
}

# trixie_sources: what goes into the root's sources.list; dies with the remedy when the mirror cannot give it.
trixie_sources()
{
    local sources main security
    sources=$(apt_sources)
    main=${FACTEO_DEBIAN_MIRROR:-$(debian_mirror main <<<"$sources")}
    main=${main%/}
    [[ -n $main ]] || die "this machine's apt names no Debian mirror on the web" \
        "Name one yourself: FACTEO_DEBIAN_MIRROR=http://… ./dev …"
    offers "$main" trixie || die "the Debian mirror $main does not answer with Debian 13 (trixie)" \
        "Check the network and the proxy of apt (apt-get update shows the same trouble)," \
        "or name another mirror: FACTEO_DEBIAN_MIRROR=http://… ./dev …"
    printf 'deb %s trixie main\n' "$main"
    ! offers "$main" trixie-updates || printf 'deb %s trixie-updates main\n' "$main"

    security=$(debian_mirror security <<<"$sources")
    [[ -n $security && -z ${FACTEO_DEBIAN_MIRROR:-} ]] || security=$main-security
    if offers "$security" trixie-security; then
        printf 'deb %s trixie-security main\n' "$security"
    else
        say "no security updates at $security; going on without them"
    fi
}

# apt_acquire_options: this machine's proxies, certificates and date checks, as apt options for the root.
apt_acquire_options()
{
    apt-config dump 2>/dev/null |
        grep -E '^Acquire::(http|https|Retries|Check-Valid-Until|Check-Date|ForceIPv[46])(::[^ ]*)? "[^"]+";$' || true
}
