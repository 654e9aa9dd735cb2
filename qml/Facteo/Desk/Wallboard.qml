// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// A second window for a screen on the wall: the map, the open alerts, and the day in large figures. It decides
// nothing: what is to be done is done at the desk.
T.ApplicationWindow {
    id: board

    required property Desk desk
    required property url mapSource
    property bool dark: true
    readonly property bool isFullScreen: visibility === Window.FullScreen

    function toggleFullScreen() {
        visibility = isFullScreen ? Window.Windowed : Window.FullScreen;
    }

    Look.theme: dark ? darkTheme : lightTheme
    color: Look.theme.ground
    font.family: "Inter"
    height: 720
    minimumHeight: 480
    minimumWidth: 800
    title: qsTr("Wallboard – %1").arg(desk.status.depot)
    width: 1280

    component Figure: ColumnLayout {
        id: figure

        required property int number
        required property string word
        property int tone: Tone.Normal

        Accessible.name: qsTr("%1: %2", "what is counted, number").arg(word).arg(number)
        Accessible.role: Accessible.StaticText
        spacing: 0

        Words {
            Accessible.ignored: true
            color: figure.number > 0 ? Look.theme.inkOf(figure.tone) : Look.theme.inkSoft
            figures: true
            font.pixelSize: 40
            font.weight: Font.DemiBold
            text: figure.number
        }
        Words {
            Accessible.ignored: true
            font.pixelSize: 15
            soft: true
            text: figure.word
        }
    }

    LightTheme {
        id: lightTheme
    }
    DarkTheme {
        id: darkTheme
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        WarningBar {
            Layout.fillWidth: true
            text: board.desk.status.warning
        }
        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            MapPane {
                Layout.fillHeight: true
                Layout.fillWidth: true
                dark: board.dark
                desk: board.desk
                source: board.mapSource
            }
            Rule {
                Layout.fillHeight: true
            }
            Rectangle {
                Layout.fillHeight: true
                Layout.maximumWidth: Layout.preferredWidth
                Layout.preferredWidth: Math.max(260, board.width * 0.22)
                color: Look.theme.surface

                ColumnLayout {
                    anchors.fill: parent
                    anchors.margins: 24
                    spacing: 18

                    Words {
                        Layout.fillWidth: true
                        elide: Text.ElideNone
                        font.pixelSize: 22
                        font.weight: Font.DemiBold
                        text: board.desk.status.depot
                        wrapMode: Text.Wrap
                    }
                    Figure {
                        number: board.desk.alerts.unanswered
                        tone: Tone.Danger
                        word: qsTr("alerts unanswered")
                    }
                    Figure {
                        number: board.desk.alerts.open
                        tone: Tone.Attention
                        word: qsTr("alerts open")
                    }
                    Rule {
                        Layout.fillWidth: true
                    }
                    Figure {
                        number: board.desk.postmen.onMap
                        word: qsTr("on the map")
                    }
                    Figure {
                        number: board.desk.postmen.sharingOff
                        word: qsTr("not sharing")
                    }
                    Figure {
                        number: board.desk.postmen.offDutyOrBreak
                        word: qsTr("off duty or on break")
                    }
                    Figure {
                        number: board.desk.postmen.signalLost
                        tone: Tone.Attention
                        word: qsTr("signal lost")
                    }
                    Item {
                        Layout.fillHeight: true
                    }
                    ActionButton {
                        Layout.fillWidth: true
                        glyph: "screen"
                        keyHint: "F11"
                        text: board.isFullScreen ? qsTr("Leave full screen") : qsTr("Full screen")
                        onClicked: board.toggleFullScreen()
                    }
                }
            }
        }
    }
    Shortcut {
        sequence: "F11"
        onActivated: board.toggleFullScreen()
    }
    Shortcut {
        sequence: "Escape"
        onActivated: {
            if (board.isFullScreen)
                board.toggleFullScreen();
        }
    }
}
