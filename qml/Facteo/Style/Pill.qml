// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// A state in one or two words, on the ground of its tone.
Rectangle {
    id: pill

    required property string text
    property int tone: Tone.Quiet

    // On a chosen row the ground of a tone may be the row's own.
    border.color: Qt.alpha(Look.theme.inkOf(tone), 0.45)
    border.width: 1
    color: Look.theme.groundOf(tone)
    implicitHeight: 22
    implicitWidth: label.implicitWidth + 18
    radius: 11

    Accessible.name: text
    Accessible.role: Accessible.StaticText

    Words {
        id: label

        anchors.centerIn: parent
        color: Look.theme.inkOf(pill.tone)
        font.pixelSize: 12
        font.weight: Font.DemiBold
        text: pill.text
        width: Math.min(implicitWidth, pill.width - 14)
    }
}
