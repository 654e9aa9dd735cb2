// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// One round out of all of them: by typing some of its number, its name or its holder's.
ColumnLayout {
    id: picker

    required property RoundList rounds
    required property string chosen

    property bool open: false

    signal picked(string roundId)

    function pick(row: int) {
        const round = rounds.roundAt(row);
        if (round === "")
            return;
        rounds.typed = "";
        search.forceActiveFocus();
        open = false;
        picked(round);
    }

    spacing: 0

    Field {
        id: search

        Layout.fillWidth: true
        Accessible.name: qsTr("Round")
        glyph: "search"
        placeholderText: picker.chosen === "" ? qsTr("Round: number, name or holder") : picker.chosen
        placeholderTextColor: picker.chosen === "" ? Look.theme.inkSoft : Look.theme.ink
        text: picker.rounds.typed
        Keys.onDownPressed: {
            picker.open = true;
            list.forceActiveFocus();
        }
        Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && text !== ""
        Keys.onEscapePressed: picker.rounds.typed = ""
        onAccepted: picker.pick(0)
        onActiveFocusChanged: {
            if (activeFocus || !list.activeFocus)
                picker.open = activeFocus;
        }
        onTextEdited: {
            picker.open = true;
            picker.rounds.typed = text;
        }
    }
    ListView {
        id: list

        Layout.fillWidth: true
        Accessible.name: qsTr("Rounds")
        Accessible.role: Accessible.List
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        implicitHeight: Math.min(count, 5) * 44
        keyNavigationEnabled: true
        model: picker.rounds
        visible: count > 0 && picker.open
        T.ScrollBar.vertical: Scroll {}
        Keys.onReturnPressed: picker.pick(currentIndex)

        delegate: T.ItemDelegate {
            id: line

            required property int index
            required property string roundText
            required property string holder

            Accessible.name: [roundText, holder].filter(word => word !== "").join(", ")
            focusPolicy: Qt.NoFocus
            implicitHeight: 44
            width: ListView.view.width
            onClicked: picker.pick(line.index)

            background: Rectangle {
                color: line.hovered || (list.activeFocus && line.ListView.isCurrentItem) ? Look.theme.chosen : Look.theme.raised
            }
            contentItem: Item {
                Words {
                    font.weight: Font.Medium
                    text: line.roundText
                    width: parent.width - 24
                    x: 12
                    y: 4
                }
                Words {
                    font.pixelSize: 12
                    soft: true
                    text: line.holder === "" ? qsTr("Uncovered today") : line.holder
                    width: parent.width - 24
                    x: 12
                    y: 23
                }
            }
        }
    }
}
