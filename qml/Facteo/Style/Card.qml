// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// A ground for things that belong together.
Rectangle {
    border.color: Look.theme.line
    border.width: 1
    color: Look.theme.raised
    radius: 10
}
