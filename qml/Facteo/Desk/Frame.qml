// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// What every page shares: rail, map, context panel, status bar, and the alert over everything.
Item {
    id: frame

    enum Page {
        Live,
        Alerts,
        Tasks,
        Fleet,
        Areas,
        History
    }

    required property Desk desk
    property bool dark: false
    property url mapSource
    property int page: Frame.Live
    property string alertId: ""
    property string taskId: ""
    property string areaId: ""
    property bool composing: false
    // A key that was meant for what stood there before must not answer what stands there now.
    property int settleMs: 1000
    readonly property bool urgentSettled: !urgentSettling.running
    readonly property bool chosenSettled: !chosenSettling.running
    readonly property bool typing: Window.activeFocusItem instanceof TextInput
    readonly property string mostUrgent: desk.alerts.mostUrgent
    readonly property alias mapReady: map.ready

    readonly property bool roomy: width >= 1600

    signal wallboardWanted

    function chooseAlert(id: string) {
        alertId = id;
        desk.alerts.lookedAt(id);
        flyToAlert(id);
    }

    function flyToAlert(id: string) {
        const there = desk.alerts.whereIs(id);
        if (there.isValid)
            map.flyTo(there.latitude, there.longitude);
    }

    function showAlert(id: string) {
        chooseAlert(id);
        page = Frame.Alerts;
        Qt.callLater(focusPane);
    }

    // What somebody is writing about another alert stays where it is.
    function acknowledge() {
        if (!urgentSettled || mostUrgent === "")
            return;
        desk.alerts.acknowledge(mostUrgent);
        if (!context.drafting)
            showAlert(mostUrgent);
    }

    function showTask(id: string) {
        composing = false;
        taskId = id;
        page = Frame.Tasks;
    }

    function showArea(id: string) {
        if (desk.geofenceDraft.active)
            return;
        areaId = id;
        page = Frame.Areas;
        map.showBounds(desk.geofences.boundsOf(id));
    }

    function drawArea() {
        areaId = "";
        desk.geofenceDraft.begin();
    }

    function showPostman(handset: string) {
        desk.selection.select(handset);
        page = Frame.Live;
        map.followHandset(handset);
    }

    // Of somebody in alert the alert, of everybody else himself.
    function showWhatMatters(handset: string) {
        const alert = desk.alerts.openAlertOf(handset);
        desk.selection.select(handset);
        if (alert !== "")
            showAlert(alert);
        else
            page = Frame.Live;
    }

    // Somebody's day, once he said why.
    function showDay(handset: string) {
        history.showDay(handset);
        page = Frame.History;
        Qt.callLater(focusPane);
    }

    function askAround(latitude: real, longitude: real) {
        history.askAround(latitude, longitude);
        page = Frame.History;
        Qt.callLater(focusPane);
    }

    function compose() {
        if (!composing) {
            composing = true;
            context.compose();
        }
        Qt.callLater(focusPane);
    }

    function closeContext() {
        if (page === Frame.Live)
            desk.selection.clear();
        else if (page === Frame.Alerts)
            alertId = "";
        else if (page === Frame.Areas && desk.geofenceDraft.active)
            desk.geofenceDraft.stepBack();
        else if (page === Frame.Areas)
            areaId = "";
        else if (composing)
            composing = false;
        else
            taskId = "";
        Qt.callLater(focusPane);
    }

    // The keyboard belongs to what can be seen: a field on a hidden page would swallow every key.
    function focusPane() {
        if (page === Frame.Tasks && composing)
            context.takeFocus();
        else
            focusList();
    }

    function focusList() {
        if (page === Frame.Live)
            live.takeFocus();
        else if (page === Frame.Alerts)
            alerts.takeFocus();
        else if (page === Frame.Tasks)
            tasks.takeFocus();
        else if (page === Frame.Areas && desk.geofenceDraft.active)
            map.draw();
        else if (page === Frame.Areas)
            areas.takeFocus();
        else if (page === Frame.History)
            history.takeFocus();
        else
            fleet.takeFocus();
    }

    Component.onCompleted: focusPane()
    onAlertIdChanged: {
        desk.alertTimeline.about = alertId;
        desk.notices.about = alertId;
    }
    onMostUrgentChanged: {
        if (mostUrgent !== "")
            urgentSettling.restart();
    }
    onPageChanged: Qt.callLater(focusPane)
    onTaskIdChanged: desk.taskTimeline.about = taskId

    Connections {
        function onShown(latitude: real, longitude: real, zoom: real) {
            map.showPart(latitude, longitude, zoom);
        }

        target: frame.desk.views
    }
    Timer {
        id: urgentSettling

        interval: frame.settleMs
    }
    Timer {
        id: chosenSettling

        interval: frame.settleMs
    }
    Connections {
        function onAnnounced(alertId: string) {
            if (frame.typing || context.drafting || frame.desk.alerts.isOpen(frame.alertId))
                return;
            chosenSettling.restart();
            frame.alertId = alertId;
        }
        function onLocated(alertId: string) {
            frame.flyToAlert(alertId);
        }

        target: frame.desk.alerts
    }
    Connections {
        function onActiveChanged() {
            if (frame.page === Frame.Areas)
                Qt.callLater(frame.focusPane);
        }
        function onSaved(geofenceId: string) {
            frame.areaId = geofenceId;
        }

        target: frame.desk.geofenceDraft
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        AlertBanner {
            objectName: "banner"
            Layout.fillWidth: true
            desk: frame.desk
            typing: frame.typing
            onAcknowledged: frame.acknowledge()
            onOpened: alertId => frame.showAlert(alertId)
        }
        ElsewhereStrip {
            Layout.fillWidth: true
            alerts: frame.desk.elsewhere
            onOpened: depot => frame.desk.overview.choose(depot)
        }
        WarningBar {
            Layout.fillWidth: true
            text: frame.desk.status.warning
        }
        RowLayout {
            Layout.fillHeight: true
            Layout.fillWidth: true
            spacing: 0

            Rail {
                id: rail

                Layout.fillHeight: true
                desk: frame.desk
                dark: frame.dark
                page: frame.page
                onChosen: page => frame.page = page
                onWallboardWanted: frame.wallboardWanted()
            }
            StackLayout {
                Layout.fillHeight: true
                Layout.fillWidth: false
                Layout.maximumWidth: Layout.preferredWidth
                Layout.preferredWidth: frame.roomy ? 372 : 320
                currentIndex: frame.page === Frame.Areas ? 3 : frame.page === Frame.History ? 4 : frame.page
                visible: frame.page !== Frame.Fleet

                LivePane {
                    id: live

                    desk: frame.desk
                    onChosen: handset => {
                        frame.desk.selection.select(handset);
                        map.followHandset(handset);
                    }
                    onKeepWanted: name => frame.desk.views.save(name, map.center.latitude, map.center.longitude, map.zoomLevel)
                }
                AlertsPane {
                    id: alerts

                    chosen: frame.alertId
                    desk: frame.desk
                    onPicked: id => frame.chooseAlert(id)
                }
                TasksPane {
                    id: tasks

                    chosen: frame.composing ? "" : frame.taskId
                    desk: frame.desk
                    onComposeWanted: frame.compose()
                    onPicked: id => frame.showTask(id)
                }
                GeofencesPane {
                    id: areas

                    chosen: frame.areaId
                    desk: frame.desk
                    onDrawWanted: frame.drawArea()
                    onPicked: id => frame.showArea(id)
                }
                HistoryPane {
                    id: history

                    desk: frame.desk
                    onMapWanted: map.showReplay()
                }
            }
            Rule {
                Layout.fillHeight: true
                visible: frame.page !== Frame.Fleet
            }
            MapPane {
                id: map

                Layout.fillHeight: true
                Layout.fillWidth: true
                areaId: frame.areaId
                areasInFront: frame.page === Frame.Areas
                dark: frame.dark
                desk: frame.desk
                past: frame.page === Frame.History
                pastIsDay: !history.around
                sought: live.sought
                source: frame.mapSource
                visible: frame.page !== Frame.Fleet
                onAreaClicked: id => frame.showArea(id)
                onAreaFinished: context.takeFocus()
                onAroundWanted: (latitude, longitude) => frame.askAround(latitude, longitude)
                onPostmanClicked: handset => frame.showWhatMatters(handset)
                onTaskClicked: id => frame.showTask(id)
            }
            FleetPage {
                id: fleet

                Layout.fillHeight: true
                Layout.fillWidth: true
                desk: frame.desk
                visible: frame.page === Frame.Fleet
                onPostmanWanted: handset => frame.showPostman(handset)
            }
            Rule {
                Layout.fillHeight: true
                visible: context.wanted
            }
            ContextPane {
                id: context

                Layout.fillHeight: true
                Layout.fillWidth: false
                Layout.maximumWidth: Layout.preferredWidth
                // An alert is worked on in two columns: what is done, and what helps with it.
                Layout.preferredWidth: frame.page === Frame.Alerts ? (frame.roomy ? 780 : 640) : frame.roomy ? 408 : 360
                alertId: frame.alertId
                areaId: frame.areaId
                composing: frame.composing
                desk: frame.desk
                page: frame.page
                settled: frame.chosenSettled
                taskId: frame.taskId
                typing: frame.typing
                visible: wanted
                onAreaWanted: id => frame.showArea(id)
                onBoundsWanted: bounds => map.showBounds(bounds)
                onClosed: frame.closeContext()
                onDrawWanted: map.draw()
                onDayWanted: handset => frame.showDay(handset)
                onMapWanted: (latitude, longitude) => map.flyTo(latitude, longitude)
                onPostmanWanted: handset => frame.showPostman(handset)
                onTaskWanted: id => frame.showTask(id)
            }
        }
        StatusBar {
            Layout.fillWidth: true
            desk: frame.desk
        }
    }
    Opening {
        anchors.fill: parent
        status: frame.desk.status
    }
    FrameKeys {
        desk: frame.desk
        onAcknowledgeWanted: frame.acknowledge()
        onElsewhereWanted: frame.desk.overview.choose(frame.desk.elsewhere.depot)
        onAgainWanted: frame.showAlert(frame.desk.alerts.pressedAgain)
        onPageWanted: page => frame.page = page
        // First out of what is being typed, then out of the panel.
        onBackWanted: {
            if (frame.typing)
                frame.focusList();
            else if (context.wanted)
                frame.closeContext();
        }
    }
}
