// SPDX-License-Identifier: Apache-2.0
import Facteo.Console

Theme {
    dark: false
    ground: "#e9edf4"
    surface: "#ffffff"
    raised: "#f5f7fb"
    hover: "#eef2f8"
    chosen: "#e2ebfb"
    line: "#dce2ec"
    outline: "#7b899f"
    ink: "#131d33"
    inkSoft: "#4b5972"
    accent: "#003da5"
    onAccent: "#ffffff"
    brand: "#ffcb05"
    onBrand: "#131d33"
    focus: "#0b5cff"
    rail: "#0a2a6c"
    onRail: "#d7e2f8"
    railChosen: "#1b418f"
    good: "#146339"
    goodSoft: "#dff2e6"
    attention: "#7a4a00"
    attentionSoft: "#fff0cf"
    danger: "#ae1229"
    dangerSoft: "#fde4e7"
    alarm: "#bd1029"
    onAlarm: "#ffffff"
    normal: "#0a49b0"
    normalSoft: "#e2ebfb"
}
