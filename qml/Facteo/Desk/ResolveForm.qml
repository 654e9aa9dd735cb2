// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// How an alert ends: what it was, and why it may be closed.
ColumnLayout {
    id: form

    required property AlertModel alerts
    required property string alertId
    required property bool asking
    required property bool inFront
    property int outcome: -1
    readonly property bool drafting: outcome >= 0 || reason.text !== ""

    spacing: 8

    SectionTitle {
        text: qsTr("End the alert: what was it?")
    }
    Flow {
        Layout.fillWidth: true
        spacing: 6

        Repeater {
            model: form.alerts.outcomes
            delegate: ActionButton {
                id: choice

                required property int index
                required property string modelData

                Accessible.checkable: true
                Accessible.checked: form.outcome === index
                font.weight: Font.Medium
                glyph: form.outcome === index ? "check" : ""
                implicitHeight: 32
                keyHint: index + 1
                kind: form.outcome === index ? ActionButton.Primary : ActionButton.Plain
                leftPadding: 10
                rightPadding: 10
                text: modelData
                onClicked: form.choose(index)

                Shortcut {
                    autoRepeat: false
                    enabled: form.inFront && form.visible
                    sequence: String(choice.index + 1)
                    onActivated: form.choose(choice.index)
                }
            }
        }
    }
    Field {
        id: reason

        Layout.fillWidth: true
        maximumLength: 280
        placeholderText: qsTr("Reason, in your words")
        onAccepted: end.click()
    }
    ActionButton {
        id: end

        Layout.fillWidth: true
        busy: form.asking
        enabled: !busy && form.outcome >= 0 && reason.text.trim() !== ""
        glyph: "check"
        implicitHeight: 44
        kind: ActionButton.Primary
        text: qsTr("End the alert")
        onClicked: form.alerts.resolve(form.alertId, form.outcome, reason.text)
    }

    function choose(index: int) {
        outcome = index;
        reason.forceActiveFocus();
    }
}
