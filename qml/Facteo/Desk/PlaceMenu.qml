// SPDX-License-Identifier: Apache-2.0
import QtPositioning
import QtQuick
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// What can be asked about a place on the map.
T.Popup {
    id: menu

    property geoCoordinate place

    signal aroundWanted(geoCoordinate place)

    function openAt(where: geoCoordinate, at: point) {
        place = where;
        x = Math.min(at.x, parent.width - width - 8);
        y = Math.min(at.y, parent.height - height - 8);
        visible = true;
        entry.forceActiveFocus();
    }

    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    focus: true
    implicitHeight: 48
    implicitWidth: entry.implicitWidth + 12
    padding: 6

    background: Rectangle {
        border.color: Look.theme.outline
        border.width: 1
        color: Look.theme.surface
        radius: 10
    }
    contentItem: ActionButton {
        id: entry

        glyph: "history"
        text: qsTr("Who was near here?")
        onClicked: {
            menu.close();
            menu.aroundWanted(menu.place);
        }
    }
}
