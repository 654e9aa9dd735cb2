// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Facteo.Console

// A month's page: arrows go by days and weeks, Page Up and Page Down by months, Home and End to the month's ends.
FocusScope {
    id: calendar

    required property DayCalendar days
    readonly property int cell: 38

    signal chosen

    function takeFocus() {
        (cells.itemAt(days.current) as Item)?.forceActiveFocus();
    }

    function choose(row: int) {
        if (days.choose(row))
            chosen();
        else
            takeFocus();
    }

    implicitHeight: page.implicitHeight
    implicitWidth: 7 * cell

    Keys.onPressed: event => {
        switch (event.key) {
        case Qt.Key_Left:
            calendar.days.moveDays(-1);
            break;
        case Qt.Key_Right:
            calendar.days.moveDays(1);
            break;
        case Qt.Key_Up:
            calendar.days.moveDays(-7);
            break;
        case Qt.Key_Down:
            calendar.days.moveDays(7);
            break;
        case Qt.Key_PageUp:
            calendar.days.moveMonths(-1);
            break;
        case Qt.Key_PageDown:
            calendar.days.moveMonths(1);
            break;
        case Qt.Key_Home:
            calendar.days.toMonthBegin();
            break;
        case Qt.Key_End:
            calendar.days.toMonthEnd();
            break;
        default:
            return;
        }
        event.accepted = true;
        calendar.takeFocus();
    }

    ColumnLayout {
        id: page

        spacing: 4
        width: parent.width

        RowLayout {
            Layout.fillWidth: true
            spacing: 4

            IconButton {
                enabled: calendar.days.hasEarlierMonth
                glyph: "earlier"
                text: qsTr("The month before")
                onClicked: calendar.days.moveMonths(-1)
            }
            Words {
                Layout.fillWidth: true
                Accessible.role: Accessible.Heading
                font.capitalization: Font.Capitalize
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignHCenter
                text: calendar.days.title
            }
            IconButton {
                enabled: calendar.days.hasLaterMonth
                glyph: "later"
                text: qsTr("The month after")
                onClicked: calendar.days.moveMonths(1)
            }
        }
        Row {
            Accessible.ignored: true

            Repeater {
                model: calendar.days.weekdays
                delegate: Words {
                    required property string modelData

                    Accessible.ignored: true
                    font.pixelSize: 12
                    height: 22
                    horizontalAlignment: Text.AlignHCenter
                    soft: true
                    text: modelData
                    width: calendar.cell
                }
            }
        }
        FocusScope {
            Accessible.name: calendar.days.title
            Accessible.role: Accessible.Table
            activeFocusOnTab: true
            focus: true
            implicitHeight: weeks.implicitHeight
            implicitWidth: weeks.implicitWidth

            Grid {
                id: weeks

                columns: 7

                Repeater {
                    id: cells

                    model: calendar.days
                    delegate: T.AbstractButton {
                        id: day

                        required property int index
                        required property int number
                        required property string name
                        required property bool inMonth
                        required property string why
                        required property bool today
                        required property bool chosen
                        required property bool current

                        Accessible.checkable: true
                        Accessible.checked: chosen
                        Accessible.description: why
                        Accessible.name: today ? qsTr("%1, today").arg(name) : name
                        Accessible.role: Accessible.Cell
                        focus: current
                        focusPolicy: Qt.NoFocus
                        implicitHeight: 34
                        implicitWidth: calendar.cell
                        Keys.onEnterPressed: click()
                        Keys.onReturnPressed: click()
                        onClicked: calendar.choose(index)

                        background: Rectangle {
                            anchors.centerIn: parent
                            border.color: day.today ? Look.theme.accent : "transparent"
                            border.width: 1
                            color: day.chosen ? Look.theme.accent : day.hovered && day.why === "" ? Look.theme.hover : "transparent"
                            height: 30
                            radius: 7
                            width: 34

                            FocusFrame {
                                control: day
                            }
                        }
                        contentItem: Words {
                            color: day.chosen ? Look.theme.onAccent : day.inMonth && day.why === "" ? Look.theme.ink : Look.theme.inkSoft
                            figures: true
                            font.strikeout: day.why !== ""
                            font.weight: day.chosen || day.today ? Font.DemiBold : Font.Normal
                            horizontalAlignment: Text.AlignHCenter
                            opacity: day.why !== "" ? 0.6 : 1
                            text: day.number
                        }
                    }
                }
            }
        }
        Words {
            Layout.fillWidth: true
            Layout.minimumHeight: 34
            Accessible.role: Accessible.StaticText
            elide: Text.ElideNone
            font.pixelSize: 12
            soft: true
            text: calendar.days.why !== "" ? calendar.days.why : calendar.days.keptText
            verticalAlignment: Text.AlignTop
            wrapMode: Text.Wrap
        }
    }
}
