// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Facteo.Console
import Facteo.Style

// Which day: the one before, the one after, or any on a month's page.
RowLayout {
    id: picker

    required property string day
    required property DayCalendar days
    required property bool canGoEarlier
    required property bool canGoLater

    signal earlier
    signal later

    spacing: 2
    onVisibleChanged: {
        if (!visible)
            sheet.close();
    }

    IconButton {
        enabled: picker.canGoEarlier
        glyph: "earlier"
        text: qsTr("The day before")
        onClicked: picker.earlier()
    }
    ActionButton {
        id: opener

        objectName: "dayOpener"

        Layout.fillWidth: true
        Accessible.description: qsTr("Choose a day")
        // The longest day there is, "mercredi 30 septembre 2026", fits the narrowest pane.
        font.pixelSize: 13
        glyph: "calendar"
        leftPadding: 6
        rightPadding: 6
        text: picker.day
        onClicked: {
            if (sheet.visible)
                return sheet.close();
            const at = opener.mapToItem(sheet.parent, 0, opener.height + 4);
            sheet.x = Math.max(8, Math.min(at.x, sheet.parent.width - sheet.width - 8));
            sheet.y = Math.max(8, Math.min(at.y, sheet.parent.height - sheet.height - 8));
            picker.days.open();
            sheet.open();
            calendar.takeFocus();
        }
    }
    IconButton {
        enabled: picker.canGoLater
        glyph: "later"
        text: qsTr("The day after")
        onClicked: picker.later()
    }
    // Over all of the window: the pane that it belongs to scrolls.
    Flyout {
        id: sheet

        opener: opener
        padding: 10
        parent: picker.Window.contentItem

        Calendar {
            id: calendar

            days: picker.days
            onChosen: {
                sheet.close();
                opener.forceActiveFocus();
            }
        }
    }
}
