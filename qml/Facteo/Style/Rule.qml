// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// A line between things that do not belong together.
Rectangle {
    color: Look.theme.line
    implicitHeight: 1
    implicitWidth: 1
}
