// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtPositioning
import QtQuick
import Facteo.Console
import Facteo.Layers
import Facteo.Map
import Facteo.Style

// Drawing an area on the map. By mouse: clicks are corners, corners are dragged, and so are the middles of sides. By
// keys: arrows move a cross and Space puts a corner there; afterwards Page Down goes from corner to corner and arrows
// move it.
FocusScope {
    id: editor

    required property Desk desk
    required property FleetMap map
    readonly property GeofenceDraft draft: desk.geofenceDraft
    readonly property AreaLayer areas: map.areas
    readonly property bool open: !draft.closed
    // Counts how often the map moved: places on the screen follow it.
    property int moves: 0
    // The handle that keys move: a corner; of a circle 0 is its centre, 1 its border. -1: none.
    property int picked: -1
    // Where the next corner would be, while somebody draws by keys.
    property point cross
    property bool byKeys: false
    readonly property int handles: draft.circle ? 2 : draft.corners.count

    signal finished

    objectName: "geofenceEditor"

    function onScreen(coordinate: geoCoordinate): point {
        return moves >= 0 ? areas.fromCoordinate(coordinate) : Qt.point(0, 0);
    }

    function finish() {
        if (!draft.finish())
            return;
        picked = -1;
        finished();
    }

    function place(x: real, y: real) {
        draft.place(areas.toCoordinate(x, y));
        if (draft.circle)
            finished();
    }

    function moveTo(index: int, x: real, y: real) {
        const there = areas.toCoordinate(x, y);
        if (!there.isValid)
            return;
        if (!draft.circle)
            draft.moveCorner(index, there);
        else if (index === 0)
            draft.moveCentre(there);
        else
            draft.moveRim(there);
    }

    // From the pointer to the cross: it begins where the pointer is, or in the middle.
    function takeKeys() {
        if (!byKeys)
            cross = hover.hovered ? hover.point.position : Qt.point(width / 2, height / 2);
        byKeys = true;
    }

    // The cross, or the handle that is picked, by so many units; at the edge the map gives way.
    function nudge(x: real, y: real, again: bool) {
        takeKeys();
        if (open || picked < 0 || picked >= handles) {
            const wanted = Qt.point(cross.x + x, cross.y + y);
            cross = Qt.point(Math.max(40, Math.min(width - 40, wanted.x)), Math.max(40, Math.min(height - 40, wanted.y)));
            if (wanted.x !== cross.x || wanted.y !== cross.y)
                map.pan(wanted.x - cross.x, wanted.y - cross.y);
            return;
        }
        const held = draft.circle ? (picked === 0 ? draft.centre : draft.rim) : draft.corners.cornerAt(picked);
        const at = onScreen(held);
        if (!again)
            draft.grab();
        moveTo(picked, at.x + x, at.y + (draft.circle && picked === 1 ? 0 : y));
    }

    function pick(step: int) {
        takeKeys();
        if (!open && handles > 0)
            picked = ((picked < 0 && step < 0 ? 0 : picked) + step + handles) % handles;
    }

    function removePicked() {
        if (draft.circle || picked < 0)
            return;
        draft.removeCorner(picked);
        picked = Math.min(picked, handles - 1);
    }

    Accessible.description: open ? qsTr("Arrow keys move the cross, Space puts a corner there, Enter finishes, Backspace takes the last corner back.") : qsTr("Page Down goes to the next corner, arrow keys move it, Insert adds one behind it, Delete removes it.")
    Accessible.name: qsTr("Drawing an area: %1").arg(draft.fault)
    Accessible.role: Accessible.Canvas
    focus: visible

    Keys.onPressed: event => {
        const step = event.modifiers & Qt.ShiftModifier ? 40 : event.modifiers & Qt.ControlModifier ? 1 : 8;
        event.accepted = true;
        switch (event.key) {
        case Qt.Key_Left:
            nudge(-step, 0, event.isAutoRepeat);
            break;
        case Qt.Key_Right:
            nudge(step, 0, event.isAutoRepeat);
            break;
        case Qt.Key_Up:
            nudge(0, -step, event.isAutoRepeat);
            break;
        case Qt.Key_Down:
            nudge(0, step, event.isAutoRepeat);
            break;
        case Qt.Key_Space:
            takeKeys();
            if (open)
                place(cross.x, cross.y);
            break;
        case Qt.Key_Return:
        case Qt.Key_Enter:
            if (event.isAutoRepeat)
                break;
            if (open)
                finish();
            else
                finished();
            break;
        case Qt.Key_Backspace:
        case Qt.Key_Delete:
            if (open)
                draft.takeBack();
            else
                removePicked();
            break;
        case Qt.Key_Insert:
            takeKeys();
            if (open)
                place(cross.x, cross.y);
            else if (!draft.circle && picked >= 0)
                picked = Math.max(picked, draft.splitAfter(picked));
            break;
        case Qt.Key_PageDown:
            pick(1);
            break;
        case Qt.Key_PageUp:
            pick(-1);
            break;
        default:
            event.accepted = false;
        }
    }
    onOpenChanged: picked = -1
    onVisibleChanged: byKeys = false

    Connections {
        function onCameraChanged() {
            ++editor.moves;
        }

        target: editor.areas
    }
    Binding {
        property: "pointer"
        target: editor.areas
        value: editor.byKeys ? editor.moves >= 0 ? editor.areas.toCoordinate(editor.cross.x, editor.cross.y) : QtPositioning.coordinate() : hover.hovered ? editor.areas.toCoordinate(hover.point.position.x, hover.point.position.y) : QtPositioning.coordinate()
        when: editor.visible && editor.open && !editor.draft.circle
    }
    HoverHandler {
        id: hover

        property var before

        cursorShape: editor.open ? Qt.CrossCursor : Qt.ArrowCursor
        onHoveredChanged: before = undefined
        // What moves below a pointer that rests is no hand on the mouse, and neither is the first word of where it is.
        onPointChanged: {
            const here = point.position;
            if (before !== undefined && Math.abs(here.x - before.x) + Math.abs(here.y - before.y) > 2)
                editor.byKeys = false;
            before = here;
        }
    }
    TapHandler {
        onDoubleTapped: editor.finish()
        onSingleTapped: point => {
            editor.forceActiveFocus();
            editor.byKeys = false;
            if (editor.open)
                editor.place(point.position.x, point.position.y);
            else
                editor.picked = -1;
        }
    }
    Repeater {
        model: editor.draft.circle ? 0 : editor.draft.corners
        delegate: Item {
            id: corner

            required property int index
            required property geoCoordinate coordinate
            required property geoCoordinate middle
            required property geoCoordinate next
            readonly property point here: editor.onScreen(coordinate)
            readonly property point halfway: editor.onScreen(middle)
            readonly property point there: editor.onScreen(next)

            anchors.fill: parent

            GeofenceHandle {
                Accessible.name: qsTr("Middle of the side after corner %1").arg(corner.index + 1)
                faint: true
                visible: !editor.open && Math.hypot(corner.there.x - corner.here.x, corner.there.y - corner.here.y) > 56
                x: corner.halfway.x - width / 2
                y: corner.halfway.y - height / 2
                onClicked: editor.picked = editor.draft.splitAfter(corner.index)
                onDragged: (x, y) => editor.moveTo(corner.index + 1, x, y)
                onTaken: editor.picked = editor.draft.splitAfter(corner.index)
            }
            GeofenceHandle {
                Accessible.name: qsTr("Corner %1 of %2").arg(corner.index + 1).arg(editor.handles)
                picked: editor.picked === corner.index
                x: corner.here.x - width / 2
                y: corner.here.y - height / 2
                onClicked: {
                    editor.forceActiveFocus();
                    if (editor.open && corner.index === 0)
                        editor.finish();
                    else if (!editor.open)
                        editor.picked = corner.index;
                }
                onDragged: (x, y) => editor.moveTo(corner.index, x, y)
                onTaken: {
                    editor.forceActiveFocus();
                    editor.draft.grab();
                }
            }
        }
    }
    GeofenceHandle {
        readonly property point at: editor.onScreen(editor.draft.centre)

        Accessible.name: qsTr("Centre of the circle")
        picked: editor.picked === 0
        visible: editor.draft.circle && !editor.open
        x: at.x - width / 2
        y: at.y - height / 2
        onClicked: editor.picked = 0
        onDragged: (x, y) => editor.moveTo(0, x, y)
        onTaken: editor.draft.grab()
    }
    GeofenceHandle {
        readonly property point at: editor.onScreen(editor.draft.rim)

        Accessible.name: qsTr("Border of the circle, radius %1 m").arg(editor.draft.radius)
        picked: editor.picked === 1
        visible: editor.draft.circle && !editor.open
        x: at.x - width / 2
        y: at.y - height / 2
        onClicked: editor.picked = 1
        onDragged: (x, y) => editor.moveTo(1, x, y)
        onTaken: editor.draft.grab()
    }
    Item {
        visible: editor.open && editor.byKeys && editor.activeFocus
        x: editor.cross.x
        y: editor.cross.y

        Repeater {
            model: 2
            delegate: Rectangle {
                required property int index

                border.color: "#ffffff"
                border.width: 1
                color: "#131d33"
                height: 5
                rotation: index * 90
                width: 29
                x: -14.5
                y: -2.5
            }
        }
    }
    SketchBar {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: 12
        draft: editor.draft
        width: Math.min(implicitWidth, parent.width - 140)
        onFinishWanted: editor.finish()
    }
    Shortcut {
        enabled: editor.visible && editor.draft.canUndo
        sequences: [StandardKey.Undo]
        onActivated: editor.draft.undo()
    }
}
