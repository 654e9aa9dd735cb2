// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Style

// Who was near a place: where, how near, when, why; then who.
ColumnLayout {
    id: pane

    required property Desk desk
    readonly property NearSearch near: desk.nearSearch
    readonly property bool answered: near.phase === NearSearch.Answered
    readonly property bool waiting: near.phase === NearSearch.Waiting

    signal dayWanted(string handset, real atMs)

    function takeFocus() {
        if (answered)
            list.forceActiveFocus();
        else
            where.forceActiveFocus();
    }

    function choose(row: int) {
        const found = desk.places;
        const at = found.index(row, 0);
        if (!at.valid)
            return;
        const street = found.data(at, AddressSearch.AddressRole);
        const town = found.data(at, AddressSearch.TownRole);
        near.setPlace(found.data(at, AddressSearch.LatitudeRole), found.data(at, AddressSearch.LongitudeRole), town === "" ? street : street + ", " + town);
        desk.places.typed = "";
        where.clear();
        from.forceActiveFocus();
    }

    spacing: 0
    // Another question has another purpose.
    onAnsweredChanged: purpose.clear()
    onVisibleChanged: {
        // Others look for places, too.
        if (!visible) {
            where.clear();
            desk.places.typed = "";
        }
    }

    Flickable {
        id: flick

        Layout.fillHeight: true
        Layout.fillWidth: true
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: question.implicitHeight + 28
        visible: !pane.answered
        T.ScrollBar.vertical: Scroll {}

        ColumnLayout {
            id: question

            spacing: 8
            width: flick.width - 36
            x: 18
            y: 14

            SectionTitle {
                text: qsTr("Around which place?")
            }
            Field {
                id: where

                objectName: "nearPlace"

                Layout.fillWidth: true
                glyph: "search"
                placeholderText: qsTr("Address: number and street")
                Keys.onDownPressed: suggestions.forceActiveFocus()
                onAccepted: pane.choose(0)
                onTextEdited: pane.desk.places.typed = text
            }
            Lines {
                id: suggestions

                Layout.fillWidth: true
                Accessible.name: qsTr("Addresses found")
                implicitHeight: Math.min(count, 4) * 40
                model: pane.desk.places
                visible: count > 0 && where.text !== ""
                onOpened: row => pane.choose(row)

                delegate: Line {
                    id: hit

                    required property int index
                    required property string address
                    required property string town

                    Accessible.name: address + ", " + town
                    current: suggestions.activeFocus && ListView.isCurrentItem
                    implicitHeight: 40
                    width: ListView.view.width
                    onClicked: pane.choose(index)

                    contentItem: Item {
                        Words {
                            font.weight: Font.Medium
                            text: hit.address
                            width: parent.width - 20
                            x: 10
                            y: 2
                        }
                        Words {
                            font.pixelSize: 12
                            soft: true
                            text: hit.town
                            width: parent.width - 20
                            x: 10
                            y: 20
                        }
                    }
                }
            }
            Words {
                Layout.fillWidth: true
                elide: Text.ElideNone
                font.pixelSize: pane.near.hasPlace ? 14 : 12
                font.weight: pane.near.hasPlace ? Font.DemiBold : Font.Normal
                soft: !pane.near.hasPlace
                text: pane.near.hasPlace ? pane.near.place : qsTr("Or click the map with the right button.")
                wrapMode: Text.Wrap
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: 8

                Words {
                    Layout.fillWidth: true
                    font.pixelSize: 13
                    text: qsTr("Within so many metres")
                }
                Field {
                    id: radius

                    Layout.preferredWidth: 92
                    Accessible.name: qsTr("Metres")
                    inputMethodHints: Qt.ImhDigitsOnly
                    text: pane.near.radius
                    validator: IntValidator {
                        bottom: 1
                        top: pane.near.mostRadius
                    }
                    wrong: !acceptableInput
                    onTextEdited: {
                        if (acceptableInput)
                            pane.near.radius = Number(text);
                    }
                }
            }
            SectionTitle {
                Layout.topMargin: 6
                text: qsTr("When?")
            }
            DayPicker {
                Layout.fillWidth: true
                Layout.leftMargin: -14
                Layout.rightMargin: -14
                canGoEarlier: pane.near.canGoEarlier
                canGoLater: pane.near.canGoLater
                day: pane.near.dayText
                days: pane.near.days
                onEarlier: pane.near.earlierDay()
                onLater: pane.near.laterDay()
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: 8

                Words {
                    font.pixelSize: 13
                    text: qsTr("From")
                }
                Field {
                    id: from

                    objectName: "nearFrom"

                    Layout.fillWidth: true
                    Accessible.name: qsTr("From")
                    Component.onCompleted: text = pane.desk.clockOf(pane.desk.nowMs() - 3600000)
                }
                Words {
                    font.pixelSize: 13
                    text: qsTr("to")
                }
                Field {
                    id: to

                    objectName: "nearTo"

                    Layout.fillWidth: true
                    Accessible.name: qsTr("Until")
                    Component.onCompleted: text = pane.desk.clockOf(pane.desk.nowMs())
                }
            }
            PurposeForm {
                id: purpose

                Layout.fillWidth: true
                Layout.topMargin: 6
                action: qsTr("Who was near?")
                actionName: "askPurpose"
                busy: pane.waiting
                purposes: pane.desk.purposes
                onAsked: (reason, note) => pane.near.ask(from.text, to.text, reason, note)
            }
            Notice {
                Layout.fillWidth: true
                text: pane.near.refusal
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.margins: 14
        spacing: 6
        visible: pane.answered

        Words {
            Layout.fillWidth: true
            elide: Text.ElideNone
            font.weight: Font.DemiBold
            text: pane.near.place
            wrapMode: Text.Wrap
        }
        Words {
            Layout.fillWidth: true
            elide: Text.ElideNone
            font.pixelSize: 12
            soft: true
            text: pane.near.asked + "\n" + pane.near.purpose
            wrapMode: Text.Wrap
        }
        ActionButton {
            Layout.fillWidth: true
            text: qsTr("Ask something else")
            onClicked: {
                pane.near.change();
                where.forceActiveFocus();
            }
        }
        Words {
            Layout.fillWidth: true
            Layout.topMargin: 10
            elide: Text.ElideNone
            horizontalAlignment: Text.AlignHCenter
            soft: true
            text: qsTr("Nobody who shared his position was there. The question stands in the record.")
            visible: pane.near.count === 0
            wrapMode: Text.Wrap
        }
    }
    Lines {
        id: list

        objectName: "nearList"

        Layout.fillHeight: true
        Layout.fillWidth: true
        Accessible.name: qsTr("Who was near")
        activeFocusOnTab: count > 0
        model: pane.near
        visible: pane.answered
        onOpened: (currentItem as NearLine).clicked()

        delegate: NearLine {
            required property int index

            current: list.activeFocus && ListView.isCurrentItem
            width: ListView.view.width
            onClicked: {
                list.currentIndex = index;
                pane.dayWanted(handsetId, nearestMs);
            }
        }
    }
}
