// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Who was told of the alert, by what, and how far it got.
ColumnLayout {
    id: list

    required property NoticeModel notices

    spacing: 0

    SectionTitle {
        Layout.bottomMargin: 6
        text: qsTr("Who was told")
    }
    Repeater {
        model: list.notices
        delegate: Item {
            id: row

            required property string recipient
            required property string channel
            required property string stage
            required property string time
            required property string detail
            required property int tone

            Accessible.name: [recipient, channel, stage, time, detail].filter(word => word !== "").join(", ")
            Accessible.role: Accessible.ListItem
            Layout.fillWidth: true
            implicitHeight: lines.implicitHeight + 12

            Rule {
                width: parent.width
            }
            ColumnLayout {
                id: lines

                spacing: 1
                width: parent.width
                y: 6

                RowLayout {
                    spacing: 8

                    Words {
                        Layout.fillWidth: true
                        font.pixelSize: 13
                        font.weight: Font.Medium
                        text: row.recipient
                    }
                    Pill {
                        text: row.stage
                        tone: row.tone
                    }
                }
                Words {
                    Layout.fillWidth: true
                    elide: Text.ElideNone
                    figures: true
                    font.pixelSize: 12
                    soft: true
                    text: [row.channel, row.time, row.detail].filter(word => word !== "").join(" · ")
                    wrapMode: Text.Wrap
                }
            }
        }
    }
}
