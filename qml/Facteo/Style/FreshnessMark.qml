// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// How sure we are where somebody is, by shape, as on the map. Full disc: live. Ring with a core: ageing.
// Hollow: stale. Hollow and crossed: lost. A dash: not on the map, and rightly so.
// A diamond: in alert, hollow once somebody looks after it.
Item {
    id: sign

    required property int mark
    property bool alert: false
    // Somebody looks after it: the diamond is hollow.
    property bool answered: false

    readonly property color ink: alert ? Look.theme.danger : mark === PostmanModel.Live || mark === PostmanModel.Ageing ? Look.theme.dark ? Look.theme.ink : Look.theme.accent : Look.theme.inkSoft

    Accessible.ignored: true
    implicitHeight: 16
    implicitWidth: 16

    Rectangle {
        anchors.centerIn: parent
        border.color: sign.ink
        border.width: 2
        color: sign.mark === PostmanModel.Live ? Look.theme.brand : "transparent"
        height: 14
        radius: 7
        visible: sign.mark !== PostmanModel.Hidden && !sign.alert
        width: 14
    }
    Rectangle {
        anchors.centerIn: parent
        border.color: sign.ink
        border.width: Look.theme.dark ? 0 : 1
        color: Look.theme.brand
        height: 7
        radius: 3.5
        visible: sign.mark === PostmanModel.Ageing && !sign.alert
        width: 7
    }
    Rectangle {
        anchors.centerIn: parent
        border.color: sign.ink
        border.width: 2
        color: sign.answered ? "transparent" : sign.ink
        height: 12
        radius: 2
        rotation: 45
        visible: sign.alert
        width: 12
    }
    Rectangle {
        anchors.centerIn: parent
        color: sign.ink
        height: 2
        rotation: -45
        visible: sign.mark === PostmanModel.Lost && !sign.alert
        width: 16
    }
    Rectangle {
        anchors.centerIn: parent
        color: sign.ink
        height: 2
        radius: 1
        visible: sign.mark === PostmanModel.Hidden && !sign.alert
        width: 10
    }
}
