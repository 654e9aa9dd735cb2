// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// A day of one postman: why, how far and how long, where he stopped, when nobody knows; and a file of it.
ColumnLayout {
    id: pane

    required property Desk desk
    readonly property DayTrail day: desk.dayTrail
    readonly property bool waiting: day.phase === DayTrail.Waiting
    readonly property bool shown: day.phase === DayTrail.Shown

    signal mapWanted

    function takeFocus() {
        if (day.phase === DayTrail.WantsPurpose)
            purpose.takeFocus();
        else
            log.forceActiveFocus();
    }

    spacing: 0

    Connections {
        function onSubjectChanged() {
            if (pane.day.phase === DayTrail.WantsPurpose)
                purpose.clear();
        }

        target: pane.day
    }
    Words {
        Layout.fillWidth: true
        Layout.margins: 24
        elide: Text.ElideNone
        horizontalAlignment: Text.AlignHCenter
        soft: true
        text: qsTr("Whose day? Choose a postman on the page “Live” and press “History” there.")
        visible: pane.day.phase === DayTrail.Nobody
        wrapMode: Text.Wrap
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.leftMargin: 18
        Layout.rightMargin: 10
        Layout.topMargin: 12
        visible: pane.day.handset !== ""

        Words {
            Layout.fillWidth: true
            font.pixelSize: 16
            font.weight: Font.DemiBold
            text: pane.day.name
        }
        IconButton {
            glyph: "close"
            text: qsTr("Close this day")
            onClicked: pane.day.close()
        }
    }
    DayPicker {
        Layout.fillWidth: true
        Layout.leftMargin: 4
        Layout.rightMargin: 4
        canGoEarlier: pane.day.canGoEarlier
        canGoLater: pane.day.canGoLater
        day: pane.day.dayText
        days: pane.day.days
        visible: pane.day.handset !== ""
        onEarlier: pane.day.earlierDay()
        onLater: pane.day.laterDay()
    }
    Notice {
        Layout.fillWidth: true
        Layout.margins: 14
        text: pane.day.refusal
        tone: pane.day.phase === DayTrail.Missing ? Tone.Normal : Tone.Danger
    }
    Words {
        Layout.fillWidth: true
        Layout.margins: 18
        Accessible.role: Accessible.AlertMessage
        soft: true
        text: qsTr("The hub is asked…")
        visible: pane.waiting
    }
    PurposeForm {
        id: purpose

        Layout.fillWidth: true
        Layout.margins: 18
        action: qsTr("Show the day")
        busy: pane.waiting
        purposes: pane.desk.purposes
        visible: pane.day.phase === DayTrail.WantsPurpose
        onAsked: (reason, note) => pane.day.ask(reason, note)
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.leftMargin: 18
        Layout.rightMargin: 18
        Layout.topMargin: 8
        spacing: 6
        visible: pane.shown

        Pair {
            Layout.fillWidth: true
            label: qsTr("Distance")
            value: pane.day.wayText
        }
        Pair {
            Layout.fillWidth: true
            label: qsTr("On the move")
            value: pane.day.movingText
        }
        Pair {
            Layout.fillWidth: true
            label: qsTr("Recorded")
            value: pane.day.timesText
            wrap: true
        }
        Pair {
            Layout.fillWidth: true
            label: qsTr("Purpose")
            value: pane.day.purpose
            wrap: true
        }
        Rule {
            Layout.fillWidth: true
            Layout.topMargin: 6
        }
    }
    Lines {
        id: log

        objectName: "dayLog"

        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.topMargin: 4
        Accessible.name: qsTr("Stops, and times without a position")
        activeFocusOnTab: count > 0
        model: pane.day.log
        visible: pane.shown
        onOpened: (currentItem as DayLogLine).clicked()

        delegate: DayLogLine {
            required property int index

            current: log.activeFocus && ListView.isCurrentItem
            width: ListView.view.width
            onClicked: {
                log.currentIndex = index;
                pane.day.replay.playing = false;
                pane.day.replay.atMs = atMs;
                pane.mapWanted();
            }
        }
    }
    TrailFileForm {
        Layout.fillWidth: true
        Layout.margins: 14
        saver: pane.day.saver
        visible: pane.shown
    }
    Item {
        Layout.fillHeight: true
        visible: !pane.shown
    }
}
