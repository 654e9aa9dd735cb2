// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// How far a task has come: seven steps, the present one named.
RowLayout {
    id: steps

    required property int step
    readonly property list<string> names: [qsTr("Sent"), qsTr("Delivered"), qsTr("Seen"), qsTr("Accepted"), qsTr("On the way"), qsTr("Arrived"), qsTr("Done")]

    Accessible.name: step > 0 ? qsTr("Step %1 of 7: %2").arg(step).arg(names[step - 1]) : qsTr("Not sent")
    Accessible.role: Accessible.ProgressBar
    spacing: 4

    Repeater {
        model: 7
        delegate: ColumnLayout {
            id: one

            required property int index
            readonly property bool reached: steps.step > index
            readonly property bool present: steps.step === index + 1

            Layout.fillWidth: true
            Layout.preferredWidth: 1
            spacing: 5

            Rectangle {
                Layout.fillWidth: true
                color: one.reached ? (steps.step === 7 ? Look.theme.good : Look.theme.accent) : Look.theme.line
                implicitHeight: 6
                radius: 3
            }
            Words {
                Layout.fillWidth: true
                elide: Text.ElideNone
                font.pixelSize: 10
                font.weight: one.present ? Font.Bold : Font.Normal
                fontSizeMode: Text.HorizontalFit
                horizontalAlignment: Text.AlignHCenter
                minimumPixelSize: 8
                soft: !one.present
                text: steps.names[one.index]
            }
        }
    }
}
