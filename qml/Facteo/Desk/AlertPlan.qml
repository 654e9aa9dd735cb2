// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// The response plan as a list to tick off: what was done, when and by whom. Calls and help sent tick themselves.
ColumnLayout {
    id: plan

    required property AlertModel alerts
    required property string alertId
    required property list<string> done
    required property bool canStep
    required property bool asking
    required property bool silent

    spacing: 0

    SectionTitle {
        Layout.bottomMargin: 6
        text: qsTr("Response plan")
    }
    Repeater {
        model: plan.alerts.planSteps
        delegate: Item {
            id: row

            required property int index
            required property string modelData
            readonly property string stamp: plan.done[index] ?? ""
            // The first two are calls, and nobody calls after a duress code.
            readonly property bool barred: plan.silent && index < 2

            Accessible.checkable: true
            Accessible.checked: stamp !== ""
            Accessible.name: barred ? qsTr("%1: not after a duress code").arg(modelData) : stamp === "" ? modelData : qsTr("%1: done, %2").arg(modelData).arg(stamp)
            Accessible.role: Accessible.CheckBox
            Layout.fillWidth: true
            implicitHeight: 40

            Rule {
                width: parent.width
            }
            RowLayout {
                anchors.fill: parent
                spacing: 10

                Rectangle {
                    border.color: row.stamp !== "" ? Look.theme.good : Look.theme.outline
                    border.width: 1.5
                    color: row.stamp !== "" ? Look.theme.good : "transparent"
                    implicitHeight: 20
                    implicitWidth: 20
                    radius: 10

                    Icon {
                        anchors.centerIn: parent
                        color: Look.theme.surface
                        glyph: "check"
                        size: 14
                        visible: row.stamp !== ""
                    }
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    Words {
                        Layout.fillWidth: true
                        elide: Text.ElideNone
                        font.pixelSize: 13
                        font.strikeout: row.barred
                        soft: row.barred
                        text: row.modelData
                        wrapMode: Text.Wrap
                    }
                    Words {
                        Layout.fillWidth: true
                        figures: true
                        font.pixelSize: 12
                        soft: true
                        text: row.barred ? qsTr("Not after a duress code") : row.stamp
                        visible: text !== ""
                    }
                }
                ActionButton {
                    Accessible.name: qsTr("Done: %1").arg(row.modelData)
                    busy: plan.asking
                    font.pixelSize: 13
                    implicitHeight: 30
                    leftPadding: 10
                    rightPadding: 10
                    text: qsTr("Done")
                    visible: row.stamp === "" && plan.canStep && !row.barred
                    onClicked: plan.alerts.stepDone(plan.alertId, row.index)
                }
            }
        }
    }
}
