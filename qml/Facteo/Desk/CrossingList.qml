// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Facteo.Console
import Facteo.Style

// Who went over the borders of areas, newest first. A line leads to the area where it names one, otherwise to whoever
// it is about.
Lines {
    id: journal

    required property CrossingModel crossings
    // The area is said beside each line.
    property bool named: false

    signal geofenceWanted(string geofenceId)
    signal postmanWanted(string handset)

    Accessible.name: qsTr("Who came and went")
    activeFocusOnTab: count > 0
    model: journal.crossings
    onOpened: (currentItem as Line).clicked()

    delegate: Line {
        id: line

        required property string time
        required property string who
        required property string what
        required property bool entered
        required property bool gone
        required property string handsetId
        required property string geofenceId
        required property string geofenceName

        Accessible.name: [time, who, what, journal.named ? geofenceName : ""].filter(word => word !== "").join(", ")
        current: journal.activeFocus && ListView.isCurrentItem
        implicitHeight: journal.named ? 48 : 32
        width: ListView.view.width
        onClicked: {
            if (journal.named)
                journal.geofenceWanted(line.geofenceId);
            else
                journal.postmanWanted(line.handsetId);
        }

        contentItem: Item {
            // In, out, or nobody knows: by the arrow's direction, and the word says the same.
            Words {
                id: arrow

                color: line.entered ? Look.theme.accent : Look.theme.inkSoft
                font.pixelSize: 14
                font.weight: Font.Bold
                horizontalAlignment: Text.AlignHCenter
                text: line.entered ? "→" : line.gone ? "←" : "?"
                width: 18
                x: 18
                y: 5
            }
            Words {
                anchors.left: arrow.right
                anchors.leftMargin: 8
                anchors.right: clock.left
                anchors.rightMargin: 8
                font.pixelSize: 13
                font.weight: Font.Medium
                text: qsTr("%1 · %2", "who, entered or left").arg(line.who).arg(line.what)
                y: 6
            }
            Words {
                id: clock

                anchors.right: parent.right
                anchors.rightMargin: 18
                figures: true
                font.pixelSize: 12
                soft: true
                text: line.time
                y: 7
            }
            Words {
                anchors.left: arrow.right
                anchors.leftMargin: 8
                anchors.right: parent.right
                anchors.rightMargin: 18
                font.pixelSize: 12
                soft: true
                text: line.geofenceName
                visible: journal.named
                y: 25
            }
        }
    }
}
