// SPDX-License-Identifier: Apache-2.0
import QtLocation
import QtPositioning
import QtQuick

// How the map goes from one place to another: flights, zooms around a point, and the way back to north.
Item {
    id: moves

    required property Map camera
    required property real leastZoom
    required property real mostZoom
    property bool animated: true
    readonly property bool zooming: zoom.running
    readonly property bool flying: flight.running

    // Goes there; close by it glides, far away it jumps, because a flight over half a country shows nothing.
    function flyTo(coordinate: geoCoordinate, level: real) {
        if (!coordinate.isValid)
            return;
        const there = camera.fromCoordinate(coordinate, false);
        const far = Math.hypot(there.x - width / 2, there.y - height / 2) > 4 * width;
        zoom.stop();
        flight.stop();
        if (!animated || far || width === 0) {
            camera.zoomLevel = bounded(level);
            camera.center = coordinate;
            return;
        }
        flightCenter.to = coordinate;
        flightZoom.to = bounded(level);
        flight.start();
    }

    function stopFlight() {
        flight.stop();
    }

    // Zooms by so many levels around a point of the map, to a half level, where the map is painted ahead.
    function zoomBy(levels: real, x: real, y: real) {
        const from = zoom.running ? zoom.to : camera.zoomLevel;
        const to = bounded(Math.round((from + levels) * 2) / 2);
        flight.stop();
        zoom.stop();
        zoom.point = Qt.point(x, y);
        zoom.anchor = camera.toCoordinate(zoom.point, false);
        zoom.to = to;
        if (animated) {
            zoom.start();
        } else {
            camera.zoomLevel = to;
            camera.alignCoordinateToPoint(zoom.anchor, zoom.point);
        }
    }

    function toNorth() {
        turning.start();
    }

    function bounded(level: real): real {
        return Math.max(leastZoom, Math.min(mostZoom, level));
    }

    Connections {
        function onZoomLevelChanged() {
            if (zoom.running)
                moves.camera.alignCoordinateToPoint(zoom.anchor, zoom.point);
        }

        target: moves.camera
    }
    NumberAnimation {
        id: zoom

        property geoCoordinate anchor
        property point point

        duration: 190
        easing.type: Easing.OutCubic
        property: "zoomLevel"
        target: moves.camera
    }
    NumberAnimation {
        id: turning

        duration: 250
        easing.type: Easing.OutCubic
        properties: "bearing,tilt"
        target: moves.camera
        to: 0
    }
    ParallelAnimation {
        id: flight

        CoordinateAnimation {
            id: flightCenter

            duration: 520
            easing.type: Easing.InOutCubic
            property: "center"
            target: moves.camera
        }
        NumberAnimation {
            id: flightZoom

            duration: 520
            easing.type: Easing.InOutCubic
            property: "zoomLevel"
            target: moves.camera
        }
    }
}
