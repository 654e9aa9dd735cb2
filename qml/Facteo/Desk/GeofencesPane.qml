// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// The depot's areas by kind: found by name or round.
Rectangle {
    id: pane

    required property Desk desk
    property string chosen: ""

    signal picked(string geofenceId)
    signal drawWanted

    function takeFocus() {
        list.forceActiveFocus();
    }

    color: Look.theme.surface

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            detail: qsTr("%1 of %2 watched now", "areas").arg(pane.desk.geofences.watched).arg(pane.desk.geofences.count) + ", " + qsTr("%n postmen inside", "", pane.desk.geofences.inside)
            title: qsTr("Areas")
        }
        ActionButton {
            Layout.fillWidth: true
            Layout.leftMargin: 14
            Layout.margins: 12
            Layout.rightMargin: 14
            enabled: !pane.desk.geofenceDraft.active
            glyph: "plus"
            implicitHeight: 40
            keyHint: "Z"
            kind: ActionButton.Primary
            text: qsTr("New area")
            onClicked: pane.drawWanted()
        }
        Field {
            id: search

            Layout.bottomMargin: 6
            Layout.fillWidth: true
            Layout.leftMargin: 14
            Layout.rightMargin: 14
            Accessible.description: qsTr("Key %1").arg("/")
            glyph: "search"
            placeholderText: qsTr("Name or round")
            visible: pane.desk.geofences.count > 0
            Keys.onDownPressed: pane.takeFocus()
            // Escape clears the search before it closes anything.
            Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape && text !== ""
            Keys.onEscapePressed: {
                clear();
                pane.takeFocus();
            }
            onAccepted: {
                const geofence = found.geofenceAt(0);
                if (geofence !== "")
                    pane.picked(geofence);
            }
        }
        Words {
            Layout.fillWidth: true
            Layout.margins: 24
            elide: Text.ElideNone
            horizontalAlignment: Text.AlignHCenter
            soft: true
            text: pane.desk.geofences.count === 0 ? qsTr("No area yet. Draw one around a depot, a round or a place to be careful at: who enters and who leaves is recorded from then on.") : qsTr("Nothing fits “%1”.").arg(search.text)
            visible: found.count === 0
            wrapMode: Text.Wrap
        }
        Lines {
            id: list

            Layout.fillHeight: true
            Layout.fillWidth: true
            Accessible.name: qsTr("Areas")
            // One thing at a time: what is being drawn keeps the panel.
            enabled: !pane.desk.geofenceDraft.active
            opacity: enabled ? 1 : 0.5
            reuseItems: true
            section.property: "section"
            onOpened: row => pane.picked(found.geofenceAt(row))

            delegate: GeofenceLine {
                required property int index

                chosen: geofenceId === pane.chosen
                current: list.activeFocus && ListView.isCurrentItem
                width: ListView.view.width
                onClicked: {
                    list.currentIndex = index;
                    list.forceActiveFocus();
                    pane.picked(geofenceId);
                }
            }
            model: GeofenceFilter {
                id: found

                sourceModel: pane.desk.geofences
                text: search.text
            }
        }
    }

    Shortcut {
        autoRepeat: false
        enabled: pane.visible && !pane.desk.geofenceDraft.active
        sequence: "Z"
        onActivated: pane.drawWanted()
    }
    Shortcut {
        enabled: pane.visible
        sequence: "/"
        onActivated: search.forceActiveFocus(Qt.ShortcutFocusReason)
    }
}
