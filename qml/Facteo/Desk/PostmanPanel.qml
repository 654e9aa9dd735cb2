// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// One postman: who he is, where he was last and how sure that is, his handset, and what may be asked of it.
Rectangle {
    id: panel

    required property Desk desk
    required property string handsetId
    required property string name
    required property string phone
    required property string roundName
    required property string depotId
    required property string depotName
    required property int mark
    required property string markText
    required property string reason
    required property string lastScan
    required property bool hasPosition
    required property real latitude
    required property real longitude
    required property string age
    required property string accuracy
    required property string speed
    required property string batteryText
    required property bool batteryLow
    required property bool connected
    required property string lastHeard
    required property int unsent
    required property string unsentText
    required property string duty
    required property string stop
    required property bool inAlert
    required property bool unanswered
    required property string alertText
    required property bool canOrder
    readonly property Selection selection: desk.selection

    signal closed
    signal mapWanted(real latitude, real longitude)
    signal taskWanted(string taskId)
    signal dayWanted

    color: Look.theme.surface

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            closable: true
            detail: panel.depotName !== "" ? panel.depotName : panel.roundName === "" ? qsTr("No round today") : panel.stop === "" ? panel.roundName : qsTr("%1 · %2", "round, stop").arg(panel.roundName).arg(panel.stop)
            title: panel.name === "" ? panel.handsetId : panel.name
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
                        text: panel.alertText
                        tone: panel.unanswered ? Tone.Danger : Tone.Attention
                        visible: panel.inAlert
                    }
                    Pill {
                        text: panel.duty
                        tone: Tone.Normal
                    }
                    Pill {
                        text: panel.connected ? qsTr("Connected") : qsTr("Not connected")
                        tone: panel.connected ? Tone.Good : Tone.Attention
                    }
                }
                Card {
                    Layout.fillWidth: true
                    implicitHeight: where.implicitHeight + 28

                    ColumnLayout {
                        id: where

                        spacing: 8
                        width: parent.width - 28
                        x: 14
                        y: 14

                        RowLayout {
                            spacing: 10

                            FreshnessMark {
                                alert: panel.inAlert
                                answered: !panel.unanswered
                                mark: panel.mark
                            }
                            Words {
                                Layout.fillWidth: true
                                font.pixelSize: 16
                                font.weight: Font.DemiBold
                                text: panel.hasPosition ? qsTr("%1 · %2 ago", "freshness, age").arg(panel.markText).arg(panel.age) : [panel.reason, panel.lastScan].filter(word => word !== "").join(" · ")
                            }
                            IconButton {
                                glyph: "locate"
                                size: 28
                                text: qsTr("Show on the map")
                                visible: panel.hasPosition
                                onClicked: panel.mapWanted(panel.latitude, panel.longitude)
                            }
                        }
                        Words {
                            Layout.fillWidth: true
                            elide: Text.ElideNone
                            font.pixelSize: 13
                            soft: true
                            text: panel.hasPosition ? [panel.accuracy === "" ? qsTr("Accuracy unknown") : qsTr("Accurate to %1").arg(panel.accuracy), panel.speed].filter(word => word !== "").join(" · ") : qsTr("No position is kept or shown while this lasts.")
                            wrapMode: Text.Wrap
                        }
                    }
                }
                Notice {
                    Layout.fillWidth: true
                    text: panel.depotName === "" ? "" : qsTr("Orders to him, and his trail, are the business of %1: ask from that depot’s desk.").arg(panel.depotName)
                    tone: Tone.Normal
                }
                ActionButton {
                    Layout.fillWidth: true
                    glyph: "view"
                    text: qsTr("Go to that depot’s desk")
                    visible: panel.depotName !== ""
                    onClicked: panel.desk.overview.choose(panel.depotId)
                }
                PostmanOrders {
                    Layout.fillWidth: true
                    canOrder: panel.canOrder
                    desk: panel.desk
                    selection: panel.selection
                    visible: panel.depotName === ""
                    onDayWanted: panel.dayWanted()
                }
                Rule {
                    Layout.fillWidth: true
                }
                SectionTitle {
                    text: qsTr("Handset")
                }
                Pair {
                    Layout.fillWidth: true
                    label: qsTr("Number")
                    value: panel.handsetId
                }
                Pair {
                    Layout.fillWidth: true
                    label: qsTr("Phone")
                    value: panel.phone
                    visible: panel.phone !== ""
                }
                Pair {
                    Layout.fillWidth: true
                    label: qsTr("Battery")
                    tone: panel.batteryLow ? Tone.Danger : -1
                    value: panel.batteryText
                }
                Pair {
                    Layout.fillWidth: true
                    label: qsTr("Last contact")
                    value: panel.lastHeard
                }
                Pair {
                    Layout.fillWidth: true
                    label: qsTr("Outbox")
                    tone: Tone.Attention
                    value: panel.unsentText
                    visible: panel.unsent > 0
                }
                Rule {
                    Layout.fillWidth: true
                }
                SectionTitle {
                    text: qsTr("Tasks")
                }
                Words {
                    font.pixelSize: 13
                    soft: true
                    text: qsTr("None")
                    visible: mine.count === 0
                }
                Lines {
                    id: list

                    Layout.fillWidth: true
                    Layout.leftMargin: -18
                    Layout.rightMargin: -18
                    Accessible.name: qsTr("Tasks")
                    activeFocusOnTab: count > 0
                    implicitHeight: contentHeight
                    interactive: false
                    keyNavigationEnabled: true
                    onOpened: (currentItem as TaskLine).clicked()

                    delegate: TaskLine {
                        current: list.activeFocus && ListView.isCurrentItem
                        width: ListView.view.width
                        onClicked: panel.taskWanted(taskId)
                    }
                    model: TaskFilter {
                        id: mine

                        handset: panel.handsetId
                        sourceModel: panel.desk.tasks
                    }
                }
            }
        }
    }
}
