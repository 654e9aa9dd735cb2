// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Who has to be named beside the map.
Rectangle {
    id: plate

    required property string attribution
    required property bool dark
    // Of what packages carry, the texts that have words of their own in every language.
    readonly property list<string> known: [QT_TRANSLATE_NOOP("attribution", "© OpenStreetMap contributors"), QT_TRANSLATE_NOOP("attribution", "Brancelle-sur-Orle, an invented town · Facteo Console")]

    color: dark ? "#cc171b21" : "#ccffffff"
    height: credit.implicitHeight + 4
    radius: 3
    visible: credit.text !== ""
    width: credit.implicitWidth + 12

    Text {
        id: credit

        anchors.centerIn: parent
        color: plate.dark ? "#b6bfcb" : "#4b515c"
        font.family: "Inter"
        font.pixelSize: 11
        text: plate.attribution === "" ? "" : qsTranslate("attribution", plate.attribution)
        textFormat: Text.PlainText
    }
}
