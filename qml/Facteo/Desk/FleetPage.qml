// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Every handset of the depot: who carries it, what it says of itself, when it was last heard.
Rectangle {
    id: page

    required property Desk desk
    // One width per column, shared by the head and every row.
    readonly property list<real> widths: [96, Math.max(180, width * 0.2), Math.max(110, width * 0.14), 150, 120, 130, 140, 110]

    signal postmanWanted(string handset)

    function takeFocus() {
        list.forceActiveFocus();
    }

    color: Look.theme.surface

    component Cell: Words {
        figures: true
        font.pixelSize: 13
        rightPadding: 12
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            Layout.fillWidth: true
            implicitHeight: head.implicitHeight

            PaneHeader {
                id: head

                detail: qsTr("%n handset(s)", "", page.desk.postmen.count)
                height: implicitHeight
                title: qsTr("Fleet")
                width: parent.width
            }
            Field {
                id: search

                anchors.right: parent.right
                anchors.rightMargin: 18
                anchors.verticalCenter: parent.verticalCenter
                glyph: "search"
                placeholderText: qsTr("Name, round or number")
                width: 320
            }
        }
        Row {
            Layout.leftMargin: 18
            Layout.preferredHeight: 36

            Repeater {
                model: [qsTr("Handset"), qsTr("Postman"), qsTr("Round"), qsTr("Duty"), qsTr("Battery"), qsTr("Connection"), qsTr("Last contact"), qsTr("Outbox")]
                delegate: SectionTitle {
                    required property int index
                    required property string modelData

                    height: 36
                    text: modelData
                    width: page.widths[index]
                }
            }
        }
        Rule {
            Layout.fillWidth: true
        }
        Lines {
            id: list

            Layout.fillHeight: true
            Layout.fillWidth: true
            Accessible.name: qsTr("Handsets")
            Accessible.role: Accessible.Table
            reuseItems: true
            onOpened: (currentItem as Line).clicked()

            delegate: Line {
                id: row

                required property int index
                required property string handsetId
                required property string name
                required property string roundName
                required property string duty
                required property string batteryText
                required property bool batteryLow
                required property bool connected
                required property string lastHeard
                required property int unsent
                required property string unsentText
                required property bool revoked

                Accessible.name: [handsetId, name, roundName, duty, connected ? qsTr("Connected") : qsTr("Not connected")].filter(word => word !== "").join(", ")
                Accessible.role: Accessible.Row
                current: list.activeFocus && ListView.isCurrentItem
                ground: index % 2 === 1 ? Look.theme.raised : "transparent"
                implicitHeight: 40
                width: ListView.view.width
                onClicked: {
                    list.currentIndex = index;
                    list.forceActiveFocus();
                    if (name !== "")
                        page.postmanWanted(handsetId);
                }

                contentItem: Row {
                    leftPadding: 18

                    Cell {
                        font.weight: Font.DemiBold
                        height: 40
                        text: row.handsetId
                        width: page.widths[0]
                    }
                    Cell {
                        height: 40
                        soft: row.name === ""
                        text: row.revoked ? qsTr("Revoked") : row.name === "" ? qsTr("In the cupboard") : row.name
                        width: page.widths[1]
                    }
                    Cell {
                        height: 40
                        soft: true
                        text: row.roundName
                        width: page.widths[2]
                    }
                    Cell {
                        height: 40
                        text: row.duty
                        width: page.widths[3]
                    }
                    Cell {
                        color: row.batteryLow ? Look.theme.danger : Look.theme.ink
                        height: 40
                        text: row.batteryText
                        width: page.widths[4]
                    }
                    Item {
                        height: 40
                        width: page.widths[5]

                        Pill {
                            anchors.verticalCenter: parent.verticalCenter
                            text: row.connected ? qsTr("Connected") : qsTr("Not connected")
                            tone: row.connected ? Tone.Good : Tone.Quiet
                        }
                    }
                    Cell {
                        height: 40
                        soft: true
                        text: row.lastHeard
                        width: page.widths[6]
                    }
                    Cell {
                        color: row.unsent > 0 ? Look.theme.attention : Look.theme.inkSoft
                        height: 40
                        text: row.unsentText
                        width: page.widths[7]
                    }
                }
            }
            model: PostmanFilter {
                id: fleet

                everyHandset: true
                order: PostmanFilter.ByHandset
                postmen: page.desk.postmen
                criteria: FleetCriteria {
                    text: search.text
                }
            }
        }
    }
}
