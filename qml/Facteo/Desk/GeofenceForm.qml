// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Layers
import Facteo.Style

// What an area is called, what kind it is and when it is watched, while its outline is drawn on the map.
Rectangle {
    id: form

    required property Desk desk
    required property bool inFront
    readonly property GeofenceDraft draft: desk.geofenceDraft

    signal closed
    // The keyboard belongs on the map.
    signal drawWanted
    // And what was drawn into its middle.
    signal mapWanted

    function takeFocus() {
        name.forceActiveFocus();
    }

    color: Look.theme.surface

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            closable: true
            title: form.draft.isNew ? qsTr("New area") : qsTr("Change the area")
            onClosed: form.closed()
        }
        Flickable {
            id: flick

            Layout.fillHeight: true
            Layout.fillWidth: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: body.implicitHeight + 32
            T.ScrollBar.vertical: Scroll {}

            ColumnLayout {
                id: body

                enabled: !form.draft.asking
                spacing: 10
                width: flick.width - 36
                x: 18
                y: 16

                Field {
                    id: name

                    Layout.fillWidth: true
                    Accessible.name: qsTr("Name")
                    maximumLength: 120
                    placeholderText: qsTr("Name of the area")
                    text: form.draft.name
                    onAccepted: {
                        if (form.draft.canSave)
                            form.draft.save();
                        else if (!form.draft.closed)
                            form.drawWanted();
                    }
                    onTextEdited: form.draft.name = text
                }
                SectionTitle {
                    Layout.topMargin: 6
                    text: qsTr("Kind")
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 6

                    Repeater {
                        model: [
                            {
                                kind: GeofenceModel.SensitivePlace,
                                word: qsTr("Sensitive place")
                            },
                            {
                                kind: GeofenceModel.RoundArea,
                                word: qsTr("Round’s area")
                            },
                            {
                                kind: GeofenceModel.Depot,
                                word: qsTr("Depot")
                            }
                        ]
                        delegate: Choice {
                            id: choice

                            required property int kind
                            required property string word

                            Layout.fillWidth: true
                            checked: form.draft.kind === kind
                            oneOf: true
                            text: word
                            onClicked: form.draft.kind = kind
                            sign: AreaSwatch {
                                dark: Look.theme.dark
                                kind: choice.kind
                            }
                        }
                    }
                }
                RoundPicker {
                    Layout.fillWidth: true
                    chosen: form.draft.roundText
                    rounds: form.desk.rounds
                    visible: form.draft.kind === GeofenceModel.RoundArea
                    onRoundPicked: round => form.draft.round = round
                }
                SectionTitle {
                    Layout.topMargin: 6
                    text: qsTr("Shape")
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: 6

                    Choice {
                        Layout.fillWidth: true
                        checked: !form.draft.circle
                        oneOf: true
                        text: qsTr("Outline")
                        onClicked: {
                            form.draft.circle = false;
                            form.drawWanted();
                        }
                    }
                    Choice {
                        Layout.fillWidth: true
                        checked: form.draft.circle
                        oneOf: true
                        text: qsTr("Circle")
                        onClicked: {
                            form.draft.circle = true;
                            form.drawWanted();
                        }
                    }
                }
                RowLayout {
                    spacing: 8
                    visible: form.draft.circle

                    Words {
                        soft: true
                        text: qsTr("Radius in metres")
                    }
                    Field {
                        Layout.preferredWidth: 96
                        Accessible.name: qsTr("Radius in metres")
                        horizontalAlignment: TextInput.AlignHCenter
                        inputMethodHints: Qt.ImhDigitsOnly
                        maximumLength: 6
                        text: form.draft.radius
                        validator: RegularExpressionValidator {
                            regularExpression: /[0-9]*/
                        }
                        onTextEdited: form.draft.radius = Number(text)
                    }
                }
                PlaceSearch {
                    Layout.fillWidth: true
                    addresses: form.desk.places
                    visible: form.draft.kind === GeofenceModel.SensitivePlace
                    onChosen: (address, latitude, longitude) => {
                        form.draft.aroundAddress(address, latitude, longitude);
                        form.mapWanted();
                    }
                }
                ActionButton {
                    Layout.fillWidth: true
                    enabled: form.draft.round !== ""
                    glyph: "round"
                    text: qsTr("Draw it around the round’s stops")
                    visible: form.draft.kind === GeofenceModel.RoundArea
                    onClicked: {
                        form.draft.aroundStops();
                        form.mapWanted();
                    }
                }
                ActionButton {
                    Layout.fillWidth: true
                    glyph: "locate"
                    text: qsTr("Draw it around the depot")
                    visible: form.draft.kind === GeofenceModel.Depot
                    onClicked: {
                        form.draft.aroundDepot();
                        form.mapWanted();
                    }
                }
                SectionTitle {
                    Layout.topMargin: 6
                    text: qsTr("When it is watched")
                }
                Words {
                    Layout.fillWidth: true
                    elide: Text.ElideNone
                    font.pixelSize: 13
                    soft: true
                    text: qsTr("All day, every day.")
                    visible: form.draft.hours.count === 0
                }
                Words {
                    Layout.fillWidth: true
                    elide: Text.ElideNone
                    font.pixelSize: 13
                    soft: true
                    text: qsTr("By the clocks of %1.").arg(form.draft.foreignClocks)
                    visible: form.draft.foreignClocks !== ""
                    wrapMode: Text.Wrap
                }
                Repeater {
                    model: form.draft.hours
                    delegate: HoursRow {
                        Layout.bottomMargin: 6
                        Layout.fillWidth: true
                        desk: form.desk
                    }
                }
                ActionButton {
                    Layout.fillWidth: true
                    glyph: "plus"
                    text: form.draft.hours.count === 0 ? qsTr("Only at certain hours") : qsTr("More hours")
                    onClicked: form.draft.hours.add()
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: 8

                    Field {
                        Layout.fillWidth: true
                        Layout.preferredWidth: 10
                        Accessible.name: qsTr("First day")
                        maximumLength: 10
                        placeholderText: qsTr("First day")
                        text: form.draft.firstDay
                        onTextEdited: form.draft.firstDay = text
                    }
                    Words {
                        soft: true
                        text: qsTr("to", "first day … last day")
                    }
                    Field {
                        Layout.fillWidth: true
                        Layout.preferredWidth: 10
                        Accessible.name: qsTr("Last day")
                        maximumLength: 10
                        placeholderText: qsTr("Last day")
                        text: form.draft.lastDay
                        onTextEdited: form.draft.lastDay = text
                    }
                }
            }
        }
        Rule {
            Layout.fillWidth: true
        }
        ColumnLayout {
            Layout.bottomMargin: 14
            Layout.fillWidth: true
            Layout.leftMargin: 18
            Layout.rightMargin: 18
            Layout.topMargin: 12
            spacing: 8

            Notice {
                Layout.fillWidth: true
                text: form.draft.overtaken
                tone: Tone.Attention
            }
            Notice {
                Layout.fillWidth: true
                text: form.draft.warning
                tone: Tone.Attention
            }
            Notice {
                Layout.fillWidth: true
                text: form.draft.refusal
            }
            Notice {
                Layout.fillWidth: true
                text: form.draft.fault
                tone: Tone.Normal
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: 8

                ActionButton {
                    Layout.fillWidth: true
                    busy: form.draft.asking
                    enabled: form.draft.canSave
                    kind: ActionButton.Primary
                    text: qsTr("Save")
                    onClicked: form.draft.save()
                }
                ActionButton {
                    Layout.fillWidth: true
                    text: qsTr("Cancel")
                    onClicked: form.closed()
                }
            }
        }
    }
}
