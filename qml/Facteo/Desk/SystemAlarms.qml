// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// What is wrong with the technology: below everybody who is in danger. It may be put aside for a while, with a reason.
ColumnLayout {
    id: alarms

    required property SystemAlarmModel model
    // The one that is being shelved.
    property string shelving: ""

    spacing: 0
    visible: model.count > 0

    Rule {
        Layout.fillWidth: true
    }
    SectionTitle {
        Layout.leftMargin: 18
        Layout.topMargin: 12
        text: qsTr("Technology")
    }
    Repeater {
        model: alarms.model
        delegate: ColumnLayout {
            id: row

            required property string alarmId
            required property string what
            required property string subject
            required property string detail
            required property string stateText
            required property string since
            required property int tone
            required property bool canAcknowledge
            required property bool canShelve
            required property bool canUnshelve
            required property bool asking
            required property string refusal

            Accessible.name: [what, subject, stateText, detail].filter(word => word !== "").join(", ")
            Accessible.role: Accessible.ListItem
            Layout.bottomMargin: 10
            Layout.fillWidth: true
            Layout.leftMargin: 18
            Layout.rightMargin: 18
            Layout.topMargin: 6
            spacing: 4

            RowLayout {
                spacing: 8

                Words {
                    Layout.fillWidth: true
                    elide: Text.ElideNone
                    font.pixelSize: 14
                    font.weight: Font.Medium
                    text: [row.what, row.subject].filter(word => word !== "").join(" · ")
                    wrapMode: Text.Wrap
                }
                Pill {
                    Layout.alignment: Qt.AlignTop
                    text: row.canUnshelve ? qsTr("Shelved") : row.stateText
                    tone: row.tone
                }
            }
            Words {
                Layout.fillWidth: true
                elide: Text.ElideNone
                font.pixelSize: 12
                maximumLineCount: 3
                soft: true
                text: [qsTr("since %1").arg(row.since), row.canUnshelve ? row.stateText : "", row.detail].filter(word => word !== "").join(" · ")
                wrapMode: Text.Wrap
            }
            Notice {
                Layout.fillWidth: true
                text: row.refusal
            }
            Flow {
                Layout.fillWidth: true
                spacing: 6

                ActionButton {
                    busy: row.asking
                    font.pixelSize: 13
                    implicitHeight: 30
                    leftPadding: 10
                    rightPadding: 10
                    text: qsTr("Acknowledge")
                    visible: row.canAcknowledge
                    onClicked: alarms.model.acknowledge(row.alarmId)
                }
                ActionButton {
                    busy: row.asking
                    font.pixelSize: 13
                    implicitHeight: 30
                    leftPadding: 10
                    rightPadding: 10
                    text: qsTr("Shelve for an hour")
                    visible: row.canShelve
                    onClicked: {
                        alarms.shelving = alarms.shelving === row.alarmId ? "" : row.alarmId;
                        if (alarms.shelving !== "")
                            why.forceActiveFocus();
                    }
                }
                ActionButton {
                    busy: row.asking
                    font.pixelSize: 13
                    implicitHeight: 30
                    leftPadding: 10
                    rightPadding: 10
                    text: qsTr("Bring back")
                    visible: row.canUnshelve
                    onClicked: alarms.model.unshelve(row.alarmId)
                }
            }
            RowLayout {
                spacing: 8
                visible: alarms.shelving === row.alarmId

                Field {
                    id: why

                    Layout.fillWidth: true
                    maximumLength: 280
                    placeholderText: qsTr("Why may it wait?")
                    onAccepted: put.click()
                }
                ActionButton {
                    id: put

                    busy: row.asking
                    enabled: !busy && why.text.trim() !== ""
                    kind: ActionButton.Primary
                    text: qsTr("Shelve")
                    onClicked: {
                        alarms.model.shelve(row.alarmId, 60, why.text);
                        why.clear();
                        alarms.shelving = "";
                    }
                }
            }
        }
    }
}
