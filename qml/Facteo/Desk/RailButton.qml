// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// One place to go to, with how many wait there.
T.Button {
    id: button

    required property string glyph
    property bool chosen: false
    property int number: 0
    property bool loud: false

    Accessible.name: number > 0 ? qsTr("%1, %2 waiting").arg(text).arg(number) : text
    Accessible.role: Accessible.PageTab
    Accessible.selected: chosen
    Layout.fillWidth: true
    activeFocusOnTab: true
    implicitHeight: 62
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: 8
            anchors.rightMargin: 8
            color: button.chosen ? Look.theme.railChosen : "#ffffff"
            opacity: button.chosen ? 1 : button.hovered ? 0.08 : 0
            radius: 10
        }
        Rectangle {
            color: Look.theme.brand
            height: 34
            radius: 2
            visible: button.chosen
            width: 4
            y: 14
        }
        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: 6
            anchors.rightMargin: 6
            border.color: Look.theme.brand
            border.width: 2
            color: "transparent"
            radius: 11
            visible: button.activeFocus
        }
    }
    contentItem: Item {
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: button.chosen ? "#ffffff" : Look.theme.onRail
            glyph: button.glyph
            size: 24
            y: 10
        }
        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            color: button.chosen ? "#ffffff" : Look.theme.onRail
            font.pixelSize: 12
            font.weight: button.chosen ? Font.DemiBold : Font.Medium
            text: button.text
            y: 38
        }
        Badge {
            loud: button.loud
            number: button.number
            x: parent.width / 2 + 4
            y: 4
        }
    }
}
