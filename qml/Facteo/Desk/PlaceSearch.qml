// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// An address out of the map's: what fits stands below what is typed.
ColumnLayout {
    id: search

    required property AddressSearch addresses

    signal chosen(string address, real latitude, real longitude)

    function choose(row: int) {
        const at = addresses.index(row, 0);
        if (!at.valid)
            return;
        const address = addresses.data(at, AddressSearch.AddressRole);
        const latitude = addresses.data(at, AddressSearch.LatitudeRole);
        const longitude = addresses.data(at, AddressSearch.LongitudeRole);
        addresses.typed = "";
        chosen(address, latitude, longitude);
    }

    spacing: 0

    Field {
        objectName: "placeSearch"
        Layout.fillWidth: true
        glyph: "search"
        placeholderText: qsTr("Draw it around an address")
        text: search.addresses.typed
        Keys.onDownPressed: list.forceActiveFocus()
        Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && text !== ""
        Keys.onEscapePressed: search.addresses.typed = ""
        onAccepted: search.choose(0)
        onTextEdited: search.addresses.typed = text
    }
    ListView {
        id: list

        Layout.fillWidth: true
        Accessible.name: qsTr("Addresses found")
        Accessible.role: Accessible.List
        clip: true
        implicitHeight: Math.min(count, 5) * 44
        keyNavigationEnabled: true
        model: search.addresses
        visible: count > 0
        Keys.onReturnPressed: search.choose(currentIndex)

        delegate: T.ItemDelegate {
            id: line

            required property int index
            required property string address
            required property string town

            Accessible.name: address + ", " + town
            focusPolicy: Qt.NoFocus
            implicitHeight: 44
            width: ListView.view.width
            onClicked: search.choose(line.index)

            background: Rectangle {
                color: line.hovered || (list.activeFocus && line.ListView.isCurrentItem) ? Look.theme.chosen : Look.theme.raised
            }
            contentItem: Item {
                Words {
                    font.weight: Font.Medium
                    text: line.address
                    width: parent.width - 24
                    x: 12
                    y: 4
                }
                Words {
                    font.pixelSize: 12
                    soft: true
                    text: line.town
                    width: parent.width - 24
                    x: 12
                    y: 23
                }
            }
        }
    }
    Words {
        Layout.fillWidth: true
        Layout.topMargin: 6
        font.pixelSize: 13
        soft: true
        text: qsTr("No such address on the map.")
        visible: search.addresses.nothingFound
    }
}
