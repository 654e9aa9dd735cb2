// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Shapes
import QtQuick.Templates as T

// A square button on the map with one sign; `text` is its name for screen readers.
T.Button {
    id: button

    enum Sign {
        Plus,
        Minus,
        North
    }

    required property int sign
    required property color ink
    required property color plate
    property real turn: 0

    Accessible.name: text
    activeFocusOnTab: true
    implicitHeight: 38
    implicitWidth: 38

    background: Rectangle {
        border.color: button.visualFocus ? "#2f7bff" : Qt.alpha(button.ink, 0.22)
        border.width: button.visualFocus ? 2 : 1
        color: button.down ? Qt.tint(button.plate, Qt.alpha(button.ink, 0.16)) : button.hovered ? Qt.tint(button.plate, Qt.alpha(button.ink, 0.08)) : button.plate
        radius: 8
    }
    contentItem: Item {
        Rectangle {
            anchors.centerIn: parent
            color: button.ink
            height: 2
            radius: 1
            visible: button.sign !== MapButton.North
            width: 14
        }
        Rectangle {
            anchors.centerIn: parent
            color: button.ink
            height: 14
            radius: 1
            visible: button.sign === MapButton.Plus
            width: 2
        }
        Shape {
            anchors.centerIn: parent
            height: 22
            preferredRendererType: Shape.CurveRenderer
            rotation: button.turn
            visible: button.sign === MapButton.North
            width: 12

            ShapePath {
                fillColor: "#d0122b"
                startX: 0
                startY: 11
                strokeColor: "transparent"

                PathLine { x: 6; y: 0 }
                PathLine { x: 12; y: 11 }
            }
            ShapePath {
                fillColor: Qt.alpha(button.ink, 0.55)
                startX: 0
                startY: 11
                strokeColor: "transparent"

                PathLine { x: 6; y: 22 }
                PathLine { x: 12; y: 11 }
            }
        }
    }
}
