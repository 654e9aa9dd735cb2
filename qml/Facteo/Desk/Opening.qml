// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// What the window says until the depot is there: what is being waited for, in words.
Rectangle {
    id: opening

    required property StatusLine status

    color: Look.theme.ground
    visible: !status.ready

    Column {
        anchors.centerIn: parent
        spacing: 18
        width: Math.min(520, parent.width - 80)

        Image {
            anchors.horizontalCenter: parent.horizontalCenter
            Accessible.ignored: true
            height: 72
            source: "qrc:/facteo/icons/facteo.svg"
            sourceSize: Qt.size(72, 72)
            width: 72
        }
        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            font.pixelSize: 26
            font.weight: Font.DemiBold
            text: "Facteo Console"
        }
        Words {
            elide: Text.ElideNone
            font.pixelSize: 16
            horizontalAlignment: Text.AlignHCenter
            soft: true
            text: opening.status.openingText
            width: parent.width
            wrapMode: Text.Wrap
        }
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Look.theme.line
            height: 4
            radius: 2
            width: 240

            Rectangle {
                color: Look.theme.accent
                height: 4
                radius: 2
                width: 72

                SequentialAnimation on x {
                    loops: Animation.Infinite
                    running: opening.visible

                    NumberAnimation {
                        duration: 900
                        easing.type: Easing.InOutQuad
                        from: 0
                        to: 168
                    }
                    NumberAnimation {
                        duration: 900
                        easing.type: Easing.InOutQuad
                        from: 168
                        to: 0
                    }
                }
            }
        }
    }
}
