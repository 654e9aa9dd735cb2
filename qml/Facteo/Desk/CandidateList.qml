// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Who could go there, nearest first; and why some cannot.
ColumnLayout {
    id: list

    required property CandidateModel candidates
    property int atMost: 8

    signal picked(string handset)

    spacing: 0

    SectionTitle {
        Layout.bottomMargin: 6
        text: qsTr("Who can go?")
    }
    Repeater {
        model: list.candidates
        delegate: Item {
            id: row

            required property int index
            required property string handsetId
            required property string name
            required property string roundName
            required property bool possible
            required property string distance
            required property string walking
            required property bool byStreets
            required property string hindrance
            required property int openTasks

            Layout.fillWidth: true
            implicitHeight: 52
            visible: index < list.atMost

            Rule {
                width: parent.width
            }
            RowLayout {
                anchors.fill: parent
                spacing: 10

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 1

                    Words {
                        Layout.fillWidth: true
                        font.weight: Font.Medium
                        soft: !row.possible
                        text: row.name
                    }
                    Words {
                        Layout.fillWidth: true
                        color: row.possible ? Look.theme.inkSoft : Look.theme.attention
                        font.pixelSize: 12
                        text: [row.hindrance, row.distance, row.walking === "" ? "" : row.byStreets ? qsTr("%1 on foot by the streets").arg(row.walking) : qsTr("about %1 on foot").arg(row.walking), row.openTasks > 0 ? qsTr("%n task(s)", "", row.openTasks) : ""].filter(word => word !== "").join(" · ")
                    }
                }
                ActionButton {
                    Accessible.name: qsTr("Send to %1").arg(row.name)
                    enabled: row.possible && list.enabled
                    implicitHeight: 32
                    kind: row.index === 0 ? ActionButton.Primary : ActionButton.Plain
                    text: qsTr("Send")
                    visible: row.possible
                    onClicked: list.picked(row.handsetId)
                }
            }
        }
    }
    Words {
        Layout.fillWidth: true
        elide: Text.ElideNone
        font.pixelSize: 13
        soft: true
        text: qsTr("Choose an address first.")
        visible: list.candidates.count === 0
        wrapMode: Text.Wrap
    }
}
