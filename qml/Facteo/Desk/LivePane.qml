// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Every postman of the depot: found by name, round or id.
Rectangle {
    id: pane

    required property Desk desk
    readonly property PostmanModel postmen: desk.postmen

    signal chosen(string handset)

    function takeFocus() {
        list.forceActiveFocus();
    }

    color: Look.theme.surface

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            detail: qsTr("%1 of %2 on the map\n%3 not sharing, %4 off duty or on break, %5 lost").arg(pane.postmen.onMap).arg(pane.postmen.onMap + pane.postmen.sharingOff + pane.postmen.offDutyOrBreak + pane.postmen.signalLost).arg(pane.postmen.sharingOff).arg(pane.postmen.offDutyOrBreak).arg(pane.postmen.signalLost)
            title: qsTr("Postmen")
        }
        Field {
            id: search

            Layout.fillWidth: true
            Layout.leftMargin: 14
            Layout.margins: 12
            Layout.rightMargin: 14
            Accessible.description: qsTr("Key %1").arg("/")
            glyph: "search"
            placeholderText: qsTr("Name, round or number")
            Keys.onDownPressed: pane.takeFocus()
            // Escape clears the search before it closes anything.
            Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && text !== ""
            Keys.onEscapePressed: {
                clear();
                pane.takeFocus();
            }
            onAccepted: {
                const handset = found.handsetAt(0);
                if (handset !== "")
                    pane.chosen(handset);
            }

            KeyHint {
                anchors.right: parent.right
                anchors.rightMargin: 10
                anchors.verticalCenter: parent.verticalCenter
                text: "/"
                visible: search.text === "" && !search.activeFocus
            }
        }
        Words {
            Layout.fillWidth: true
            Layout.margins: 24
            elide: Text.ElideNone
            horizontalAlignment: Text.AlignHCenter
            soft: true
            text: qsTr("Nobody fits “%1”.").arg(search.text)
            visible: found.count === 0 && search.text !== ""
            wrapMode: Text.Wrap
        }
        Lines {
            id: list

            Layout.fillHeight: true
            Layout.fillWidth: true
            Accessible.name: qsTr("Postmen")
            reuseItems: true
            onOpened: row => pane.chosen(found.handsetAt(row))

            delegate: PostmanLine {
                required property int index

                chosen: handsetId === pane.desk.selection.handset
                current: list.activeFocus && ListView.isCurrentItem
                width: ListView.view.width
                onClicked: {
                    list.currentIndex = index;
                    list.forceActiveFocus();
                    pane.chosen(handsetId);
                }
            }
            model: PostmanFilter {
                id: found

                postmen: pane.postmen
                text: search.text
            }
        }
    }

    Shortcut {
        enabled: pane.visible
        sequence: "/"
        onActivated: search.forceActiveFocus(Qt.ShortcutFocusReason)
    }
}
