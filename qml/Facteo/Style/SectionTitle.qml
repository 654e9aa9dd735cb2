// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// What the rows or fields below have in common.
Words {
    Accessible.role: Accessible.Heading
    font.capitalization: Font.AllUppercase
    font.letterSpacing: 0.6
    font.pixelSize: 11
    font.weight: Font.DemiBold
    soft: true
}
