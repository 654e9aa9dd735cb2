// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtLocation
import QtPositioning
import QtQuick
import Facteo.Console
import Facteo.Layers
import Facteo.Map
import Facteo.Style

// The map in the middle of every page: postmen, tasks, and what the signs mean.
Rectangle {
    id: pane

    required property Desk desk
    required property url source
    property bool dark: false
    // Areas are what the page is about: shown in full, chosen by a click, drawn.
    property bool areasInFront: false
    property bool areasShown: true
    property string areaId: ""
    readonly property bool ready: source.toString() === "" || map.ready || map.fault !== TileLayer.None

    readonly property list<string> faults: ["", qsTr("The map package is not there. Positions are shown without a map. Put it back, or start with --map FILE."), qsTr("The map package cannot be read. Positions are shown without a map. Check who may read the file."), qsTr("The file is no map package. Positions are shown without a map. Make one with “facteo map import”."), qsTr("The map package was made by an older version. Positions are shown without a map. Import the map again with “facteo map import”."), qsTr("The map package was made by a newer version. Positions are shown without a map. Update this console, or import the map again."), qsTr("The map package is damaged. Positions are shown without a map. Import the map again with “facteo map import”."), qsTr("Parts of the map package are damaged and are missing on the map. Import the map again with “facteo map import”."), qsTr("The file about the tile server cannot be used. %1 Until then positions are shown without a map; docs/maps.md says what belongs there.").arg(map.faultDetail), qsTr("The tile server does not give the map (%1). Positions are right; the map is asked for again and again.").arg(map.faultDetail)]

    // The page is about the past.
    property bool past: false
    // … and about a day, not about who was near a place.
    property bool pastIsDay: true
    readonly property DayTrail day: desk.dayTrail
    // Handsets that somebody looks for by words.
    property list<string> sought
    readonly property alias center: map.center
    readonly property alias zoomLevel: map.zoomLevel

    signal postmanClicked(string handset)
    signal taskClicked(string taskId)
    signal areaClicked(string geofenceId)
    signal areaFinished
    signal aroundWanted(real latitude, real longitude)

    function flyTo(latitude: real, longitude: real) {
        map.followed = "";
        map.flyTo(QtPositioning.coordinate(latitude, longitude), Math.max(map.zoomLevel, 16.5));
    }

    // A part of the map that somebody kept, exactly.
    function showPart(latitude: real, longitude: real, zoom: real) {
        map.followed = "";
        map.flyTo(QtPositioning.coordinate(latitude, longitude), zoom);
    }

    // Keeps him in the middle until somebody drags the map.
    function followHandset(handset: string) {
        map.followed = handset;
    }

    function showBounds(bounds: geoRectangle) {
        map.flyToFit(bounds, 0);
    }

    // Whole, and none of its depots below the legend.
    function showHouse() {
        map.flyToFit(desk.overview.bounds, legendPlate.visible ? map.height - legendPlate.y : 0);
    }

    function draw() {
        editor.forceActiveFocus();
    }

    // The place of the instant that is shown, and the keys to go on from there.
    function showReplay() {
        if (day.replay.known)
            flyTo(day.replay.latitude, day.replay.longitude);
    }

    // In a house the depots in view are followed.
    function lookAround() {
        if (map.center.isValid)
            desk.overview.look(map.center.latitude, map.center.longitude, map.zoomLevel, map.width, map.height);
    }

    function goHome() {
        if (desk.overview.isHouse && !desk.overview.byHand)
            showHouse();
        else if (desk.status.ready)
            map.flyTo(QtPositioning.coordinate(desk.homeLatitude, desk.homeLongitude), 14.5);
    }

    color: Look.theme.raised
    Component.onCompleted: goHome()

    Connections {
        function onDepotChanged() {
            pane.goHome();
        }

        target: pane.desk
    }
    Connections {
        function onShown() {
            map.flyToFit(pane.day.bounds, replay.height + 40);
            replay.forceActiveFocus();
        }

        target: pane.day
    }
    Connections {
        function onPlaced() {
            map.flyToFit(pane.desk.nearSearch.bounds, 0);
        }

        target: pane.desk.nearSearch
    }
    Connections {
        property bool isHouse: false

        function onTotalsChanged() {
            if (isHouse === pane.desk.overview.isHouse)
                return;
            isHouse = pane.desk.overview.isHouse;
            pane.goHome();
        }
        function onWanted(depot: string) {
            if (depot === pane.desk.overview.chosen)
                pane.goHome();
        }

        target: pane.desk.overview
    }
    FleetMap {
        id: map

        anchors.fill: parent
        areaFeed: pane.desk.geofences.feed
        areas.chosen: pane.areasInFront ? pane.areaId : ""
        areas.quiet: !pane.areasInFront
        areas.visible: pane.areasShown || pane.areasInFront
        dark: pane.dark
        drawing: pane.areasInFront && pane.desk.geofenceDraft.active
        feed: pane.desk.postmen.feed
        alarmed: pane.desk.alerts.open > 0
        markers: pane.past ? null : pane.desk.tasks
        others: pane.desk.overview.isHouse && !pane.past ? pane.desk.overview.feed : null
        past: pane.past && (pane.day.phase === DayTrail.Shown || pane.desk.nearSearch.hasPlace)
        selected: pane.desk.selection.handset
        sought: pane.sought
        source: pane.source
        trailFeed: pane.desk.pastFeed
        markerDelegate: MapQuickItem {
            id: pin

            required property string taskId
            required property string beneficiary
            required property bool open
            required property int tone
            required property real latitude
            required property real longitude

            anchorPoint.x: 16
            anchorPoint.y: 36
            coordinate: QtPositioning.coordinate(latitude, longitude)
            visible: open
            sourceItem: Item {
                height: 38
                width: 32

                Rectangle {
                    color: Look.theme.surface
                    height: 11
                    rotation: 45
                    width: 11
                    x: 10.5
                    y: 24
                }
                Rectangle {
                    border.color: Look.theme.inkOf(pin.tone)
                    border.width: 2
                    color: Look.theme.surface
                    height: 32
                    radius: 9
                    width: 32

                    Icon {
                        anchors.centerIn: parent
                        color: Look.theme.inkOf(pin.tone)
                        glyph: "home-visit"
                    }
                }
                TapHandler {
                    onTapped: pane.taskClicked(pin.taskId)
                }
            }
        }
        onCenterChanged: pane.lookAround()
        onDotClicked: handset => pane.postmanClicked(handset)
        onHeightChanged: pane.lookAround()
        onOtherClicked: mark => pane.desk.overview.choose(mark)
        onWidthChanged: pane.lookAround()
        onZoomLevelChanged: pane.lookAround()
        onGroundClicked: (x, y) => {
            const area = pane.areasInFront ? map.areas.hit(x, y) : "";
            if (area !== "")
                pane.areaClicked(area);
        }
        overlay: GeofenceEditor {
            id: editor

            anchors.fill: parent
            desk: pane.desk
            map: map
            visible: map.drawing
            onFinished: pane.areaFinished()
        }
        onMenuWanted: (x, y) => menu.openAt(map.coordinateAt(x, y), Qt.point(x, y))
    }
    PlaceMenu {
        id: menu

        onAroundWanted: place => pane.aroundWanted(place.latitude, place.longitude)
    }
    ReplayBar {
        id: replay

        anchors.bottom: parent.bottom
        anchors.bottomMargin: 40
        anchors.horizontalCenter: parent.horizontalCenter
        replay: pane.day.replay
        visible: pane.past && pane.pastIsDay && pane.day.phase === DayTrail.Shown
        width: Math.min(860, parent.width - 24)
    }
    Choice {
        objectName: "areasShown"

        anchors.bottom: legendPlate.bottom
        anchors.left: legendPlate.visible ? legendPlate.right : parent.left
        anchors.leftMargin: 10
        checked: pane.areasShown
        implicitHeight: 32
        text: qsTr("Areas")
        visible: !pane.areasInFront && !pane.past && pane.desk.geofences.count > 0
        onClicked: pane.areasShown = !pane.areasShown
        sign: AreaSwatch {
            dark: Look.theme.dark
            kind: GeofenceModel.SensitivePlace
            watched: pane.areasShown
        }
    }
    Rectangle {
        id: legendPlate

        anchors.bottom: parent.bottom
        anchors.bottomMargin: 44
        anchors.left: parent.left
        anchors.leftMargin: 10
        border.color: Look.theme.line
        border.width: 1
        color: Qt.alpha(Look.theme.surface, 0.92)
        height: 32
        radius: 8
        visible: pane.width > legend.implicitWidth + 40 && !pane.past
        width: legend.implicitWidth + 24

        Row {
            id: legend

            anchors.centerIn: parent
            spacing: 16

            Repeater {
                model: [
                    {
                        mark: PostmanModel.Live,
                        word: qsTr("Live")
                    },
                    {
                        mark: PostmanModel.Ageing,
                        word: qsTr("over 30 s")
                    },
                    {
                        mark: PostmanModel.Stale,
                        word: qsTr("over 90 s")
                    },
                    {
                        mark: PostmanModel.Lost,
                        word: qsTr("lost")
                    }
                ]
                delegate: Row {
                    id: entry

                    required property int mark
                    required property string word

                    spacing: 7

                    FreshnessMark {
                        anchors.verticalCenter: parent.verticalCenter
                        mark: entry.mark
                    }
                    Words {
                        font.pixelSize: 12
                        soft: true
                        text: entry.word
                    }
                }
            }
            Row {
                spacing: 7

                RoundMark {
                    anchors.verticalCenter: parent.verticalCenter
                }
                Words {
                    font.pixelSize: 12
                    soft: true
                    text: qsTr("not sharing: his round")
                }
            }
        }
    }
    DepotsButton {
        id: depots

        anchors.left: parent.left
        anchors.margins: 12
        anchors.top: parent.top
        overview: pane.desk.overview
        visible: pane.desk.overview.isHouse
        z: 2
        onWholeWanted: pane.showHouse()
    }
    Notice {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: map.drawing ? 66 : depots.visible ? depots.height + 24 : 14
        text: pane.source.toString() === "" ? qsTr("No map package is installed. Positions are shown without a map.") : pane.faults[map.fault]
        tone: Tone.Attention
        width: Math.min(460, parent.width - 140)
    }
}
