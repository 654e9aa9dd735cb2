// SPDX-License-Identifier: Apache-2.0
#include "console/map/server_file_wording.h"

namespace facteo::console {

// No default: with -Wswitch-enum a new fault does not compile until it has words.
QString ServerFileWording::fault(const QString &file, const maps::TileServerError &error)
{
    const auto where = QString::fromStdString(error.where);
    switch (error.fault) {
    case maps::TileServerFault::Unreadable:
        return tr("“%1” cannot be read. Check that the file is there and who may read it.").arg(file);
    case maps::TileServerFault::NotToml:
        return tr("“%1” cannot be understood at line %2. A line is a key, an equals sign and a value; text "
                  "stands in quotation marks.")
            .arg(file, where);
    case maps::TileServerFault::UnknownKey:
        return tr("“%1” has an unknown key, “%2”. Known are url, attribution, zooms and pixels.")
            .arg(file, where);
    case maps::TileServerFault::NotText:
        return tr("In “%1” the value of “%2” is no text. Write it in quotation marks.").arg(file, where);
    case maps::TileServerFault::NoAddress:
        return tr("In “%1” the address is missing, or is no web address. Write url = "
                  "\"https://SERVER/{z}/{x}/{y}.png\".")
            .arg(file);
    case maps::TileServerFault::NoPlaceholder:
        return tr(
            "In “%1” the address has to contain {z}, {x} and {y}, and nothing else in braces. Correct url.")
            .arg(file);
    case maps::TileServerFault::NoAttribution:
        return tr("“%1” does not say who has to be named beside the map. Write attribution = \"© NAME\".")
            .arg(file);
    case maps::TileServerFault::BadZooms:
        return tr(
            "In “%1” the zooms have to be two whole numbers from 0 to 22, the smaller one first. Write zooms "
            "= [0, 19].")
            .arg(file);
    case maps::TileServerFault::BadPixels:
        return tr(
            "In “%1” the pixels have to be the number 256 or 512, without quotation marks. Write pixels = "
            "256.")
            .arg(file);
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace facteo::console
