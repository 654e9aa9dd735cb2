// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls.impl
import Facteo.Console

// One of resources/icons, tinted. A sign beside words; alone only inside controls that have a name.
IconImage {
    required property string glyph
    property int size: 20

    Accessible.ignored: true
    color: Look.theme.ink
    height: size
    source: glyph === "" ? "" : "qrc:/facteo/icons/" + glyph + ".svg"
    sourceSize: Qt.size(size, size)
    width: size
}
