// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Facteo.Console

// One depot out of those whose people are shown: by typing some of its name or number.
Picker {
    id: picker

    required property OverviewModel overview

    signal depotPicked(string depotId)

    invitation: qsTr("Depot: name or number")
    listName: qsTr("Depots")
    name: qsTr("Depot")
    typed: found.text
    onEdited: text => found.text = text
    onPicked: row => depotPicked(found.depotAt(row))

    delegate: PickerLine {
        required property int index
        required property string depotId
        required property string name
        required property int known
        required property int live

        detail: [depotId, qsTr("%1 of %2 live").arg(live).arg(known)].join(" · ")
        title: name
        onClicked: picker.pick(index)
    }
    model: OverviewFilter {
        id: found

        depots: picker.overview
        withPeople: true
    }
}
