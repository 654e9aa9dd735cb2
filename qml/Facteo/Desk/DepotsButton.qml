// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Facteo.Console
import Facteo.Style

// The house over the map: how many depots, how many of their people are on the map; opened, all of them to choose from.
Item {
    id: house

    required property OverviewModel overview

    // All depots are to be seen on the map.
    signal wholeWanted

    implicitHeight: button.implicitHeight
    implicitWidth: button.implicitWidth

    ActionButton {
        id: button

        Accessible.checkable: true
        Accessible.checked: list.visible
        glyph: "view"
        text: [qsTr("%n depot(s)", "", house.overview.count), qsTr("%1 of %2 live").arg(house.overview.live).arg(house.overview.known), house.overview.openAlerts > 0 ? qsTr("%n alert(s)", "", house.overview.openAlerts) : ""].filter(word => word !== "").join(" · ")
        onClicked: {
            if (list.visible)
                return list.close();
            list.open();
            depots.takeFocus();
        }
    }
    Flyout {
        id: list

        height: Math.min(560, house.parent ? house.parent.height - 90 : 560)
        opener: button
        padding: 1
        width: 380
        y: button.height + 6

        DepotList {
            id: depots

            anchors.fill: parent
            overview: house.overview
            onChosen: depot => {
                list.close();
                house.overview.choose(depot);
            }
            onWholeWanted: {
                list.close();
                house.wholeWanted();
            }
        }
    }
}
