// SPDX-License-Identifier: Apache-2.0
import QtPositioning
import QtQuick
import Facteo.Style

// What can be asked about a place on the map.
Flyout {
    id: menu

    property geoCoordinate place

    signal aroundWanted(geoCoordinate place)

    function openAt(where: geoCoordinate, at: point) {
        place = where;
        x = Math.min(at.x, parent.width - width - 8);
        y = Math.min(at.y, parent.height - height - 8);
        open();
        entry.forceActiveFocus();
    }

    ActionButton {
        id: entry

        glyph: "history"
        text: qsTr("Who was near here?")
        onClicked: {
            menu.close();
            menu.aroundWanted(menu.place);
        }
    }
}
