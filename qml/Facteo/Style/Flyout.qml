// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A small plate over the rest that goes by Escape, by a press elsewhere, or when the keyboard goes elsewhere. No Popup:
// while one of those is open no key of the window acts, and alerts have keys.
FocusScope {
    id: flyout

    default property alias content: inside.data
    property int padding: 6
    // The button that opens it, if there is one: a click on that is no way out of it.
    property Item opener: null

    function open() {
        visible = true;
        forceActiveFocus();
    }

    function close() {
        visible = false;
    }

    function leave() {
        if (!activeFocus && !(opener && opener.activeFocus))
            close();
    }

    implicitHeight: inside.childrenRect.height + 2 * padding
    implicitWidth: inside.childrenRect.width + 2 * padding
    visible: false
    z: 10

    Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_Escape
    Keys.onEscapePressed: close()
    onActiveFocusChanged: leave()

    Connections {
        function onActiveFocusChanged() {
            flyout.leave();
        }

        target: flyout.opener
    }
    // Over the whole window: sees where somebody presses, and lets every press through.
    MouseArea {
        function isOn(item: Item, event: var): bool {
            return item !== null && item.contains(mapToItem(item, event.x, event.y));
        }

        anchors.fill: parent
        enabled: flyout.visible
        parent: flyout.Window.contentItem
        z: 1000
        onPressed: event => {
            event.accepted = false;
            if (!isOn(flyout, event) && !isOn(flyout.opener, event))
                flyout.close();
        }
        onWheel: wheel => wheel.accepted = false
    }
    Rectangle {
        anchors.fill: parent
        border.color: Look.theme.outline
        border.width: 1
        color: Look.theme.surface
        radius: 10

        // What lies below gets no click, no drag and no wheel through the plate.
        MouseArea {
            anchors.fill: parent
            acceptedButtons: Qt.AllButtons
            hoverEnabled: true
            preventStealing: true
            onWheel: wheel => wheel.accepted = true
        }
    }
    Item {
        id: inside

        anchors.fill: parent
        anchors.margins: flyout.padding
    }
}
