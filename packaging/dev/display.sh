# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: Apache-2.0
# The console's window: on the user's display, on a virtual one, or over VNC.

readonly screen_size=1920x1080
readonly default_vnc_port=5900

# dev_run [--vnc[=PORT]] [--] ARGS
dev_run()
{
    local port=''
    while (($#)); do
        case $1 in
            --vnc) port=$default_vnc_port ;;
            --vnc=*) port=${1#*=} ;;
            --)
                shift
                break
                ;;
            *) break ;;
        esac
        shift
    done
    dev_build dev
    local play=(--demo)
    [[ " $* " == *" --national "* ]] && play=() # a country of its own
    local command=("$top/build/dev/src/app/facteo-console" "${play[@]}" "$@")
    if [[ -n $port ]]; then
        run_over_vnc "$port" "${command[@]}"
    elif display_usable; then
        exec "${command[@]}"
    else
        # Nobody maximises a window there.
        [[ " $* " == *" --size"* ]] || command+=(--size "$screen_size")
        run_on_virtual_display "${command[@]}"
    fi
}

# display_usable: Wayland's socket is there, or the X server answers.
display_usable()
{
    local wayland=${WAYLAND_DISPLAY:-}
    [[ -z $wayland || $wayland == /* ]] || wayland=${XDG_RUNTIME_DIR:-/nowhere}/$wayland
    [[ -n $wayland && -S $wayland ]] && return
    [[ -n ${DISPLAY:-} ]] && xdpyinfo >/dev/null 2>&1
}

# The vnc platform paints in software, listens on every address and asks for no password.
run_over_vnc()
{
    local port=$1
    shift
    say "the window is served over VNC: connect a viewer to $(hostname):${port}"
    say "warning: VNC has no password and anybody who reaches port $port can use the console; keep it behind a firewall"
    unset DISPLAY WAYLAND_DISPLAY
    QT_QPA_PLATFORM=vnc:size=$screen_size:port=$port QT_QUICK_BACKEND=software exec "$@"
}

run_on_virtual_display()
{
    local picture=$top/build/dev/screen.png
    rm -f -- "$picture"
    say "there is no display here, so the window opens on a virtual one ($screen_size)"
    say "to see it: the picture $picture, renewed every 10 s; or run './dev run --vnc' and connect a VNC viewer"
    export LIBGL_ALWAYS_SOFTWARE=1 QSG_RHI_BACKEND=opengl
    unset WAYLAND_DISPLAY QT_QPA_PLATFORM
    start_virtual_display
    "$@" &
    local process=$! result=0
    trap 'kill -TERM "$process" 2>/dev/null' INT TERM HUP
    take_pictures "$process" "$picture" &
    local pictures=$!
    # A trapped signal ends the first wait early; the console's own result is what counts.
    while kill -0 "$process" 2>/dev/null; do
        wait "$process" && result=0 || result=$?
    done
    kill "$pictures" 2>/dev/null || true
    stop_virtual_display
    return $result
}

# take_pictures PID FILE: while the process lives and has a window.
take_pictures()
{
    while kill -0 "$1" 2>/dev/null; do
        if xdotool search --onlyvisible --pid "$1" >/dev/null 2>&1; then
            scrot --overwrite --silent "$2.new.png" && mv -- "$2.new.png" "$2"
        fi
        sleep 10
    done
}

# with_virtual_display COMMAND…: runs it with DISPLAY and XAUTHORITY of a screen of its own.
with_virtual_display()
{
    local result=0
    start_virtual_display
    "$@" || result=$?
    stop_virtual_display
    return $result
}

# Xvfb chooses a free number by itself; the cookie keeps other users of the machine out.
start_virtual_display()
{
    virtual_folder=$(mktemp -d)
    local cookie number
    cookie=$(mcookie)
    export XAUTHORITY=$virtual_folder/cookie
    : >"$XAUTHORITY"
    xauth -q -f "$XAUTHORITY" add :0 . "$cookie" 2>/dev/null
    coproc VIRTUAL { exec Xvfb -displayfd 1 -screen 0 "${screen_size}x24" -nolisten tcp -auth "$XAUTHORITY" \
        2>"$virtual_folder/log"; }
    virtual_display_pid=$VIRTUAL_PID
    trap stop_virtual_display EXIT
    read -r -t 30 number <&"${VIRTUAL[0]}" || die "Xvfb did not start: $(tail -n 3 "$virtual_folder/log")"
    export DISPLAY=:$number
    xauth -q -f "$XAUTHORITY" add "$DISPLAY" . "$cookie" 2>/dev/null
}

stop_virtual_display()
{
    trap - EXIT
    kill "$virtual_display_pid" 2>/dev/null || true
    rm -rf -- "$virtual_folder"
}
