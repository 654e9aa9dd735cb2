// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// The map in the middle of every page.
Rectangle {
    id: pane

    required property Desk desk
    required property url source
    property bool dark: false
    readonly property bool ready: true
    signal taskClicked(string taskId)

    signal postmanClicked(string handset)

    function flyTo(latitude: real, longitude: real) {
    }

    function followHandset(handset: string) {
    }

    color: Look.theme.raised
}
