// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// The depot's alerts: open ones on top, those that ended today below.
Rectangle {
    id: pane

    required property Desk desk
    property string chosen: ""

    signal picked(string alertId)

    function takeFocus() {
        list.forceActiveFocus();
    }

    color: Look.theme.surface

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            detail: qsTr("%1 open, %2 unanswered").arg(pane.desk.alerts.open).arg(pane.desk.alerts.unanswered)
            title: qsTr("Alerts")
        }
        Lines {
            id: list

            Layout.fillHeight: true
            Layout.fillWidth: true
            Accessible.name: qsTr("Alerts")
            section.property: "section"
            visible: count > 0
            onOpened: (currentItem as AlertLine).clicked()

            delegate: AlertLine {
                required property int index

                chosen: alertId === pane.chosen
                current: list.activeFocus && ListView.isCurrentItem
                width: ListView.view.width
                onClicked: {
                    list.currentIndex = index;
                    list.forceActiveFocus();
                    pane.picked(alertId);
                }
            }
            model: pane.desk.alerts
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
        SystemAlarms {
            Layout.fillWidth: true
            model: pane.desk.systemAlarms
        }
    }
}
