// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Facteo.Console
import Facteo.Style

// Nobody looks at a postman's way without saying why; he can read it later.
Card {
    id: form

    required property list<string> purposes

    signal asked(int purpose, string note, int minutes)

    implicitHeight: content.implicitHeight + 28
    onVisibleChanged: {
        if (!visible)
            return;
        content.clear();
        content.takeFocus();
    }

    PurposeForm {
        id: content

        action: qsTr("Last hour")
        busy: false
        otherAction: qsTr("Last 4 hours")
        purposes: form.purposes
        width: parent.width - 28
        x: 14
        y: 14
        onAsked: (purpose, note) => form.asked(purpose, note, 60)
        onOtherAsked: (purpose, note) => form.asked(purpose, note, 240)
    }
}
