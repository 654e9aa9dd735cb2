// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// What happened, fact by fact, as the hub recorded it.
ColumnLayout {
    id: timeline

    required property TimelineModel lines

    spacing: 0

    Repeater {
        model: timeline.lines
        delegate: RowLayout {
            id: line

            required property int index
            required property string time
            required property string what
            required property string by
            required property string note

            Layout.fillWidth: true
            spacing: 12

            Words {
                Layout.alignment: Qt.AlignTop
                Layout.preferredWidth: 58
                figures: true
                font.pixelSize: 12
                soft: true
                text: line.time
            }
            Item {
                Layout.fillHeight: true
                Layout.preferredWidth: 10

                Rectangle {
                    color: Look.theme.outline
                    height: 8
                    radius: 4
                    width: 8
                    x: 1
                    y: 4
                }
                Rule {
                    height: Math.max(0, parent.height - 14)
                    visible: line.index < timeline.lines.count - 1
                    width: 2
                    x: 4
                    y: 14
                }
            }
            ColumnLayout {
                Layout.bottomMargin: 10
                Layout.fillWidth: true
                spacing: 1

                Words {
                    Layout.fillWidth: true
                    font.pixelSize: 13
                    font.weight: Font.Medium
                    text: line.what
                }
                Words {
                    Layout.fillWidth: true
                    font.pixelSize: 12
                    soft: true
                    text: line.by
                    visible: text !== ""
                }
                Words {
                    Layout.fillWidth: true
                    elide: Text.ElideNone
                    font.pixelSize: 12
                    soft: true
                    text: line.note
                    visible: text !== ""
                    wrapMode: Text.Wrap
                }
            }
        }
    }
    Words {
        font.pixelSize: 13
        soft: true
        text: qsTr("Nothing recorded yet")
        visible: timeline.lines.count === 0
    }
}
