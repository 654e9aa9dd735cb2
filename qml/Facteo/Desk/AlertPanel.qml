// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// One alert, from the button to its end: what is known, what is to be done next, and what was done.
Rectangle {
    id: panel

    required property Desk desk
    required property bool inFront
    required property bool typing
    required property string alertId
    required property int number
    required property string handsetId
    required property bool open
    required property int tone
    required property string stateText
    required property string who
    required property string phone
    required property string roundName
    required property string trigger
    required property string raisedAt
    required property string age
    required property string place
    required property bool hasPosition
    required property real latitude
    required property real longitude
    required property string positionAge
    required property string accuracy
    required property int occurrences
    required property string owner
    required property bool mine
    required property int tries
    required property string outcome
    required property string reason
    required property bool exercise
    required property bool canAcknowledge
    required property bool canClaim
    required property bool canTakeOver
    required property bool canCallBack
    required property bool canResolve
    required property bool canConfirm
    required property bool canDispatch
    required property bool canArrive
    required property bool canHandOver
    required property bool canClose
    required property bool canReopen
    required property bool canNote
    required property bool canStep
    required property bool silent
    required property string rung
    required property string timer
    required property int timerTone
    required property string help
    required property string offeredTo
    required property bool offeredToMe
    required property list<string> steps
    required property string cause
    required property string actions
    required property bool careOffered
    required property bool depotHeadInformed
    required property bool asking
    required property string refusal
    readonly property AlertModel alerts: desk.alerts
    readonly property bool drafting: (open && todo.drafting) || more.drafting || report.drafting

    signal closed
    signal mapWanted(real latitude, real longitude)
    signal postmanWanted(string handset)

    color: Look.theme.surface

    function lookAround() {
        if (canDispatch && hasPosition)
            desk.rescuers.lookAround(latitude, longitude);
        else
            desk.rescuers.stop();
    }

    Component.onCompleted: lookAround()
    onAlertIdChanged: lookAround()
    onCanDispatchChanged: lookAround()
    onHasPositionChanged: lookAround()
    onLatitudeChanged: Qt.callLater(lookAround)
    onLongitudeChanged: Qt.callLater(lookAround)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            closable: true
            detail: [panel.exercise ? qsTr("Exercise") : "", panel.trigger, qsTr("raised at %1").arg(panel.raisedAt)].filter(word => word !== "").join(" · ")
            title: qsTr("Alert %1").arg(panel.number)
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

            RowLayout {
                id: body

                spacing: 20
                width: flick.width - 36
                x: 18
                y: 16

                ColumnLayout {
                    Layout.alignment: Qt.AlignTop
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    spacing: 14

                    Notice {
                        Layout.fillWidth: true
                        glyph: "sound-off"
                        text: panel.silent ? qsTr("DURESS: he entered his duress code or said his duress word. Never call back, never ring: only listen, watch and send help.") : ""
                        tone: Tone.Danger
                    }
                    RowLayout {
                        spacing: 8

                        Pill {
                            text: panel.stateText
                            tone: panel.tone
                        }
                        Words {
                            Layout.fillWidth: true
                            font.pixelSize: 12
                            soft: true
                            text: panel.open ? qsTr("open for %1").arg(panel.age) : qsTr("took %1").arg(panel.age)
                        }
                    }
                    Words {
                        Layout.fillWidth: true
                        color: Look.theme.inkOf(panel.timerTone)
                        elide: Text.ElideNone
                        figures: true
                        font.pixelSize: 14
                        font.weight: Font.DemiBold
                        text: [panel.help, panel.rung, panel.timer].filter(word => word !== "").join(" · ")
                        visible: panel.open && text !== ""
                        wrapMode: Text.Wrap
                    }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 2

                        Words {
                            Layout.fillWidth: true
                            font.pixelSize: 20
                            font.weight: Font.DemiBold
                            text: panel.who
                        }
                        Words {
                            Layout.fillWidth: true
                            font.pixelSize: 13
                            soft: true
                            text: [panel.roundName, panel.handsetId].filter(word => word !== "").join(" · ")
                        }
                        PhoneNumber {
                            Layout.fillWidth: true
                            Layout.topMargin: 6
                            number: panel.phone
                            visible: !panel.silent
                        }
                    }
                    Card {
                        Layout.fillWidth: true
                        implicitHeight: where.implicitHeight + 28

                        ColumnLayout {
                            id: where

                            spacing: 6
                            width: parent.width - 28
                            x: 14
                            y: 14

                            RowLayout {
                                spacing: 8

                                Words {
                                    Layout.fillWidth: true
                                    elide: Text.ElideNone
                                    font.pixelSize: 15
                                    font.weight: Font.DemiBold
                                    text: panel.place
                                    wrapMode: Text.Wrap
                                }
                                IconButton {
                                    Layout.alignment: Qt.AlignTop
                                    glyph: "locate"
                                    size: 28
                                    text: qsTr("Show on the map")
                                    visible: panel.hasPosition
                                    onClicked: panel.mapWanted(panel.latitude, panel.longitude)
                                }
                            }
                            Words {
                                Layout.fillWidth: true
                                font.pixelSize: 13
                                soft: true
                                text: panel.hasPosition ? [qsTr("Position %1 old").arg(panel.positionAge), panel.accuracy].filter(word => word !== "").join(" · ") : panel.silent ? "" : qsTr("Ask for the place by phone.")
                                visible: text !== ""
                            }
                            Words {
                                font.pixelSize: 13
                                font.weight: Font.DemiBold
                                text: qsTr("Pressed %n time(s)", "", panel.occurrences)
                                visible: panel.occurrences > 1
                            }
                        }
                    }
                    Notice {
                        Layout.fillWidth: true
                        text: panel.refusal
                    }
                    AlertSteps {
                        id: todo

                        Layout.fillWidth: true
                        alertId: panel.alertId
                        alerts: panel.alerts
                        asking: panel.asking
                        canAcknowledge: panel.canAcknowledge
                        canArrive: panel.canArrive
                        canCallBack: panel.canCallBack
                        canClaim: panel.canClaim
                        canConfirm: panel.canConfirm
                        canResolve: panel.canResolve
                        canTakeOver: panel.canTakeOver
                        inFront: panel.inFront
                        mine: panel.mine
                        offeredTo: panel.offeredTo
                        offeredToMe: panel.offeredToMe
                        owner: panel.owner
                        silent: panel.silent
                        tries: panel.tries
                        typing: panel.typing
                        visible: panel.open
                    }
                    AlertReport {
                        id: report

                        Layout.fillWidth: true
                        alertId: panel.alertId
                        alerts: panel.alerts
                        asking: panel.asking
                        reason: panel.reason
                        visible: panel.canClose
                    }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 6
                        visible: panel.outcome !== "" && !panel.canClose

                        Pair {
                            Layout.fillWidth: true
                            label: qsTr("Outcome")
                            value: panel.outcome
                        }
                        Pair {
                            Layout.fillWidth: true
                            label: qsTr("Reason")
                            value: panel.reason
                            visible: panel.reason !== ""
                            wrap: true
                        }
                        Pair {
                            Layout.fillWidth: true
                            label: qsTr("Cause")
                            value: panel.cause
                            visible: panel.cause !== ""
                            wrap: true
                        }
                        Pair {
                            Layout.fillWidth: true
                            label: qsTr("Done")
                            value: panel.actions
                            visible: panel.actions !== ""
                            wrap: true
                        }
                        Pair {
                            Layout.fillWidth: true
                            label: qsTr("Ended by")
                            value: panel.owner
                        }
                    }
                    AlertMore {
                        id: more

                        Layout.fillWidth: true
                        alertId: panel.alertId
                        alerts: panel.alerts
                        asking: panel.asking
                        canConfirm: panel.canConfirm
                        canHandOver: panel.canHandOver
                        canNote: panel.canNote
                        canReopen: panel.canReopen
                        silent: panel.silent
                    }
                    ActionButton {
                        Layout.fillWidth: true
                        glyph: "person"
                        text: qsTr("Show the postman")
                        onClicked: panel.postmanWanted(panel.handsetId)
                    }
                }
                ColumnLayout {
                    Layout.alignment: Qt.AlignTop
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    spacing: 14

                    AlertHelp {
                        Layout.fillWidth: true
                        alertId: panel.alertId
                        alerts: panel.alerts
                        asking: panel.asking
                        colleagues: panel.desk.rescuers
                        hasPosition: panel.hasPosition
                        visible: panel.canDispatch
                    }
                    AlertPlan {
                        Layout.fillWidth: true
                        alertId: panel.alertId
                        alerts: panel.alerts
                        asking: panel.asking
                        canStep: panel.canStep
                        done: panel.steps
                        silent: panel.silent
                        visible: panel.owner !== ""
                    }
                    NoticeList {
                        Layout.fillWidth: true
                        notices: panel.desk.notices
                        visible: panel.desk.notices.count > 0
                    }
                    SectionTitle {
                        text: qsTr("What happened")
                    }
                    Timeline {
                        Layout.fillWidth: true
                        lines: panel.desk.alertTimeline
                    }
                }
            }
        }
    }
}
