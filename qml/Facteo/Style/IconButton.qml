// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console

// A button that is only a sign; `text` is its name for everybody who cannot see or does not know it.
T.Button {
    id: button

    required property string glyph
    property color ink: Look.theme.ink
    property color groundHovered: Look.theme.hover
    property int size: 34

    Accessible.name: text
    activeFocusOnTab: true
    implicitHeight: size
    implicitWidth: size
    opacity: enabled ? 1 : 0.4
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        color: button.down || button.hovered ? button.groundHovered : "transparent"
        radius: 7

        FocusFrame {
            control: button
        }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            color: button.ink
            glyph: button.glyph
            size: 20
        }
    }

    Leaf {
        text: button.text
        visible: button.hovered
    }
}
