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
    required property bool asking
    required property string refusal
    readonly property AlertModel alerts: desk.alerts
    readonly property bool drafting: open && steps.drafting

    signal closed
    signal mapWanted(real latitude, real longitude)
    signal postmanWanted(string handset)

    color: Look.theme.surface

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
                    Words {
                        font.pixelSize: 12
                        soft: true
                        text: panel.open ? qsTr("open for %1").arg(panel.age) : qsTr("took %1").arg(panel.age)
                    }
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
                            text: panel.hasPosition ? [qsTr("Position %1 old").arg(panel.positionAge), panel.accuracy].filter(word => word !== "").join(" · ") : qsTr("Ask for the place by phone.")
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
                    id: steps

                    Layout.fillWidth: true
                    alertId: panel.alertId
                    alerts: panel.alerts
                    asking: panel.asking
                    canAcknowledge: panel.canAcknowledge
                    canCallBack: panel.canCallBack
                    canClaim: panel.canClaim
                    canResolve: panel.canResolve
                    canTakeOver: panel.canTakeOver
                    inFront: panel.inFront
                    mine: panel.mine
                    owner: panel.owner
                    tries: panel.tries
                    typing: panel.typing
                    visible: panel.open
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 6
                    visible: !panel.open

                    Pair {
                        Layout.fillWidth: true
                        label: qsTr("Outcome")
                        value: panel.outcome
                    }
                    Pair {
                        Layout.fillWidth: true
                        label: qsTr("Reason")
                        value: panel.reason
                        wrap: true
                    }
                    Pair {
                        Layout.fillWidth: true
                        label: qsTr("Ended by")
                        value: panel.owner
                    }
                }
                ActionButton {
                    Layout.fillWidth: true
                    glyph: "person"
                    text: qsTr("Show the postman")
                    onClicked: panel.postmanWanted(panel.handsetId)
                }
                Rule {
                    Layout.fillWidth: true
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
