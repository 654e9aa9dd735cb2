// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// A small number on something: how many wait there.
Rectangle {
    id: badge

    required property int number
    property bool loud: false

    color: loud ? Look.theme.alarm : Look.theme.brand
    height: 20
    radius: 10
    visible: number > 0
    width: Math.max(20, label.implicitWidth + 10)

    Words {
        id: label

        anchors.centerIn: parent
        color: badge.loud ? Look.theme.onAlarm : Look.theme.onBrand
        font.pixelSize: 12
        font.weight: Font.Bold
        text: badge.number > 99 ? "99+" : badge.number
    }
}
