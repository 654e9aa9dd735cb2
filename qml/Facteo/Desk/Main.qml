// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// The supervisor's window.
T.ApplicationWindow {
    id: window

    required property Desk desk
    readonly property bool dark: desk.appearance === Desk.Dark || (desk.appearance === Desk.FollowSystem && Application.styleHints.colorScheme === Qt.Dark)
    property url mapSource
    property alias page: frame.page
    property alias mapReady: frame.mapReady

    Look.theme: dark ? darkTheme : lightTheme
    color: Look.theme.ground
    font.family: "Inter"
    height: 900
    minimumHeight: 680
    minimumWidth: 1180
    title: desk.status.depot === "" ? "Facteo Console" : qsTr("%1 – Facteo Console").arg(desk.status.depot)
    visible: true
    width: 1600

    LightTheme {
        id: lightTheme
    }
    DarkTheme {
        id: darkTheme
    }
    Frame {
        id: frame

        objectName: "frame"

        anchors.fill: parent
        dark: window.dark
        desk: window.desk
        mapSource: window.mapSource
        onWallboardWanted: board.open()
    }
    // A window of its own: on the second screen, and filling it, where there is one.
    Loader {
        id: board

        function open() {
            active = true;
            (item as Wallboard).raise();
        }

        active: false
        sourceComponent: Wallboard {
            dark: window.dark
            desk: window.desk
            mapSource: window.mapSource
            screen: Application.screens.length > 1 ? Application.screens[1] : Application.screens[0]
            transientParent: null
            visibility: Application.screens.length > 1 ? Window.FullScreen : Window.Windowed
            onClosing: board.active = false
        }
    }
    Shortcut {
        sequence: "F11"
        onActivated: window.visibility = window.visibility === Window.FullScreen ? Window.Windowed : Window.FullScreen
    }
}
