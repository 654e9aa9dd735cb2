// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// Text as it is read on every page. Sizes in use: 12 small, 14 body, 16 heading, 20 title, 26 display.
Text {
    property bool soft: false
    // Figures that count or stand under each other get equal widths.
    property bool figures: false

    color: soft ? Look.theme.inkSoft : Look.theme.ink
    elide: Text.ElideRight
    font.features: figures ? {
        "tnum": 1
    } : {}
    font.pixelSize: 14
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
