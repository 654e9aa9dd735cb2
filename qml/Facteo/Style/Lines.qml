// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Facteo.Console

// A list of rows: arrows go through it; Return, Enter and Space open the row, and do nothing else.
ListView {
    id: lines

    signal opened(int row)

    function open(event: KeyEvent) {
        if (!event.isAutoRepeat && currentIndex >= 0)
            opened(currentIndex);
    }

    Accessible.role: Accessible.List
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    currentIndex: -1
    keyNavigationEnabled: true
    T.ScrollBar.vertical: Scroll {}
    Keys.onEnterPressed: event => open(event)
    Keys.onReturnPressed: event => open(event)
    Keys.onSpacePressed: event => open(event)

    section.delegate: Item {
        required property string section

        height: 40
        width: ListView.view.width

        SectionTitle {
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            text: parent.section
            x: 18
        }
    }
}
