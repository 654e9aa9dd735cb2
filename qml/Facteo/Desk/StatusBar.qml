// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// What can be trusted at the moment: link, age of the picture, database, sound, clocks.
Rectangle {
    id: bar

    required property Desk desk
    readonly property StatusLine line: desk.status

    color: Look.theme.surface
    implicitHeight: 32

    Rule {
        width: parent.width
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 14
        anchors.rightMargin: 14
        spacing: 22

        StatusItem {
            glyph: bar.line.linkTone === Tone.Good ? "link" : "link-off"
            text: bar.line.linkText
            tone: bar.line.linkTone
        }
        StatusItem {
            glyph: "clock"
            text: bar.line.feedText
            tone: bar.line.feedTone
        }
        StatusItem {
            glyph: "database"
            text: bar.line.storeText
            tone: bar.line.storeTone
        }
        StatusItem {
            glyph: bar.line.soundTone === Tone.Attention ? "sound-off" : "sound"
            text: bar.line.soundText
            tone: bar.line.soundTone
        }
        StatusItem {
            glyph: "clock"
            text: bar.line.clockWarning
            tone: Tone.Attention
            visible: text !== ""
        }
        Words {
            Layout.fillWidth: true
            font.pixelSize: 12
            soft: true
            text: bar.line.progress
        }
        Words {
            font.pixelSize: 12
            soft: true
            text: bar.desk.operatorName
        }
        Words {
            font.pixelSize: 12
            figures: true
            font.weight: Font.DemiBold
            text: bar.line.clock
        }
    }
}
