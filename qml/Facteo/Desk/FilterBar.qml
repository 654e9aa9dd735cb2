// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Whom list and map show, and the views that somebody kept. Closed it is one line that says how much is narrowed down.
ColumnLayout {
    id: bar

    required property Desk desk
    readonly property FleetCriteria criteria: desk.criteria
    // All that narrows down but the depot, in words.
    readonly property string summary: [...chips.children].filter(item => (item as Chip)?.checked ?? false).map(item => (item as Chip).text).concat(criteria.round === "" ? [] : [criteria.round]).join(" · ")

    // Somebody wants the map as it is now kept under a name.
    signal keepWanted(string name)

    spacing: 8

    component Narrowed: Words {
        Layout.fillWidth: true
        elide: Text.ElideNone
        font.pixelSize: 12
        soft: true
        wrapMode: Text.Wrap
    }
    component Any: IconButton {
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: 4
        glyph: "close"
        ink: Look.theme.inkSoft
        size: 28
    }
    component Entry: Chip {
        required property int state

        checked: bar.criteria.states & state
        onClicked: {
            bar.criteria.toggle(state);
            checked = Qt.binding(() => bar.criteria.states & state);
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: 8

        ActionButton {
            id: filter

            objectName: "filter"

            Accessible.checkable: true
            Accessible.checked: checked
            checkable: true
            glyph: "filter"
            implicitHeight: 32
            text: bar.criteria.narrowed ? qsTr("Filter · %1", "number of criteria").arg(bar.criteria.narrowedBy) : qsTr("Filter")
            onToggled: views.checked = false
        }
        ActionButton {
            id: views

            Accessible.checkable: true
            Accessible.checked: checked
            checkable: true
            glyph: "view"
            implicitHeight: 32
            text: qsTr("Views")
            onToggled: filter.checked = false
        }
        Item {
            Layout.fillWidth: true
        }
        ActionButton {
            Accessible.name: qsTr("Show everybody")
            implicitHeight: 32
            text: qsTr("All", "postmen")
            visible: bar.criteria.narrowed
            onClicked: bar.criteria.widen()
        }
    }
    Repeater {
        model: PickedRow {
            id: depot

            key: bar.criteria.depot
            sourceModel: bar.desk.overview
        }
        delegate: Narrowed {
            id: only

            required property string name
            required property bool hasPeople

            text: hasPeople ? qsTr("Only %1").arg(only.name) : qsTr("Only %1, whose people are not on the map now: move the map there.").arg(only.name)
        }
    }
    Narrowed {
        text: qsTr("Only %1").arg(bar.criteria.depot)
        visible: bar.criteria.depot !== "" && !depot.found
    }
    Narrowed {
        text: bar.summary
        visible: bar.summary !== "" && !filter.checked
    }
    Flow {
        id: chips

        Layout.fillWidth: true
        spacing: 6
        visible: filter.checked

        Entry {
            state: FleetCriteria.Live
            text: qsTr("Live")
        }
        Entry {
            state: FleetCriteria.Ageing
            text: qsTr("Over 30 s")
        }
        Entry {
            state: FleetCriteria.Lost
            text: qsTr("Lost")
        }
        Entry {
            state: FleetCriteria.SharingOff
            text: qsTr("Not sharing")
        }
        Entry {
            state: FleetCriteria.OffDutyOrBreak
            text: qsTr("Off duty or on break")
        }
        Chip {
            checked: bar.criteria.lowBattery
            text: qsTr("Battery low")
            onClicked: {
                bar.criteria.lowBattery = !bar.criteria.lowBattery;
                checked = Qt.binding(() => bar.criteria.lowBattery);
            }
        }
        Repeater {
            model: bar.desk.taskKinds
            delegate: Chip {
                id: kind

                required property int index
                required property string modelData
                readonly property bool wanted: bar.criteria.tasks & (1 << index)

                checked: wanted
                text: modelData
                onClicked: {
                    bar.criteria.toggleTask(index);
                    checked = Qt.binding(() => kind.wanted);
                }
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 4
        visible: filter.checked

        RoundPicker {
            Layout.fillWidth: true
            chosen: bar.criteria.round
            rounds: bar.desk.rounds
            onRoundPicked: roundId => bar.criteria.round = roundId
        }
        Any {
            text: qsTr("Any round")
            visible: bar.criteria.round !== ""
            onClicked: bar.criteria.round = ""
        }
    }
    RowLayout {
        objectName: "depotFilter"

        Layout.fillWidth: true
        spacing: 4
        visible: filter.checked && (bar.desk.overview.followed > 0 || bar.criteria.depot !== "")

        DepotPicker {
            Layout.fillWidth: true
            chosen: bar.criteria.depot
            overview: bar.desk.overview
            onDepotPicked: depotId => bar.criteria.depot = depotId
        }
        Any {
            text: qsTr("Any depot")
            visible: bar.criteria.depot !== ""
            onClicked: bar.criteria.depot = ""
        }
    }
    Repeater {
        model: views.checked ? bar.desk.views : null
        delegate: RowLayout {
            id: row

            required property int index
            required property string name

            Layout.fillWidth: true
            spacing: 4

            ActionButton {
                Layout.fillWidth: true
                Accessible.name: qsTr("Show the view %1").arg(row.name)
                implicitHeight: 32
                text: row.name
                onClicked: bar.desk.views.show(row.index)
            }
            IconButton {
                glyph: "close"
                ink: Look.theme.inkSoft
                size: 28
                text: qsTr("Forget the view %1").arg(row.name)
                onClicked: bar.desk.views.remove(row.index)
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 8
        visible: views.checked

        Field {
            id: name

            Layout.fillWidth: true
            maximumLength: 60
            placeholderText: qsTr("Name of this view")
            onAccepted: keep.click()
        }
        ActionButton {
            id: keep

            enabled: name.text.trim() !== ""
            implicitHeight: 36
            text: qsTr("Keep")
            onClicked: {
                bar.keepWanted(name.text);
                name.clear();
            }
        }
    }
}
