// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtLocation
import QtPositioning
import QtQuick
import Facteo.Layers

// The map: painted ground, postmen, special things, and every way to move it: wheel, drag, pinch, double
// click, keys and buttons. Nothing here or below asks the network for anything, unless a tile server was configured.
FocusScope {
    id: fleetMap

    required property url source
    property FleetFeed feed: null
    // Of other depots, of whom only numbers are known: below the people.
    property FleetFeed others: null
    property string selected: ""
    // Handsets that somebody searched for: each is shown by itself, however many others are around.
    property list<string> sought
    property bool dark: false
    property bool animated: true

    // A handset to keep in the middle; empty: the map stays where it is put. Ends when somebody drags.
    property string followed: ""

    // Areas lie on the ground, below everything that moves.
    property AreaFeed areaFeed: null
    readonly property alias areas: ground
    // Whatever is drawn upon the map; buttons stay above it.
    property alias overlay: overlays.data
    // Clicks belong to somebody who draws.
    property bool drawing: false

    // Ways of the past; while they are looked at, the present is faint.
    property TrailFeed trailFeed: null
    property bool past: false
    // Somebody is in alert: then the present is never faint.
    property bool alarmed: false

    // For some dozens of special things: tasks, the depot. The delegate is a MapQuickItem.
    property alias markers: markerView.model
    property alias markerDelegate: markerView.delegate

    readonly property alias center: map.center
    readonly property alias zoomLevel: map.zoomLevel
    readonly property alias ready: tiles.ready
    readonly property alias complete: tiles.complete
    readonly property alias fault: tiles.fault
    readonly property alias faultDetail: tiles.faultDetail
    readonly property string hovered: hover.hovered ? dots.hit(hover.point.position.x, hover.point.position.y) : ""
    readonly property int hoveredCrowd: hover.hovered ? dots.crowdAt(hover.point.position.x, hover.point.position.y).count : 0

    readonly property real leastZoom: 4
    readonly property real mostZoom: 20
    readonly property color ink: dark ? "#dfe5ee" : "#23272f"
    readonly property color plate: dark ? "#e61d232c" : "#f2ffffff"

    signal dotClicked(handset: string)
    signal otherClicked(mark: string)
    signal crowdClicked(count: int)
    signal groundClicked(x: real, y: real)
    // With the right button, or the menu key in the middle.
    signal menuWanted(x: real, y: real)

    function flyTo(coordinate: geoCoordinate, zoom: real) {
        moves.flyTo(coordinate, zoom);
    }

    // So that all of it can be seen above what covers the bottom of the map.
    function flyToFit(box: geoRectangle, below: real) {
        if (!box.isValid)
            return;
        followed = "";
        const zoom = way.zoomToFit(box, below);
        moves.flyTo(way.centerToFit(box, zoom, below), zoom);
    }

    function coordinateAt(x: real, y: real): geoCoordinate {
        return map.toCoordinate(Qt.point(x, y), false);
    }

    function zoomBy(levels: real, x: real, y: real) {
        moves.zoomBy(levels, x, y);
    }

    function toNorth() {
        moves.toNorth();
    }

    function pan(x: real, y: real) {
        moves.stopFlight();
        followed = "";
        map.pan(x, y);
    }

    // A crowd of other depots, or one of them.
    function openOther(x: real, y: real): bool {
        const mark = crowds.hit(x, y);
        const crowd = crowds.crowdAt(x, y);
        if (mark !== "")
            otherClicked(mark);
        else if (crowd.count > 0 && (map.zoomLevel >= mostZoom || crowd.zoom > mostZoom))
            otherClicked(crowds.membersAt(x, y)[0]);
        else if (crowd.count > 0)
            flyTo(crowd.center, crowd.zoom);
        return mark !== "" || crowd.count > 0;
    }

    // Shows its people apart; where no zoom does that, their names.
    function openCrowd(x: real, y: real): bool {
        const crowd = dots.crowdAt(x, y);
        if (crowd.count === 0)
            return openOther(x, y);
        followed = "";
        crowdClicked(crowd.count);
        if (map.zoomLevel >= mostZoom || crowd.zoom > mostZoom + 4)
            crowdList.open(dots.membersAt(x, y), crowd.count, Qt.point(x, y));
        else
            flyTo(crowd.center, crowd.zoom);
        return true;
    }

    // Not under the hand of somebody who zooms: the next publication brings him back into the middle.
    function goToFollowed() {
        if (moves.zooming || pinch.active)
            return;
        const there = dots.positionOf(followed);
        if (followed !== "" && there.isValid)
            flyTo(there, map.zoomLevel);
    }

    Accessible.name: qsTr("Map of the postmen")
    Accessible.role: Accessible.Pane
    activeFocusOnTab: true
    clip: true

    Keys.onPressed: event => {
        const step = 96;
        switch (event.key) {
        case Qt.Key_Left:
            pan(-step, 0);
            break;
        case Qt.Key_Right:
            pan(step, 0);
            break;
        case Qt.Key_Up:
            pan(0, -step);
            break;
        case Qt.Key_Down:
            pan(0, step);
            break;
        case Qt.Key_Plus:
        case Qt.Key_Equal:
            zoomBy(1, width / 2, height / 2);
            break;
        case Qt.Key_Minus:
            zoomBy(-1, width / 2, height / 2);
            break;
        case Qt.Key_N:
            toNorth();
            break;
        case Qt.Key_Menu:
            menuWanted(width / 2, height / 2);
            break;
        default:
            return;
        }
        event.accepted = true;
    }
    onFollowedChanged: goToFollowed()

    Connections {
        function onPublished() {
            fleetMap.goToFollowed();
        }

        enabled: fleetMap.followed !== ""
        target: fleetMap.feed
    }

    TileLayer {
        id: tiles

        anchors.fill: parent
        bearing: map.bearing
        center: map.center
        dark: fleetMap.dark
        fieldOfView: map.fieldOfView
        source: fleetMap.source
        tilt: map.tilt
        zoomLevel: map.zoomLevel
    }

    AreaLayer {
        id: ground

        anchors.fill: parent
        dark: fleetMap.dark
        feed: fleetMap.areaFeed
        follows: tiles
        sketching: fleetMap.drawing
    }

    Map {
        id: map

        objectName: "camera"

        anchors.fill: parent
        color: "transparent"
        copyrightsVisible: false
        maximumTilt: 60
        maximumZoomLevel: fleetMap.mostZoom
        minimumZoomLevel: fleetMap.leastZoom
        zoomLevel: 13

        plugin: Plugin {
            name: "itemsoverlay"
        }

        MapItemView {
            id: markerView
        }
    }

    TrailLayer {
        id: way

        anchors.fill: parent
        dark: fleetMap.dark
        feed: fleetMap.trailFeed
        follows: tiles
        visible: fleetMap.past
    }

    FleetLayer {
        id: crowds

        anchors.fill: parent
        dark: fleetMap.dark
        feed: fleetMap.others
        follows: tiles
        visible: fleetMap.others !== null
    }

    FleetLayer {
        id: dots

        objectName: "dots"
        anchors.fill: parent
        animated: fleetMap.animated
        dark: fleetMap.dark
        feed: fleetMap.feed
        follows: tiles
        opacity: fleetMap.past && !fleetMap.alarmed ? 0.4 : 1
        // Whoever shares no position has a mark at his round, which is no position.
        roundMarks: !fleetMap.past
        selected: fleetMap.selected
        sought: fleetMap.sought
    }

    CameraMoves {
        id: moves

        anchors.fill: parent
        animated: fleetMap.animated
        camera: map
        leastZoom: fleetMap.leastZoom
        mostZoom: fleetMap.mostZoom
    }

    WheelHandler {
        id: wheel

        // A notch of a wheel is half a level; a touchpad gives many small steps.
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        onWheel: event => {
            if (event.modifiers & Qt.ShiftModifier)
                map.bearing += event.angleDelta.y / 24;
            else if (Math.abs(event.angleDelta.y) >= 60)
                fleetMap.zoomBy(event.angleDelta.y / 240, event.x, event.y);
            else {
                const anchor = map.toCoordinate(Qt.point(event.x, event.y), false);
                map.zoomLevel += event.angleDelta.y / 240;
                map.alignCoordinateToPoint(anchor, Qt.point(event.x, event.y));
            }
        }
    }

    DragHandler {
        id: drag

        cursorShape: Qt.ClosedHandCursor
        target: null

        onTranslationChanged: delta => fleetMap.pan(-delta.x, -delta.y)
    }

    PinchHandler {
        id: pinch

        property geoCoordinate anchor

        target: null

        onActiveChanged: {
            moves.stopFlight();
            anchor = map.toCoordinate(pinch.centroid.position, false);
        }
        onRotationChanged: delta => {
            map.bearing -= delta;
            map.alignCoordinateToPoint(pinch.anchor, pinch.centroid.position);
        }
        onScaleChanged: delta => {
            map.zoomLevel += Math.log2(delta);
            map.alignCoordinateToPoint(pinch.anchor, pinch.centroid.position);
        }
    }

    HoverHandler {
        id: hover

        enabled: !fleetMap.drawing
        cursorShape: fleetMap.hovered !== "" || fleetMap.hoveredCrowd > 0 ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    TapHandler {
        id: tap

        enabled: !fleetMap.drawing
        onDoubleTapped: point => {
            // The first of the two opened a crowd.
            if (!moves.flying)
                fleetMap.zoomBy(1, point.position.x, point.position.y);
        }
        onSingleTapped: point => {
            fleetMap.forceActiveFocus();
            const handset = dots.hit(point.position.x, point.position.y);
            if (handset !== "")
                fleetMap.dotClicked(handset);
            else if (!fleetMap.openCrowd(point.position.x, point.position.y))
                fleetMap.groundClicked(point.position.x, point.position.y);
        }
    }

    Item {
        id: overlays

        anchors.fill: parent
    }

    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: point => fleetMap.menuWanted(point.position.x, point.position.y)
    }

    MapButtons {
        anchors.margins: 12
        anchors.right: parent.right
        anchors.top: parent.top
        bearing: map.bearing
        ink: fleetMap.ink
        plate: fleetMap.plate
        turned: map.bearing !== 0 || map.tilt !== 0
        onNorthWanted: fleetMap.toNorth()
        onZoomWanted: levels => fleetMap.zoomBy(levels, fleetMap.width / 2, fleetMap.height / 2)
    }

    ScaleBar {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: 10
        dark: fleetMap.dark
        latitude: map.center.latitude
        zoomLevel: map.zoomLevel
    }

    MapCredit {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        attribution: tiles.attribution
        dark: fleetMap.dark
    }

    CrowdList {
        id: crowdList

        fleet: dots
        ink: fleetMap.ink
        plate: fleetMap.plate
        onChosen: handset => fleetMap.dotClicked(handset)
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: 2
        border.color: fleetMap.dark ? "#8ab4ff" : "#0b57d0"
        border.width: 2
        color: "transparent"
        radius: 4
        visible: fleetMap.activeFocus
    }
}
