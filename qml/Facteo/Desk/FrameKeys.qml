// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Facteo.Console

// The keys of the whole window. Whatever acts does so once for each time that a key goes down.
Item {
    id: keys

    required property Desk desk

    signal pageWanted(int page)
    signal acknowledgeWanted
    signal againWanted
    signal elsewhereWanted
    signal backWanted

    Shortcut {
        sequence: "Ctrl+1"
        onActivated: keys.pageWanted(Frame.Live)
    }
    Shortcut {
        sequence: "Ctrl+2"
        onActivated: keys.pageWanted(Frame.Alerts)
    }
    Shortcut {
        sequence: "Ctrl+3"
        onActivated: keys.pageWanted(Frame.Tasks)
    }
    Shortcut {
        sequence: "Ctrl+4"
        onActivated: keys.pageWanted(Frame.Fleet)
    }
    Shortcut {
        sequence: "Ctrl+5"
        onActivated: keys.pageWanted(Frame.Areas)
    }
    Shortcut {
        sequence: "Ctrl+6"
        onActivated: keys.pageWanted(Frame.History)
    }
    Shortcut {
        autoRepeat: false
        enabled: keys.desk.alerts.unanswered > 0
        sequences: ["A", "F2"] // F2 reaches here while somebody types
        onActivated: keys.acknowledgeWanted()
    }
    Shortcut {
        autoRepeat: false
        enabled: keys.desk.alerts.pressedAgain !== ""
        sequence: "F4"
        onActivated: keys.againWanted()
    }
    Shortcut {
        autoRepeat: false
        enabled: keys.desk.elsewhere.depot !== ""
        sequence: "F6"
        onActivated: keys.elsewhereWanted()
    }
    Shortcut {
        autoRepeat: false
        sequence: "Escape"
        onActivated: keys.backWanted()
    }
}
