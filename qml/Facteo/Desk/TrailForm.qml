// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Nobody looks at a postman's way without saying why; he can read it later.
Card {
    id: form

    signal asked(string purpose, int minutes)

    implicitHeight: content.implicitHeight + 28
    onVisibleChanged: {
        if (visible)
            purpose.forceActiveFocus();
    }

    ColumnLayout {
        id: content

        spacing: 10
        width: parent.width - 28
        x: 14
        y: 14

        Words {
            Layout.fillWidth: true
            elide: Text.ElideNone
            font.pixelSize: 13
            text: qsTr("Why do you need it? The postman can read it in the ledger.")
            wrapMode: Text.Wrap
        }
        Field {
            id: purpose

            Layout.fillWidth: true
            maximumLength: 120
            placeholderText: qsTr("Purpose")
            onAccepted: {
                if (text.trim() !== "")
                    form.asked(text, 60);
            }
        }
        Flow {
            Layout.fillWidth: true
            spacing: 6

            Repeater {
                model: [qsTr("Safety of the postman"), qsTr("Customer claim"), qsTr("Help on the round")]
                delegate: ActionButton {
                    required property string modelData

                    font.pixelSize: 12
                    font.weight: Font.Medium
                    implicitHeight: 28
                    leftPadding: 10
                    rightPadding: 10
                    text: modelData
                    onClicked: purpose.text = modelData
                }
            }
        }
        RowLayout {
            spacing: 8

            ActionButton {
                enabled: purpose.text.trim() !== ""
                kind: ActionButton.Primary
                text: qsTr("Last hour")
                onClicked: form.asked(purpose.text, 60)
            }
            ActionButton {
                enabled: purpose.text.trim() !== ""
                text: qsTr("Last 4 hours")
                onClicked: form.asked(purpose.text, 240)
            }
        }
    }
}
