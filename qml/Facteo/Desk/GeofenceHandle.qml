// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console
import Facteo.Style

// A point of an outline that can be taken hold of. Its parent is the whole map.
Item {
    id: handle

    property bool picked: false
    // Between two corners: dragging it makes a new one.
    property bool faint: false

    signal taken
    // To where the middle of the handle is pulled, in the map.
    signal dragged(real x, real y)
    signal clicked

    Accessible.role: Accessible.Button
    height: 26
    width: 26

    Rectangle {
        anchors.centerIn: parent
        border.color: Look.theme.dark ? "#8bb3ff" : "#004ac6"
        border.width: handle.picked ? 4 : handle.faint ? 2 : 2.5
        color: handle.picked ? Look.theme.brand : "#ffffff"
        height: handle.faint ? 10 : handle.picked ? 17 : 14
        opacity: handle.faint && !mouse.containsMouse ? 0.75 : 1
        radius: height / 2
        width: height
    }
    MouseArea {
        id: mouse

        property point offset
        property bool moving: false

        anchors.fill: parent
        cursorShape: pressed ? Qt.ClosedHandCursor : Qt.OpenHandCursor
        hoverEnabled: true
        preventStealing: true
        onPressed: event => {
            offset = Qt.point(event.x - width / 2, event.y - height / 2);
            moving = false;
        }
        onPositionChanged: event => {
            if (!pressed)
                return;
            const there = mapToItem(handle.parent, event.x - offset.x, event.y - offset.y);
            const here = mapToItem(handle.parent, width / 2, height / 2);
            if (!moving && Math.hypot(there.x - here.x, there.y - here.y) < 3)
                return;
            if (!moving)
                handle.taken();
            moving = true;
            handle.dragged(there.x, there.y);
        }
        onClicked: {
            if (!moving)
                handle.clicked();
        }
    }
}
