// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// The past: a day of one postman, or who was near a place.
Rectangle {
    id: pane

    required property Desk desk
    property bool around: false

    signal mapWanted

    function takeFocus() {
        if (around)
            near.takeFocus();
        else
            day.takeFocus();
    }

    function showDay(handset: string) {
        around = false;
        desk.dayTrail.open(handset);
    }

    function askAround(latitude: real, longitude: real) {
        around = true;
        desk.nearSearch.setPlace(latitude, longitude);
    }

    color: Look.theme.surface

    component Tab: T.Button {
        id: tab

        Accessible.name: text
        Accessible.role: Accessible.PageTab
        Accessible.selected: checked
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        activeFocusOnTab: true
        implicitHeight: 38
        Keys.onEnterPressed: click()
        Keys.onReturnPressed: click()

        background: Rectangle {
            color: tab.hovered ? Look.theme.hover : "transparent"

            Rectangle {
                anchors.bottom: parent.bottom
                color: Look.theme.accent
                height: 3
                visible: tab.checked
                width: parent.width
            }
            FocusFrame {
                anchors.margins: 2
                control: tab
            }
        }
        contentItem: Words {
            font.weight: tab.checked ? Font.DemiBold : Font.Medium
            horizontalAlignment: Text.AlignHCenter
            soft: !tab.checked
            text: tab.text
        }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            detail: [qsTr("Every look stands in the ledger of whoever is looked at."), pane.desk.dayTrail.days.keptText].filter(words => words !== "").join("\n")
            title: qsTr("History")
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 0

            Tab {
                checked: !pane.around
                text: qsTr("A day")
                onClicked: pane.around = false
            }
            Tab {
                checked: pane.around
                text: qsTr("Who was near?")
                onClicked: pane.around = true
            }
        }
        Rule {
            Layout.fillWidth: true
        }
        DayPane {
            id: day

            Layout.fillHeight: true
            Layout.fillWidth: true
            desk: pane.desk
            visible: !pane.around
            onMapWanted: pane.mapWanted()
        }
        NearPane {
            id: near

            Layout.fillHeight: true
            Layout.fillWidth: true
            desk: pane.desk
            visible: pane.around
            onDayWanted: (handset, atMs) => {
                pane.desk.dayTrail.openAt(handset, atMs);
                pane.around = false;
                Qt.callLater(pane.takeFocus);
            }
        }
    }
}
