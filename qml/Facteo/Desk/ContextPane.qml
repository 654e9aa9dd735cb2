// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtPositioning
import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// What is known and can be done about the one postman, alert, task or area that is chosen on a page.
StackLayout {
    id: context

    required property Desk desk
    required property int page
    required property string alertId
    required property string taskId
    required property string areaId
    required property bool composing
    // Keys that answer an alert are believed: it did not change by itself a moment ago.
    required property bool settled
    required property bool typing
    // Words are typed in the panel of the chosen alert, and not sent.
    property bool drafting: false
    readonly property bool wanted: page === Frame.Live ? postman.found : page === Frame.Alerts ? alert.found : page === Frame.Tasks ? composing || task.found : page === Frame.Areas

    signal closed
    signal mapWanted(real latitude, real longitude)
    signal postmanWanted(string handset)
    signal taskWanted(string taskId)
    signal areaWanted(string geofenceId)
    signal boundsWanted(geoRectangle bounds)
    signal drawWanted
    signal dayWanted(string handset)

    // A form that is half written is gone on with.
    function compose() {
        visit.begin();
    }

    function takeFocus() {
        if (page === Frame.Areas)
            areaForm.takeFocus();
        else
            visit.takeFocus();
    }

    currentIndex: page === Frame.Tasks && composing ? 3 : page

    Item {
        Repeater {
            model: PickedRow {
                id: postman

                key: context.desk.selection.handset
                sourceModel: context.desk.postmen
            }
            delegate: PostmanPanel {
                anchors.fill: parent
                desk: context.desk
                onClosed: context.closed()
                onDayWanted: context.dayWanted(handsetId)
                onMapWanted: (latitude, longitude) => context.mapWanted(latitude, longitude)
                onTaskWanted: id => context.taskWanted(id)
            }
        }
    }
    Item {
        Repeater {
            model: PickedRow {
                id: alert

                key: context.alertId
                sourceModel: context.desk.alerts
            }
            delegate: AlertPanel {
                anchors.fill: parent
                desk: context.desk
                inFront: context.page === Frame.Alerts && context.settled
                typing: context.typing
                Component.onDestruction: context.drafting = false
                onClosed: context.closed()
                onDraftingChanged: context.drafting = drafting
                onMapWanted: (latitude, longitude) => context.mapWanted(latitude, longitude)
                onPostmanWanted: handset => context.postmanWanted(handset)
            }
        }
    }
    Item {
        Repeater {
            model: PickedRow {
                id: task

                key: context.taskId
                sourceModel: context.desk.tasks
            }
            delegate: TaskPanel {
                anchors.fill: parent
                desk: context.desk
                inFront: context.page === Frame.Tasks && !context.composing
                onClosed: context.closed()
                onMapWanted: (latitude, longitude) => context.mapWanted(latitude, longitude)
                onPostmanWanted: handset => context.postmanWanted(handset)
            }
        }
    }
    NewVisitPanel {
        id: visit

        desk: context.desk
        inFront: context.page === Frame.Tasks && context.composing
        onClosed: context.closed()
        onCreated: id => context.taskWanted(id)
        onMapWanted: (latitude, longitude) => context.mapWanted(latitude, longitude)
    }
    Item {
        Repeater {
            model: PickedRow {
                id: area

                readonly property string shown: found ? key : ""

                key: context.areaId
                sourceModel: context.desk.geofences
                onShownChanged: {
                    context.desk.stays.about = shown;
                    context.desk.crossings.about = shown;
                }
            }
            delegate: GeofencePanel {
                anchors.fill: parent
                desk: context.desk
                inFront: context.page === Frame.Areas && !areaForm.visible
                visible: !areaForm.visible
                onClosed: context.closed()
                onEditWanted: {
                    context.desk.geofenceDraft.edit(context.areaId);
                    context.drawWanted();
                }
                onMapWanted: bounds => context.boundsWanted(bounds)
                onPostmanWanted: handset => context.postmanWanted(handset)
            }
        }
        JournalPanel {
            anchors.fill: parent
            desk: context.desk
            visible: !area.found && !areaForm.visible
            onGeofenceWanted: id => context.areaWanted(id)
        }
        GeofenceForm {
            id: areaForm

            anchors.fill: parent
            desk: context.desk
            inFront: context.page === Frame.Areas && visible
            visible: context.desk.geofenceDraft.active
            onClosed: context.desk.geofenceDraft.cancel()
            onDrawWanted: context.drawWanted()
            onMapWanted: {
                context.boundsWanted(context.desk.geofenceDraft.bounds());
                context.drawWanted();
            }
        }
    }
}
