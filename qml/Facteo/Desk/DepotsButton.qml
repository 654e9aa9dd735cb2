// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// The house over the map: how many depots, how many of their people are on the map; opened, all of them to choose from.
ActionButton {
    id: button

    required property OverviewModel overview

    // All depots are to be seen on the map.
    signal wholeWanted

    Accessible.checkable: true
    Accessible.checked: list.visible
    glyph: "view"
    text: [qsTr("%n depot(s)", "", overview.count), qsTr("%1 of %2 live").arg(overview.live).arg(overview.known), overview.openAlerts > 0 ? qsTr("%n alert(s)", "", overview.openAlerts) : ""].filter(word => word !== "").join(" · ")
    onClicked: list.visible ? list.close() : list.open()

    T.Popup {
        id: list

        closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent
        focus: true
        height: Math.min(560, button.parent ? button.parent.height - 90 : 560)
        padding: 1
        width: 380
        y: button.height + 6

        background: Rectangle {
            border.color: Look.theme.line
            border.width: 1
            color: Look.theme.surface
            radius: 10
        }
        contentItem: DepotList {
            id: depots

            overview: button.overview
            onWholeWanted: {
                list.close();
                button.wholeWanted();
            }
            onChosen: depot => {
                list.close();
                button.overview.choose(depot);
            }
        }
        onOpened: depots.takeFocus()
    }
}
