// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// The pages, and how the window looks and speaks.
Rectangle {
    id: rail

    required property Desk desk
    required property int page
    property bool dark: false

    signal chosen(int page)
    signal wallboardWanted

    color: Look.theme.rail
    implicitWidth: 84

    ColumnLayout {
        anchors.fill: parent
        anchors.bottomMargin: 10
        anchors.topMargin: 14
        spacing: 4

        Image {
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: 14
            Layout.preferredHeight: 40
            Layout.preferredWidth: 40
            Accessible.ignored: true
            source: "qrc:/facteo/icons/facteo.svg"
            sourceSize: Qt.size(40, 40)
        }
        RailButton {
            chosen: rail.page === Frame.Live
            glyph: "live"
            text: qsTr("Live")
            onClicked: rail.chosen(Frame.Live)
        }
        RailButton {
            chosen: rail.page === Frame.Alerts
            glyph: "alert"
            loud: rail.desk.alerts.unanswered > 0
            number: rail.desk.alerts.open
            text: qsTr("Alerts")
            onClicked: rail.chosen(Frame.Alerts)
        }
        RailButton {
            chosen: rail.page === Frame.Tasks
            glyph: "task"
            number: rail.desk.tasks.toSend
            text: qsTr("Tasks")
            onClicked: rail.chosen(Frame.Tasks)
        }
        RailButton {
            chosen: rail.page === Frame.Fleet
            glyph: "fleet"
            text: qsTr("Fleet")
            onClicked: rail.chosen(Frame.Fleet)
        }
        RailButton {
            chosen: rail.page === Frame.Areas
            glyph: "zone"
            text: qsTr("Areas")
            onClicked: rail.chosen(Frame.Areas)
        }
        RailButton {
            chosen: rail.page === Frame.History
            glyph: "history"
            text: qsTr("History")
            onClicked: rail.chosen(Frame.History)
        }
        Item {
            Layout.fillHeight: true
        }
        RailButton {
            Accessible.role: Accessible.Button
            glyph: "screen"
            text: qsTr("Wallboard")
            onClicked: rail.wallboardWanted()
        }
        RailButton {
            Accessible.checkable: true
            Accessible.checked: rail.dark
            Accessible.name: qsTr("Dark appearance")
            Accessible.role: Accessible.CheckBox
            glyph: rail.dark ? "sun" : "moon"
            text: rail.dark ? qsTr("Light") : qsTr("Dark")
            onClicked: rail.desk.appearance = rail.dark ? Desk.Light : Desk.Dark
        }
        RailButton {
            Accessible.role: Accessible.Button
            glyph: "language"
            text: rail.desk.language === "fr" ? "English" : "Français"
            onClicked: rail.desk.language = rail.desk.language === "fr" ? "en" : "fr"
        }
    }
}
