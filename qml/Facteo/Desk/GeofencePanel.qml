// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtPositioning
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console
import Facteo.Layers
import Facteo.Style

// One area: what it is, when it is watched, who is inside, who came and went.
Rectangle {
    id: panel

    required property Desk desk
    required property bool inFront
    required property string geofenceId
    required property string name
    required property int kind
    required property string kindText
    required property string roundText
    required property bool watched
    required property string watchedText
    required property string calendar
    required property string sizeText
    required property geoRectangle bounds
    required property bool asking
    required property string refusal
    // The question whether it may really go stands in place of the button that asked.
    property bool removing: false

    signal closed
    signal mapWanted(geoRectangle bounds)
    signal postmanWanted(string handset)
    signal editWanted

    color: Look.theme.surface
    onGeofenceIdChanged: removing = false

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        PaneHeader {
            closable: true
            detail: [panel.kindText, panel.roundText].filter(word => word !== "").join(" · ")
            title: panel.name
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

                spacing: 14
                width: flick.width - 36
                x: 18
                y: 16

                RowLayout {
                    spacing: 10

                    AreaSwatch {
                        Layout.preferredHeight: 22
                        Layout.preferredWidth: 34
                        dark: Look.theme.dark
                        kind: panel.kind
                        watched: panel.watched
                    }
                    Pill {
                        text: panel.watchedText
                        tone: panel.watched ? Tone.Good : Tone.Quiet
                    }
                    Item {
                        Layout.fillWidth: true
                    }
                    IconButton {
                        glyph: "locate"
                        size: 28
                        text: qsTr("Show on the map")
                        onClicked: panel.mapWanted(panel.bounds)
                    }
                }
                Pair {
                    Layout.fillWidth: true
                    label: qsTr("Watched")
                    value: panel.calendar
                    wrap: true
                }
                Pair {
                    Layout.fillWidth: true
                    label: qsTr("Shape")
                    value: panel.sizeText
                }
                Words {
                    Layout.fillWidth: true
                    elide: Text.ElideNone
                    font.pixelSize: 13
                    soft: true
                    text: qsTr("Only whoever holds the round is watched here.")
                    visible: panel.roundText !== ""
                    wrapMode: Text.Wrap
                }
                Notice {
                    Layout.fillWidth: true
                    text: panel.refusal
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: 8
                    visible: !panel.removing

                    ActionButton {
                        Layout.fillWidth: true
                        enabled: !panel.asking
                        glyph: "pencil"
                        keyHint: "M"
                        text: qsTr("Change")
                        onClicked: panel.editWanted()
                    }
                    ActionButton {
                        Layout.fillWidth: true
                        busy: panel.asking
                        kind: ActionButton.Danger
                        text: qsTr("Remove…")
                        onClicked: {
                            panel.removing = true;
                            keep.forceActiveFocus();
                        }
                    }
                }
                Card {
                    Layout.fillWidth: true
                    implicitHeight: question.implicitHeight + 28
                    visible: panel.removing

                    ColumnLayout {
                        id: question

                        spacing: 10
                        width: parent.width - 28
                        x: 14
                        y: 14

                        Words {
                            Layout.fillWidth: true
                            elide: Text.ElideNone
                            text: qsTr("Remove “%1”? It is watched no more; what was recorded stays in the record.").arg(panel.name)
                            wrapMode: Text.Wrap
                        }
                        RowLayout {
                            Layout.fillWidth: true
                            spacing: 8

                            ActionButton {
                                Layout.fillWidth: true
                                busy: panel.asking
                                kind: ActionButton.Danger
                                text: qsTr("Remove")
                                onClicked: {
                                    panel.removing = false;
                                    panel.desk.geofences.remove(panel.geofenceId);
                                }
                            }
                            ActionButton {
                                id: keep

                                Layout.fillWidth: true
                                text: qsTr("Keep")
                                onClicked: panel.removing = false
                            }
                        }
                    }
                }
                Rule {
                    Layout.fillWidth: true
                }
                SectionTitle {
                    text: qsTr("Inside now")
                }
                Words {
                    font.pixelSize: 13
                    soft: true
                    text: panel.watched ? qsTr("Nobody") : qsTr("Nobody is looked for now.")
                    visible: panel.desk.stays.count === 0
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0
                    visible: panel.desk.stays.count > 0

                    Repeater {
                        model: panel.desk.stays
                        delegate: StayLine {
                            Layout.fillWidth: true
                            Layout.leftMargin: -18
                            Layout.rightMargin: -18
                            onClicked: panel.postmanWanted(handsetId)
                        }
                    }
                }
                Rule {
                    Layout.fillWidth: true
                }
                SectionTitle {
                    text: qsTr("Who came and went")
                }
                Words {
                    font.pixelSize: 13
                    soft: true
                    text: qsTr("Nobody yet")
                    visible: journal.count === 0
                }
                CrossingList {
                    id: journal

                    Layout.fillWidth: true
                    Layout.leftMargin: -18
                    Layout.rightMargin: -18
                    crossings: panel.desk.crossings
                    implicitHeight: contentHeight
                    interactive: false
                    onPostmanWanted: handset => panel.postmanWanted(handset)
                }
            }
        }
    }

    Shortcut {
        autoRepeat: false
        enabled: panel.inFront && !panel.asking
        sequence: "M"
        onActivated: panel.editWanted()
    }
}
