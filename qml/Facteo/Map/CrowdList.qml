// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Facteo.Layers

// Who stands together at one place, where no zoom parts them: choose one of them.
FocusScope {
    id: crowd

    required property FleetLayer fleet
    required property color ink
    required property color plate
    property list<string> members
    property int count

    signal chosen(string handset)

    function open(handsets: list<string>, all: int, at: point) {
        members = handsets;
        count = all;
        x = Math.max(8, Math.min(at.x + 14, parent.width - width - 8));
        y = Math.max(8, Math.min(at.y - 20, parent.height - height - 8));
        visible = true;
        names.currentIndex = 0;
        forceActiveFocus();
    }

    function close() {
        visible = false;
        members = [];
    }

    Accessible.name: title.text
    Accessible.role: Accessible.PopupMenu
    height: Math.min(340, title.height + names.contentHeight + 20)
    visible: false
    width: 240

    Keys.onEscapePressed: close()
    onActiveFocusChanged: {
        if (!activeFocus)
            close();
    }

    Rectangle {
        anchors.fill: parent
        border.color: Qt.alpha(crowd.ink, 0.3)
        border.width: 1
        color: Qt.alpha(crowd.plate, 1)
        radius: 8
    }
    Text {
        id: title

        color: crowd.ink
        font.bold: true
        font.family: "Inter"
        font.pixelSize: 13
        padding: 8
        text: qsTr("%n at this place", "", crowd.count)
        x: 4
    }
    ListView {
        id: names

        anchors.bottom: parent.bottom
        anchors.bottomMargin: 8
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        clip: true
        focus: true
        keyNavigationEnabled: true
        model: crowd.members
        delegate: T.ItemDelegate {
            id: line

            required property int index
            required property string modelData

            Accessible.name: line.text
            highlighted: ListView.isCurrentItem
            implicitHeight: 30
            text: crowd.fleet.labelOf(line.modelData)
            width: names.width

            background: Rectangle {
                color: Qt.alpha(crowd.ink, line.hovered || line.highlighted ? 0.1 : 0)
            }
            contentItem: Text {
                color: crowd.ink
                elide: Text.ElideRight
                font.family: "Inter"
                font.pixelSize: 13
                leftPadding: 12
                text: line.text
                textFormat: Text.PlainText
                verticalAlignment: Text.AlignVCenter
            }

            Keys.onReturnPressed: line.clicked()
            onClicked: {
                crowd.chosen(line.modelData);
                crowd.close();
            }
        }
    }
}
