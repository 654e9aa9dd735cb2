// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A bar of a round length on the ground, at the middle of the map.
Item {
    id: bar

    required property real latitude
    required property real zoomLevel
    required property bool dark

    readonly property color ink: dark ? "#dfe5ee" : "#23272f"
    // Circumference of the Web Mercator sphere (EPSG:3857), metres.
    readonly property real metresPerUnit: 40075016.686 * Math.cos(latitude * Math.PI / 180) / (256 * Math.pow(2, zoomLevel))
    readonly property real metres: roundBelow(110 * metresPerUnit)

    // The largest of 1, 2, 5, 10, 20 … that is not more.
    function roundBelow(most: real): real {
        const decade = Math.pow(10, Math.floor(Math.log10(most)));
        const rest = most / decade;
        return (rest >= 5 ? 5 : rest >= 2 ? 2 : 1) * decade;
    }

    Accessible.name: qsTr("Scale: %1").arg(label.text)
    Accessible.role: Accessible.StaticText
    height: 26
    width: line.width + 8

    Rectangle {
        anchors.fill: parent
        color: bar.dark ? "#99171b21" : "#a6ffffff"
        radius: 4
    }
    Text {
        id: label

        anchors.bottom: line.top
        anchors.bottomMargin: 1
        anchors.horizontalCenter: line.horizontalCenter
        color: bar.ink
        font.family: "Inter"
        font.pixelSize: 11
        font.weight: Font.Medium
        text: bar.metres >= 1000 ? qsTr("%1 km").arg((bar.metres / 1000).toLocaleString(Qt.locale(), "f", 0)) : qsTr("%1 m").arg(bar.metres.toLocaleString(Qt.locale(), "f", 0))
    }
    Item {
        id: line

        anchors.bottom: parent.bottom
        anchors.bottomMargin: 4
        anchors.left: parent.left
        anchors.leftMargin: 4
        height: 6
        width: bar.metres / bar.metresPerUnit

        Rectangle {
            anchors.bottom: parent.bottom
            color: bar.ink
            height: 2
            width: parent.width
        }
        Rectangle {
            color: bar.ink
            height: parent.height
            width: 2
        }
        Rectangle {
            anchors.right: parent.right
            color: bar.ink
            height: parent.height
            width: 2
        }
    }
}
