// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// One honest word of the status bar: sign, words, and a tone that both repeat.
Row {
    id: item

    required property string glyph
    required property string text
    property int tone: Tone.Quiet

    Accessible.name: text
    Accessible.role: Accessible.StaticText
    spacing: 6

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        color: Look.theme.inkOf(item.tone)
        glyph: item.glyph
        size: 15
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        color: item.tone >= Tone.Attention ? Look.theme.inkOf(item.tone) : Look.theme.inkSoft
        figures: true
        font.pixelSize: 12
        font.weight: item.tone >= Tone.Attention ? Font.DemiBold : Font.Normal
        text: item.text
    }
}
