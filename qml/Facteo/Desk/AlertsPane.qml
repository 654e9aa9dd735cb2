// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// The depot's alerts: open ones on top, those that ended today below.
Rectangle {
    id: pane

    required property Desk desk
    property string chosen: ""

    signal picked(string alertId)

    color: Look.theme.surface

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            detail: qsTr("%1 open, %2 unanswered").arg(pane.desk.alerts.open).arg(pane.desk.alerts.unanswered)
            title: qsTr("Alerts")
        }
        ListView {
            id: list

            Layout.fillHeight: true
            Layout.fillWidth: true
            Accessible.name: qsTr("Alerts")
            Accessible.role: Accessible.List
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            section.property: "section"
            visible: count > 0
            T.ScrollBar.vertical: Scroll {}
            Keys.onReturnPressed: (currentItem as AlertLine)?.act()

            delegate: AlertLine {
                required property int index

                chosen: alertId === pane.chosen
                current: list.activeFocus && ListView.isCurrentItem
                width: ListView.view.width
                onAcknowledged: pane.desk.alerts.acknowledge(alertId)
                onClicked: {
                    list.currentIndex = index;
                    pane.picked(alertId);
                }
            }
            model: pane.desk.alerts
            section.delegate: Item {
                required property string section

                height: 40
                width: ListView.view.width

                SectionTitle {
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: 8
                    text: parent.section
                    x: 18
                }
            }
        }
        Item {
            Layout.fillHeight: true
            Layout.fillWidth: true
            visible: list.count === 0

            Column {
                anchors.centerIn: parent
                spacing: 10
                width: parent.width - 60

                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: Look.theme.good
                    glyph: "check"
                    size: 36
                }
                Words {
                    elide: Text.ElideNone
                    horizontalAlignment: Text.AlignHCenter
                    soft: true
                    text: qsTr("No alert today.")
                    width: parent.width
                    wrapMode: Text.Wrap
                }
            }
        }
    }
}
