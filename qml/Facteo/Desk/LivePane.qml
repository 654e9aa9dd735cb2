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

    readonly property alias sought: found.sought

    signal chosen(string handset)
    signal keepWanted(string name)

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
            text: pane.desk.criteria.text
            Keys.onDownPressed: pane.takeFocus()
            onTextEdited: pane.desk.criteria.text = text
            // Escape clears the search before it closes anything.
            Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && text !== ""
            Keys.onEscapePressed: {
                pane.desk.criteria.text = "";
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
        FilterBar {
            Layout.bottomMargin: 10
            Layout.fillWidth: true
            Layout.leftMargin: 14
            Layout.rightMargin: 14
            desk: pane.desk
            onKeepWanted: name => pane.keepWanted(name)
        }
        Words {
            Layout.bottomMargin: 10
            Layout.fillWidth: true
            Layout.leftMargin: 14
            Layout.rightMargin: 14
            elide: Text.ElideNone
            font.pixelSize: 12
            soft: true
            text: qsTr("%1 postmen fit. Type more, and they are marked on the map.").arg(found.count)
            visible: found.tooManySought
            wrapMode: Text.Wrap
        }
        Words {
            Layout.fillWidth: true
            Layout.margins: 24
            elide: Text.ElideNone
            horizontalAlignment: Text.AlignHCenter
            soft: true
            text: search.text === "" ? qsTr("Nobody fits the filter.") : qsTr("Nobody fits “%1”.").arg(search.text)
            visible: found.count === 0 && (search.text !== "" || pane.desk.criteria.narrowed)
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

                criteria: pane.desk.criteria
                postmen: pane.postmen
            }
        }
    }

    Shortcut {
        enabled: pane.visible
        sequence: "/"
        onActivated: search.forceActiveFocus(Qt.ShortcutFocusReason)
    }
}
