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
        Fleet
    }

    required property Desk desk
    property bool dark: false
    property url mapSource
    property int page: Frame.Live
    property string alertId: ""
    property string taskId: ""
    property bool composing: false
    readonly property alias mapReady: map.ready

    readonly property bool roomy: width >= 1600
    readonly property bool contextWanted: page === Frame.Live ? desk.selection.handset !== "" : page === Frame.Alerts ? alertId !== "" : page === Frame.Tasks ? composing || taskId !== "" : false

    function showAlert(id: string) {
        alertId = id;
        page = Frame.Alerts;
    }

    function showTask(id: string) {
        composing = false;
        taskId = id;
        page = Frame.Tasks;
    }

    function showPostman(handset: string) {
        desk.selection.select(handset);
        page = Frame.Live;
        map.followHandset(handset);
    }

    onAlertIdChanged: desk.alertTimeline.about = alertId
    onTaskIdChanged: desk.taskTimeline.about = taskId

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        AlertBanner {
            objectName: "banner"
            Layout.fillWidth: true
            desk: frame.desk
            onArrived: (alertId, handset, hasPosition, latitude, longitude) => {
                frame.alertId = alertId;
                if (hasPosition)
                    map.flyTo(latitude, longitude);
            }
            onOpened: alertId => frame.showAlert(alertId)
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
            }
            StackLayout {
                Layout.fillHeight: true
                Layout.fillWidth: false
                Layout.maximumWidth: Layout.preferredWidth
                Layout.preferredWidth: frame.roomy ? 372 : 320
                currentIndex: frame.page
                visible: frame.page !== Frame.Fleet

                LivePane {
                    desk: frame.desk
                    onChosen: handset => {
                        frame.desk.selection.select(handset);
                        map.followHandset(handset);
                    }
                }
                AlertsPane {
                    chosen: frame.alertId
                    desk: frame.desk
                    onPicked: id => frame.alertId = id
                }
                TasksPane {
                    chosen: frame.composing ? "" : frame.taskId
                    desk: frame.desk
                    onComposeWanted: frame.composing = true
                    onPicked: id => frame.showTask(id)
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
                dark: frame.dark
                desk: frame.desk
                source: frame.mapSource
                visible: frame.page !== Frame.Fleet
                onPostmanClicked: handset => {
                    frame.desk.selection.select(handset);
                    frame.page = Frame.Live;
                }
                onTaskClicked: id => frame.showTask(id)
            }
            FleetPage {
                Layout.fillHeight: true
                Layout.fillWidth: true
                desk: frame.desk
                visible: frame.page === Frame.Fleet
                onPostmanWanted: handset => frame.showPostman(handset)
            }
            Rule {
                Layout.fillHeight: true
                visible: frame.contextWanted
            }
            StackLayout {
                Layout.fillHeight: true
                Layout.fillWidth: false
                Layout.maximumWidth: Layout.preferredWidth
                Layout.preferredWidth: frame.roomy ? 408 : 360
                currentIndex: frame.page === Frame.Tasks && frame.composing ? 3 : frame.page
                visible: frame.contextWanted

                Item {
                    Repeater {
                        model: PickedRow {
                            key: frame.desk.selection.handset
                            sourceModel: frame.desk.postmen
                        }
                        delegate: PostmanPanel {
                            anchors.fill: parent
                            desk: frame.desk
                            onClosed: frame.desk.selection.clear()
                            onMapWanted: (latitude, longitude) => map.flyTo(latitude, longitude)
                            onTaskWanted: id => frame.showTask(id)
                        }
                    }
                }
                Item {
                    Repeater {
                        model: PickedRow {
                            key: frame.alertId
                            sourceModel: frame.desk.alerts
                        }
                        delegate: AlertPanel {
                            anchors.fill: parent
                            desk: frame.desk
                            inFront: frame.page === Frame.Alerts
                            onClosed: frame.alertId = ""
                            onMapWanted: (latitude, longitude) => map.flyTo(latitude, longitude)
                            onPostmanWanted: handset => frame.showPostman(handset)
                        }
                    }
                }
                Item {
                    Repeater {
                        model: PickedRow {
                            key: frame.taskId
                            sourceModel: frame.desk.tasks
                        }
                        delegate: TaskPanel {
                            anchors.fill: parent
                            desk: frame.desk
                            inFront: frame.page === Frame.Tasks && !frame.composing
                            onClosed: frame.taskId = ""
                            onMapWanted: (latitude, longitude) => map.flyTo(latitude, longitude)
                            onPostmanWanted: handset => frame.showPostman(handset)
                        }
                    }
                }
                NewVisitPanel {
                    desk: frame.desk
                    inFront: frame.page === Frame.Tasks && frame.composing
                    onClosed: frame.composing = false
                    onCreated: id => frame.showTask(id)
                    onMapWanted: (latitude, longitude) => map.flyTo(latitude, longitude)
                }
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

    Shortcut {
        sequence: "Ctrl+1"
        onActivated: frame.page = Frame.Live
    }
    Shortcut {
        sequence: "Ctrl+2"
        onActivated: frame.page = Frame.Alerts
    }
    Shortcut {
        sequence: "Ctrl+3"
        onActivated: frame.page = Frame.Tasks
    }
    Shortcut {
        sequence: "Ctrl+4"
        onActivated: frame.page = Frame.Fleet
    }
    Shortcut {
        enabled: frame.desk.alerts.unanswered > 0
        sequence: "A"
        onActivated: {
            const id = frame.desk.alerts.mostUrgent;
            frame.showAlert(id);
            frame.desk.alerts.acknowledge(id);
        }
    }
}
