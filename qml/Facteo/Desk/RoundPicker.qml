// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Facteo.Console

// One round out of all of them: by typing some of its number, its name or its holder's.
Picker {
    id: picker

    required property RoundList rounds

    signal roundPicked(string roundId)

    invitation: qsTr("Round: number, name or holder")
    listName: qsTr("Rounds")
    model: rounds
    name: qsTr("Round")
    typed: rounds.typed
    onEdited: text => rounds.typed = text
    onPicked: row => roundPicked(rounds.roundAt(row))

    delegate: PickerLine {
        required property int index
        required property string roundText
        required property string holder

        detail: holder === "" ? qsTr("Uncovered today") : holder
        title: roundText
        onClicked: picker.pick(index)
    }
}
