// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// The depot's tasks: those nobody has, those under way, those that ended.
Rectangle {
    id: pane

    required property Desk desk
    property string chosen: ""

    signal picked(string taskId)
    signal composeWanted

    function takeFocus() {
        list.forceActiveFocus();
    }

    color: Look.theme.surface

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            detail: qsTr("%1 open, %2 to be sent").arg(pane.desk.tasks.open).arg(pane.desk.tasks.toSend)
            title: qsTr("Tasks")
        }
        ActionButton {
            Layout.fillWidth: true
            Layout.leftMargin: 14
            Layout.margins: 12
            Layout.rightMargin: 14
            glyph: "plus"
            implicitHeight: 40
            keyHint: "V"
            kind: ActionButton.Primary
            text: qsTr("New home visit")
            onClicked: pane.composeWanted()
        }
        Lines {
            id: list

            Layout.fillHeight: true
            Layout.fillWidth: true
            Accessible.name: qsTr("Tasks")
            section.property: "section"
            visible: count > 0
            onOpened: (currentItem as TaskLine).clicked()

            delegate: TaskLine {
                required property int index

                chosen: taskId === pane.chosen
                current: list.activeFocus && ListView.isCurrentItem
                width: ListView.view.width
                onClicked: {
                    list.currentIndex = index;
                    list.forceActiveFocus();
                    pane.picked(taskId);
                }
            }
            model: pane.desk.tasks
        }
        Words {
            Layout.alignment: Qt.AlignTop
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.margins: 24
            elide: Text.ElideNone
            horizontalAlignment: Text.AlignHCenter
            soft: true
            text: qsTr("No task yet. Create a home visit and send it to the postman who is nearest.")
            verticalAlignment: Text.AlignTop
            visible: list.count === 0
            wrapMode: Text.Wrap
        }
    }

    Shortcut {
        autoRepeat: false
        enabled: pane.visible
        sequence: "V"
        onActivated: pane.composeWanted()
    }
}
