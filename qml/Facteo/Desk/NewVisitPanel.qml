// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// A new home visit: where, whom, when; then one click on who goes creates it and sends it.
Rectangle {
    id: panel

    required property Desk desk
    required property bool inFront
    property string address: ""
    property real latitude: 0
    property real longitude: 0
    property string waitingFor: ""
    readonly property bool busy: desk.tasks.creating
    readonly property real from: desk.timeOnDay(fromField.text, desk.nowMs())
    readonly property real to: desk.timeOnDay(toField.text, desk.nowMs())
    readonly property bool backwards: to <= from
    readonly property bool complete: address !== "" && beneficiary.text.trim() !== "" && !isNaN(from) && !isNaN(to) && !backwards
    readonly property string timeFault: isNaN(from) || isNaN(to) ? qsTr("A time is written like 14:30.") : backwards ? qsTr("The end of the window is before its beginning.") : ""

    signal closed
    signal created(string taskId)
    signal mapWanted(real latitude, real longitude)

    function begin() {
        const quarter = 15 * 60 * 1000;
        const now = Math.ceil(desk.nowMs() / quarter) * quarter;
        fromField.text = desk.clockOf(now);
        toField.text = desk.clockOf(now + 8 * quarter);
        beneficiary.clear();
        note.clear();
        where.clear();
        desk.addresses.typed = "";
        address = "";
        waitingFor = "";
        followAddress();
    }

    // The list of who can go is shared with the tasks: it is this form's while this form is in front.
    function followAddress() {
        if (!inFront)
            return;
        if (address === "")
            desk.candidates.stop();
        else
            desk.candidates.lookAround(latitude, longitude);
    }

    function takeFocus() {
        where.forceActiveFocus();
    }

    function choose(text: string, lat: real, lon: real) {
        address = text;
        latitude = lat;
        longitude = lon;
        where.text = text;
        where.cursorPosition = 0; // number and street are what tells addresses apart
        desk.addresses.typed = "";
        desk.candidates.lookAround(lat, lon);
        mapWanted(lat, lon);
        beneficiary.forceActiveFocus();
    }

    function chooseRow(row: int) {
        const found = desk.addresses;
        const at = found.index(row, 0);
        const street = found.data(at, AddressSearch.AddressRole);
        const town = found.data(at, AddressSearch.TownRole);
        choose(town === "" ? street : street + ", " + town, found.data(at, AddressSearch.LatitudeRole), found.data(at, AddressSearch.LongitudeRole));
    }

    function create(handset: string) {
        waitingFor = desk.tasks.createVisit(beneficiary.text, address, latitude, longitude, note.text, from, to, handset);
    }

    color: Look.theme.surface
    onInFrontChanged: followAddress()

    Connections {
        function onCreated(taskId: string) {
            if (taskId !== panel.waitingFor)
                return;
            panel.begin();
            // Nobody is taken away from what he has turned to in the meantime.
            if (panel.inFront)
                panel.created(taskId);
        }

        target: panel.desk.tasks
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            closable: true
            title: qsTr("New home visit")
            onClosed: panel.closed()
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

                spacing: 10
                width: flick.width - 36
                x: 18
                y: 16

                SectionTitle {
                    text: qsTr("Where")
                }
                Field {
                    id: where

                    Layout.fillWidth: true
                    glyph: "search"
                    placeholderText: qsTr("Address: number and street")
                    Keys.onDownPressed: suggestions.forceActiveFocus()
                    onAccepted: {
                        if (panel.desk.addresses.count > 0)
                            panel.chooseRow(0);
                    }
                    onTextEdited: {
                        panel.address = "";
                        panel.desk.candidates.stop();
                        panel.desk.addresses.typed = text;
                    }
                }
                ListView {
                    id: suggestions

                    Layout.fillWidth: true
                    Accessible.name: qsTr("Addresses found")
                    Accessible.role: Accessible.List
                    clip: true
                    implicitHeight: Math.min(count, 6) * 44
                    keyNavigationEnabled: true
                    model: panel.desk.addresses
                    visible: count > 0
                    Keys.onReturnPressed: panel.chooseRow(currentIndex)

                    delegate: T.ItemDelegate {
                        id: suggestion

                        required property int index
                        required property string address
                        required property string town

                        Accessible.name: address + ", " + town
                        implicitHeight: 44
                        width: ListView.view.width
                        onClicked: panel.chooseRow(suggestion.index)

                        background: Rectangle {
                            color: suggestion.hovered || (suggestions.activeFocus && suggestion.ListView.isCurrentItem) ? Look.theme.chosen : Look.theme.raised
                        }
                        contentItem: Item {
                            Words {
                                font.weight: Font.Medium
                                text: suggestion.address
                                width: parent.width - 24
                                x: 12
                                y: 4
                            }
                            Words {
                                font.pixelSize: 12
                                soft: true
                                text: suggestion.town
                                width: parent.width - 24
                                x: 12
                                y: 23
                            }
                        }
                    }
                }
                Words {
                    Layout.fillWidth: true
                    font.pixelSize: 13
                    soft: true
                    text: qsTr("No such address on the map.")
                    visible: panel.desk.addresses.nothingFound && panel.address === ""
                }
                SectionTitle {
                    Layout.topMargin: 6
                    text: qsTr("Whom")
                }
                Field {
                    id: beneficiary

                    Layout.fillWidth: true
                    maximumLength: 80
                    placeholderText: qsTr("Beneficiary")
                }
                SectionTitle {
                    Layout.topMargin: 6
                    text: qsTr("When, today")
                }
                RowLayout {
                    spacing: 8

                    Field {
                        id: fromField

                        Layout.preferredWidth: 84
                        Accessible.name: qsTr("From")
                        horizontalAlignment: TextInput.AlignHCenter
                        wrong: text !== "" && isNaN(panel.from)
                    }
                    Words {
                        soft: true
                        text: qsTr("to", "from … to")
                    }
                    Field {
                        id: toField

                        Layout.preferredWidth: 84
                        Accessible.name: qsTr("To")
                        horizontalAlignment: TextInput.AlignHCenter
                        wrong: text !== "" && (isNaN(panel.to) || panel.backwards)
                    }
                }
                Notice {
                    Layout.fillWidth: true
                    text: panel.timeFault
                    tone: Tone.Attention
                }
                Field {
                    id: note

                    Layout.fillWidth: true
                    Layout.topMargin: 6
                    maximumLength: 280
                    placeholderText: qsTr("Note for the postman")
                }
                Notice {
                    Layout.fillWidth: true
                    text: panel.desk.tasks.creationRefusal
                }
                Rule {
                    Layout.bottomMargin: 4
                    Layout.fillWidth: true
                    Layout.topMargin: 8
                }
                CandidateList {
                    Layout.fillWidth: true
                    candidates: panel.desk.candidates
                    enabled: panel.complete && !panel.busy
                    onPicked: handset => panel.create(handset)
                }
                Words {
                    Layout.fillWidth: true
                    elide: Text.ElideNone
                    font.pixelSize: 13
                    soft: true
                    text: qsTr("Who is to be visited?")
                    visible: panel.address !== "" && beneficiary.text.trim() === ""
                    wrapMode: Text.Wrap
                }
                ActionButton {
                    Layout.fillWidth: true
                    Layout.topMargin: 8
                    enabled: panel.complete && !panel.busy
                    text: qsTr("Create, send later")
                    onClicked: panel.create("")
                }
            }
        }
    }
}
