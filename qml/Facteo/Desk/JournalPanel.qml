// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Who came and went, in all areas together: beside the map while no area is chosen.
Rectangle {
    id: panel

    required property Desk desk

    signal geofenceWanted(string geofenceId)

    color: Look.theme.surface

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            detail: qsTr("In all areas, newest first")
            title: qsTr("Who came and went")
        }
        Words {
            Layout.alignment: Qt.AlignTop
            Layout.fillWidth: true
            Layout.margins: 24
            elide: Text.ElideNone
            horizontalAlignment: Text.AlignHCenter
            soft: true
            text: qsTr("Nobody has crossed a border yet.")
            visible: journal.count === 0
            wrapMode: Text.Wrap
        }
        CrossingList {
            id: journal

            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.topMargin: 6
            crossings: panel.desk.crossings
            named: true
            onGeofenceWanted: id => panel.geofenceWanted(id)
        }
    }
}
