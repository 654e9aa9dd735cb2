// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Facteo.Console

// The bar beside a list that is longer than its place.
T.ScrollBar {
    id: bar

    implicitWidth: 10
    minimumSize: 0.08
    padding: 2
    visible: size < 1

    contentItem: Rectangle {
        color: Look.theme.outline
        implicitWidth: 6
        opacity: bar.pressed ? 0.9 : bar.hovered ? 0.7 : 0.4
        radius: 3
    }
}
