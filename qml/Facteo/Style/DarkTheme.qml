// SPDX-License-Identifier: Apache-2.0
import Facteo.Console

Theme {
    dark: true
    ground: "#0b111d"
    surface: "#131b2a"
    raised: "#1a2437"
    hover: "#1f2b42"
    chosen: "#22365d"
    line: "#263349"
    outline: "#7182a2"
    ink: "#e9eef8"
    inkSoft: "#a8b5cc"
    accent: "#8bb3ff"
    onAccent: "#07152f"
    brand: "#ffcb05"
    onBrand: "#131d33"
    focus: "#ffcb05"
    rail: "#0d1628"
    onRail: "#c8d5ee"
    railChosen: "#1f3157"
    good: "#7ed5a0"
    goodSoft: "#123324"
    attention: "#ffc65e"
    attentionSoft: "#392b0d"
    danger: "#ff8f9a"
    dangerSoft: "#431a22"
    alarm: "#b4132b"
    onAlarm: "#ffffff"
    normal: "#8bb3ff"
    normalSoft: "#1d2f53"
}
