// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// What is known and can be done about the one postman, alert or task that is chosen on a page.
StackLayout {
    id: context

    required property Desk desk
    required property int page
    required property string alertId
    required property string taskId
    required property bool composing
    // Keys that answer an alert are believed: it did not change by itself a moment ago.
    required property bool settled
    required property bool typing
    // Words are typed in the panel of the chosen alert, and not sent.
    property bool drafting: false
    readonly property bool wanted: page === Frame.Live ? postman.found : page === Frame.Alerts ? alert.found : page === Frame.Tasks ? composing || task.found : false

    signal closed
    signal mapWanted(real latitude, real longitude)
    signal postmanWanted(string handset)
    signal taskWanted(string taskId)

    // A form that is half written is gone on with.
    function compose() {
        visit.begin();
    }

    function takeFocus() {
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
}
