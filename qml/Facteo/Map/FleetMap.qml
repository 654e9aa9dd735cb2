// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtLocation
import QtPositioning
import QtQuick
import Facteo.Layers

// The map: painted ground, postmen, special things, and every way to move it: wheel, drag, pinch, double
// click, keys and buttons. Nothing here or below asks the network for anything.
FocusScope {
    id: fleetMap

    required property url source
    property FleetFeed feed: null
    property string selected: ""
    property bool dark: false
    property bool animated: true

    // A handset to keep in the middle; empty: the map stays where it is put. Ends when somebody drags.
    property string followed: ""

    // For some dozens of special things: tasks, the depot. The delegate is a MapQuickItem.
    property alias markers: markerView.model
    property alias markerDelegate: markerView.delegate

    readonly property alias center: map.center
    readonly property alias zoomLevel: map.zoomLevel
    readonly property alias ready: tiles.ready
    readonly property alias complete: tiles.complete
    readonly property alias fault: tiles.fault
    readonly property alias packageName: tiles.packageName
    readonly property string hovered: hover.hovered ? fleet.hit(hover.point.position.x, hover.point.position.y) : ""

    readonly property real leastZoom: 4
    readonly property real mostZoom: 20
    readonly property color ink: dark ? "#dfe5ee" : "#23272f"
    readonly property color plate: dark ? "#e61d232c" : "#f2ffffff"

    signal dotClicked(handset: string)
    signal groundClicked(coordinate: geoCoordinate)

    // Goes there; close by it glides, far away it jumps, because a flight over half a country shows nothing.
    function flyTo(coordinate: geoCoordinate, zoom: real) {
        if (!coordinate.isValid)
            return;
        const there = map.fromCoordinate(coordinate, false);
        const far = Math.hypot(there.x - width / 2, there.y - height / 2) > 4 * width;
        zooming.stop();
        flight.stop();
        if (!animated || far || width === 0) {
            map.zoomLevel = Math.max(leastZoom, Math.min(mostZoom, zoom));
            map.center = coordinate;
            return;
        }
        flightCenter.to = coordinate;
        flightZoom.to = Math.max(leastZoom, Math.min(mostZoom, zoom));
        flight.start();
    }

    // Zooms by so many levels around a point of the map, to a half level, where the map is painted ahead.
    function zoomBy(levels: real, x: real, y: real) {
        const from = zooming.running ? zooming.to : map.zoomLevel;
        const to = Math.max(leastZoom, Math.min(mostZoom, Math.round((from + levels) * 2) / 2));
        flight.stop();
        zooming.stop();
        zooming.point = Qt.point(x, y);
        zooming.anchor = map.toCoordinate(zooming.point, false);
        zooming.to = to;
        if (animated) {
            zooming.start();
        } else {
            map.zoomLevel = to;
            map.alignCoordinateToPoint(zooming.anchor, zooming.point);
        }
    }

    function toNorth() {
        turning.start();
    }

    function pan(x: real, y: real) {
        flight.stop();
        followed = "";
        map.pan(x, y);
    }

    function goToFollowed() {
        const there = fleet.positionOf(followed);
        if (followed !== "" && there.isValid)
            flyTo(there, map.zoomLevel);
    }

    // Where the camera may show the whole package.
    function showAll() {
        flyTo(tiles.middle, tiles.fittingZoom(width, height));
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

        onZoomLevelChanged: {
            if (zooming.running)
                map.alignCoordinateToPoint(zooming.anchor, zooming.point);
        }

        MapItemView {
            id: markerView
        }
    }

    FleetLayer {
        id: fleet

        anchors.fill: parent
        animated: fleetMap.animated
        bearing: map.bearing
        center: map.center
        dark: fleetMap.dark
        feed: fleetMap.feed
        fieldOfView: map.fieldOfView
        selected: fleetMap.selected
        tilt: map.tilt
        zoomLevel: map.zoomLevel
    }

    NumberAnimation {
        id: zooming

        property geoCoordinate anchor
        property point point

        duration: 190
        easing.type: Easing.OutCubic
        property: "zoomLevel"
        target: map
    }

    NumberAnimation {
        id: turning

        duration: 250
        easing.type: Easing.OutCubic
        properties: "bearing,tilt"
        target: map
        to: 0
    }

    ParallelAnimation {
        id: flight

        CoordinateAnimation {
            id: flightCenter

            duration: 520
            easing.type: Easing.InOutCubic
            property: "center"
            target: map
        }
        NumberAnimation {
            id: flightZoom

            duration: 520
            easing.type: Easing.InOutCubic
            property: "zoomLevel"
            target: map
        }
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
            flight.stop();
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

        cursorShape: fleetMap.hovered === "" ? Qt.ArrowCursor : Qt.PointingHandCursor
    }

    TapHandler {
        id: tap

        onDoubleTapped: point => fleetMap.zoomBy(1, point.position.x, point.position.y)
        onSingleTapped: point => {
            fleetMap.forceActiveFocus();
            const handset = fleet.hit(point.position.x, point.position.y);
            if (handset !== "")
                fleetMap.dotClicked(handset);
            else
                fleetMap.groundClicked(map.toCoordinate(point.position, false));
        }
    }

    Column {
        anchors.margins: 12
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: 6

        MapButton {
            ink: fleetMap.ink
            plate: fleetMap.plate
            sign: MapButton.Plus
            text: qsTr("Zoom in")

            onClicked: fleetMap.zoomBy(1, fleetMap.width / 2, fleetMap.height / 2)
        }
        MapButton {
            ink: fleetMap.ink
            plate: fleetMap.plate
            sign: MapButton.Minus
            text: qsTr("Zoom out")

            onClicked: fleetMap.zoomBy(-1, fleetMap.width / 2, fleetMap.height / 2)
        }
        MapButton {
            ink: fleetMap.ink
            plate: fleetMap.plate
            sign: MapButton.North
            text: qsTr("North up")
            turn: -map.bearing
            visible: map.bearing !== 0 || map.tilt !== 0

            onClicked: fleetMap.toNorth()
        }
    }

    ScaleBar {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: 10
        dark: fleetMap.dark
        latitude: map.center.latitude
        zoomLevel: map.zoomLevel
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        color: fleetMap.dark ? "#cc171b21" : "#ccffffff"
        height: credit.implicitHeight + 4
        radius: 3
        visible: credit.text !== ""
        width: credit.implicitWidth + 12

        Text {
            id: credit

            anchors.centerIn: parent
            color: fleetMap.dark ? "#b6bfcb" : "#4b515c"
            font.family: "Inter"
            font.pixelSize: 11
            text: tiles.attribution
        }
    }
}
