// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// One task: what it is, how far it has come, its report, and who could do it while nobody has it.
Rectangle {
    id: panel

    required property Desk desk
    required property bool inFront
    required property string taskId
    required property int number
    required property int tone
    required property string stateText
    required property int step
    required property string beneficiary
    required property string address
    required property string note
    required property string window
    required property bool late
    required property string handsetId
    required property string who
    required property real latitude
    required property real longitude
    required property string declineReason
    required property bool hasReport
    required property string wellbeing
    required property int wellbeingTone
    required property string needs
    required property string observations
    required property string visitTime
    required property bool canSend
    required property bool canCancel
    required property bool asking
    required property string refusal
    property bool sending: false
    readonly property bool choosing: canSend && (handsetId === "" || step <= 0 || sending)

    signal closed
    signal mapWanted(real latitude, real longitude)
    signal postmanWanted(string handset)

    function lookAround() {
        if (inFront && choosing)
            desk.candidates.lookAround(latitude, longitude);
    }

    color: Look.theme.surface
    Component.onCompleted: lookAround()
    onChoosingChanged: lookAround()
    onInFrontChanged: lookAround()
    onTaskIdChanged: lookAround()

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            closable: true
            detail: qsTr("Home visit · %1").arg(panel.window)
            title: qsTr("Task %1").arg(panel.number)
            onClosed: panel.closed()
        }
        Flickable {
            id: flick

            Layout.fillHeight: true
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: body.implicitHeight + 32
            T.ScrollBar.vertical: Scroll {}

            ColumnLayout {
                id: body

                spacing: 14
                width: flick.width - 36
                x: 18
                y: 16

                RowLayout {
                    spacing: 8

                    Pill {
                        text: panel.stateText
                        tone: panel.tone
                    }
                    Pill {
                        text: qsTr("Late")
                        tone: Tone.Danger
                        visible: panel.late
                    }
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2

                    Words {
                        Layout.fillWidth: true
                        font.pixelSize: 20
                        font.weight: Font.DemiBold
                        text: panel.beneficiary
                    }
                    RowLayout {
                        spacing: 8

                        Words {
                            Layout.fillWidth: true
                            elide: Text.ElideNone
                            soft: true
                            text: panel.address
                            wrapMode: Text.Wrap
                        }
                        IconButton {
                            glyph: "locate"
                            size: 28
                            text: qsTr("Show on the map")
                            onClicked: panel.mapWanted(panel.latitude, panel.longitude)
                        }
                    }
                }
                TaskSteps {
                    Layout.fillWidth: true
                    step: panel.step
                    visible: panel.step >= 0
                }
                Notice {
                    Layout.fillWidth: true
                    text: panel.declineReason === "" ? "" : qsTr("Declined: %1").arg(panel.declineReason)
                }
                Notice {
                    Layout.fillWidth: true
                    text: panel.refusal
                }
                Pair {
                    Layout.fillWidth: true
                    label: qsTr("Postman")
                    value: panel.who
                    visible: panel.who !== ""
                }
                Pair {
                    Layout.fillWidth: true
                    label: qsTr("Note")
                    value: panel.note
                    visible: panel.note !== ""
                    wrap: true
                }
                Card {
                    Layout.fillWidth: true
                    implicitHeight: report.implicitHeight + 28
                    visible: panel.hasReport

                    ColumnLayout {
                        id: report

                        spacing: 8
                        width: parent.width - 28
                        x: 14
                        y: 14

                        SectionTitle {
                            text: qsTr("Report of the visit")
                        }
                        RowLayout {
                            spacing: 8

                            Pill {
                                text: panel.wellbeing
                                tone: panel.wellbeingTone
                            }
                            Words {
                                Layout.fillWidth: true
                                font.pixelSize: 12
                                soft: true
                                text: panel.visitTime
                            }
                        }
                        Words {
                            Layout.fillWidth: true
                            elide: Text.ElideNone
                            font.pixelSize: 13
                            font.weight: Font.Medium
                            text: panel.needs
                            wrapMode: Text.Wrap
                        }
                        Words {
                            Layout.fillWidth: true
                            elide: Text.ElideNone
                            font.pixelSize: 13
                            soft: true
                            text: panel.observations
                            visible: text !== ""
                            wrapMode: Text.Wrap
                        }
                    }
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: 8

                    ActionButton {
                        Layout.fillWidth: true
                        glyph: "person"
                        text: qsTr("Show the postman")
                        visible: panel.handsetId !== ""
                        onClicked: panel.postmanWanted(panel.handsetId)
                    }
                    ActionButton {
                        Layout.fillWidth: true
                        glyph: "send"
                        text: qsTr("Send to another")
                        visible: panel.canSend && !panel.choosing
                        onClicked: panel.sending = true
                    }
                }
                CandidateList {
                    Layout.fillWidth: true
                    candidates: panel.desk.candidates
                    enabled: !panel.asking
                    visible: panel.choosing
                    onPicked: handset => {
                        panel.sending = false;
                        panel.desk.tasks.send(panel.taskId, handset);
                    }
                }
                Rule {
                    Layout.fillWidth: true
                }
                SectionTitle {
                    text: qsTr("What happened")
                }
                Timeline {
                    Layout.fillWidth: true
                    lines: panel.desk.taskTimeline
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: 8
                    visible: panel.canCancel

                    Field {
                        id: cancelReason

                        Layout.fillWidth: true
                        maximumLength: 280
                        placeholderText: qsTr("Reason to cancel")
                        onAccepted: cancel.click()
                    }
                    ActionButton {
                        id: cancel

                        busy: panel.asking
                        enabled: !busy && cancelReason.text.trim() !== ""
                        kind: ActionButton.Danger
                        text: qsTr("Cancel the task")
                        onClicked: panel.desk.tasks.cancel(panel.taskId, cancelReason.text)
                    }
                }
            }
        }
    }
}
