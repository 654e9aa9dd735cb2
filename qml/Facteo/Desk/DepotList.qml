// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// All depots of the house in numbers, those with alerts first. Choosing one makes this its desk.
ColumnLayout {
    id: pane

    required property OverviewModel overview

    signal chosen(string depot)
    signal wholeWanted

    function takeFocus() {
        search.forceActiveFocus();
    }

    spacing: 0

    Field {
        id: search

        Layout.fillWidth: true
        Layout.margins: 12
        glyph: "search"
        placeholderText: qsTr("Name or number of a depot")
        Keys.onDownPressed: list.forceActiveFocus()
        onAccepted: {
            const depot = found.depotAt(0);
            if (depot !== "")
                pane.chosen(depot);
        }
    }
    ActionButton {
        Layout.bottomMargin: 8
        Layout.leftMargin: 12
        implicitHeight: 32
        text: qsTr("All depots on the map")
        onClicked: pane.wholeWanted()
    }
    Chip {
        Layout.bottomMargin: 8
        Layout.leftMargin: 12
        checked: pane.overview.everybody
        text: qsTr("Show everybody on the map")
        onClicked: {
            pane.overview.everybody = !pane.overview.everybody;
            checked = Qt.binding(() => pane.overview.everybody);
        }
    }
    Words {
        Layout.bottomMargin: 8
        Layout.leftMargin: 14
        font.pixelSize: 12
        soft: true
        text: qsTr("People of %n other depot(s) are on the map", "", pane.overview.followed)
        visible: pane.overview.followed > 0
    }
    Lines {
        id: list

        Layout.fillHeight: true
        Layout.fillWidth: true
        Accessible.name: qsTr("Depots")
        reuseItems: true
        onOpened: row => pane.chosen(found.depotAt(row))

        delegate: DepotLine {
            required property int index

            chosen: isChosen
            current: list.activeFocus && ListView.isCurrentItem
            width: ListView.view.width
            onClicked: pane.chosen(depotId)
        }
        model: OverviewFilter {
            id: found

            depots: pane.overview
            text: search.text
        }
    }
}
