// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// Words beside a control: why something was not done, or what is still to do. Gone while there are none.
Rectangle {
    id: notice

    required property string text
    property int tone: Tone.Danger
    property string glyph: "info"

    Accessible.name: text
    Accessible.role: Accessible.AlertMessage
    color: Look.theme.groundOf(tone)
    implicitHeight: words.implicitHeight + 16
    implicitWidth: 200
    radius: 7
    visible: text !== ""

    Icon {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: 10
        anchors.top: parent.top
        anchors.topMargin: 8
        color: Look.theme.inkOf(notice.tone)
        glyph: notice.glyph
        size: 18
    }
    Words {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: 8
        anchors.right: parent.right
        anchors.rightMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        color: Look.theme.inkOf(notice.tone)
        elide: Text.ElideNone
        font.pixelSize: 13
        text: notice.text
        wrapMode: Text.Wrap
    }
}
