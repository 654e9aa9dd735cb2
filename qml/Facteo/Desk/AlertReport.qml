// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// The closing report: what it was, what was done, and for whom. Nothing is closed without it.
ColumnLayout {
    id: form

    required property AlertModel alerts
    required property string alertId
    required property string reason
    required property bool asking
    readonly property bool drafting: visible && ((cause.text !== "" && cause.text !== reason) || actions.text !== "")

    spacing: 8
    // What was said when it ended need not be written twice.
    onVisibleChanged: {
        if (visible && cause.text === "")
            cause.text = reason;
    }

    SectionTitle {
        text: qsTr("Closing report")
    }
    Field {
        id: cause

        Layout.fillWidth: true
        maximumLength: 500
        placeholderText: qsTr("Cause: what happened?")
        onAccepted: actions.forceActiveFocus()
    }
    Field {
        id: actions

        Layout.fillWidth: true
        maximumLength: 500
        placeholderText: qsTr("What was done?")
        onAccepted: close.click()
    }
    Flow {
        Layout.fillWidth: true
        spacing: 6

        Choice {
            id: care

            checkable: true
            text: qsTr("Care was offered")
        }
        Choice {
            id: head

            checkable: true
            text: qsTr("Head of the depot informed")
        }
    }
    ActionButton {
        id: close

        Layout.fillWidth: true
        busy: form.asking
        enabled: !busy && cause.text.trim() !== "" && actions.text.trim() !== ""
        glyph: "check"
        implicitHeight: 44
        kind: ActionButton.Primary
        text: qsTr("Close the alert")
        onClicked: form.alerts.close(form.alertId, cause.text, actions.text, care.checked, head.checked)
    }
}
