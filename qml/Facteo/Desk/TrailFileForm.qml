// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// The day as a file for other programs. Closed it is one button.
ColumnLayout {
    id: form

    required property TrailSaver saver
    property string format: "gpx"

    spacing: 8

    function suggest() {
        path.text = saver.suggestion(format);
        path.cursorPosition = path.text.length;
    }

    ActionButton {
        id: open

        Layout.fillWidth: true
        Accessible.checkable: true
        Accessible.checked: checked
        checkable: true
        glyph: "save"
        text: qsTr("Save as a file")
        onToggled: form.suggest()
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 6
        visible: open.checked

        Repeater {
            model: form.saver.formats
            delegate: Chip {
                required property string modelData

                Accessible.role: Accessible.RadioButton
                checked: form.format === modelData
                text: modelData === "geojson" ? "GeoJSON" : modelData.toUpperCase()
                onClicked: {
                    form.format = modelData;
                    checked = Qt.binding(() => form.format === modelData);
                    form.suggest();
                }
            }
        }
    }
    Field {
        id: path

        Layout.fillWidth: true
        Accessible.name: qsTr("File")
        placeholderText: qsTr("File")
        visible: open.checked
        onAccepted: save.click()
    }
    Words {
        Layout.fillWidth: true
        elide: Text.ElideNone
        font.pixelSize: 12
        soft: true
        text: qsTr("Saving is a look, too: it stands in the ledger with the same purpose, and the purpose stands in the file.")
        visible: open.checked
        wrapMode: Text.Wrap
    }
    ActionButton {
        id: save

        objectName: "saveTrail"

        Layout.fillWidth: true
        busy: form.saver.busy
        enabled: path.text.trim() !== "" && !busy
        kind: ActionButton.Primary
        text: qsTr("Save")
        visible: open.checked
        onClicked: form.saver.save(form.format, path.text)
    }
    Notice {
        Layout.fillWidth: true
        text: form.saver.refusal
    }
    Notice {
        Layout.fillWidth: true
        glyph: "check"
        text: form.saver.saved === "" ? "" : qsTr("Saved: %1").arg(form.saver.saved)
        tone: Tone.Good
    }
}
