// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// A day under a slider: where he was at each instant, and the day again as a film.
// Space plays and pauses, left and right go ten seconds (with Shift a minute), up and down change the speed.
FocusScope {
    id: bar

    required property DayReplay replay

    implicitHeight: 92
    implicitWidth: 640

    Keys.onPressed: event => {
        const step = event.modifiers & Qt.ShiftModifier ? 60 : 10;
        switch (event.key) {
        case Qt.Key_Space:
            if (!event.isAutoRepeat)
                bar.replay.playing = !bar.replay.playing;
            break;
        case Qt.Key_Left:
            bar.replay.moveBy(-step);
            break;
        case Qt.Key_Right:
            bar.replay.moveBy(step);
            break;
        case Qt.Key_PageDown:
            bar.replay.moveBy(-600);
            break;
        case Qt.Key_PageUp:
            bar.replay.moveBy(600);
            break;
        case Qt.Key_Home:
            bar.replay.toBegin();
            break;
        case Qt.Key_End:
            bar.replay.toEnd();
            break;
        case Qt.Key_Up:
            bar.replay.faster();
            break;
        case Qt.Key_Down:
            bar.replay.slower();
            break;
        default:
            return;
        }
        event.accepted = true;
    }

    FrameAnimation {
        running: bar.replay.playing && bar.visible
        onTriggered: bar.replay.advance(frameTime)
    }
    Rectangle {
        anchors.fill: parent
        border.color: Look.theme.line
        border.width: 1
        color: Qt.alpha(Look.theme.surface, 0.96)
        radius: 10
    }
    ColumnLayout {
        anchors.bottomMargin: 8
        anchors.fill: parent
        anchors.leftMargin: 12
        anchors.rightMargin: 14
        anchors.topMargin: 8
        spacing: 4

        RowLayout {
            Layout.fillWidth: true
            spacing: 10

            IconButton {
                id: play

                activeFocusOnTab: false
                glyph: bar.replay.playing ? "pause" : "play"
                text: bar.replay.playing ? qsTr("Pause") : qsTr("Play")
                onClicked: {
                    bar.replay.playing = !bar.replay.playing;
                    slider.forceActiveFocus();
                }
            }
            Words {
                figures: true
                font.pixelSize: 18
                font.weight: Font.DemiBold
                text: bar.replay.clock
            }
            Words {
                Layout.fillWidth: true
                font.italic: !bar.replay.known
                font.pixelSize: 13
                soft: !bar.replay.known
                text: bar.replay.place
            }
            Words {
                figures: true
                font.pixelSize: 13
                font.weight: Font.Medium
                text: bar.replay.pace
            }
            Row {
                Accessible.name: qsTr("Speed of the replay")
                Accessible.role: Accessible.Grouping
                spacing: 2

                Repeater {
                    model: bar.replay.speeds
                    delegate: T.Button {
                        id: pick

                        required property int modelData
                        readonly property bool chosen: bar.replay.speed === modelData

                        Accessible.checkable: true
                        Accessible.checked: chosen
                        Accessible.name: qsTr("%1 times as fast").arg(modelData)
                        Accessible.role: Accessible.RadioButton
                        focusPolicy: Qt.NoFocus
                        implicitHeight: 28
                        implicitWidth: 36
                        text: modelData + "×"
                        onClicked: bar.replay.speed = modelData

                        background: Rectangle {
                            border.color: pick.chosen ? Look.theme.accent : "transparent"
                            border.width: 2
                            color: pick.chosen ? Look.theme.chosen : pick.hovered ? Look.theme.hover : "transparent"
                            radius: 6
                        }
                        contentItem: Words {
                            figures: true
                            font.pixelSize: 12
                            font.weight: pick.chosen ? Font.DemiBold : Font.Normal
                            horizontalAlignment: Text.AlignHCenter
                            text: pick.text
                        }
                    }
                }
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 10

            Words {
                figures: true
                font.pixelSize: 12
                soft: true
                text: bar.replay.firstText
            }
            T.Slider {
                id: slider

                objectName: "replaySlider"

                Layout.fillWidth: true
                Accessible.name: qsTr("Time of the day")
                Accessible.description: qsTr("%1, %2", "clock, place").arg(bar.replay.clock).arg(bar.replay.place)
                activeFocusOnTab: true
                focus: true
                from: bar.replay.firstMs
                implicitHeight: 24
                to: Math.max(bar.replay.lastMs, bar.replay.firstMs + 1)
                value: bar.replay.atMs
                // The keys are the bar's: its steps are seconds, not parts of the day.
                Keys.forwardTo: [bar]
                onMoved: bar.replay.atMs = value

                background: Item {
                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        color: Look.theme.accent
                        height: 6
                        opacity: 0.45
                        radius: 3
                        width: parent.width
                    }
                    Repeater {
                        model: bar.replay.gaps
                        delegate: Rectangle {
                            required property point modelData

                            anchors.verticalCenter: parent.verticalCenter
                            border.color: Look.theme.outline
                            border.width: 1
                            color: Look.theme.surface
                            height: 8
                            width: Math.max(2, (modelData.y - modelData.x) * slider.width)
                            x: modelData.x * slider.width
                        }
                    }
                }
                handle: Rectangle {
                    border.color: Look.theme.accent
                    border.width: 3
                    color: Look.theme.surface
                    height: 20
                    radius: 10
                    width: 20
                    x: slider.visualPosition * (slider.width - width)
                    y: 2

                    FocusFrame {
                        control: slider
                        radius: 13
                    }
                }
            }
            Words {
                figures: true
                font.pixelSize: 12
                soft: true
                text: bar.replay.lastText
            }
        }
    }
}
