// SPDX-License-Identifier: Apache-2.0
#include "interop/trail_csv.h"

#include "geo/track.h"
#include "interop/trail_text.h"

#include <format>
#include <iterator>

namespace facteo::interop {
namespace {

std::string inQuotes(std::string_view text)
{
    std::string all = "\"";
    for (const char one : printable(text).toStdString()) {
        if (one == '"')
            all += '"';
        all += one;
    }
    // A spreadsheet would take it for a formula.
    constexpr std::string_view kFormula = "=+-@\t\r";
    if (!text.empty() && kFormula.contains(text.front()))
        all.insert(1, "'");
    return all + '"';
}

} // namespace

std::string csvOf(const ExportedTrail &trail)
{
    std::string file =
        "time,latitude,longitude,accuracy_m,speed_m_s,course_deg,piece,handset,name,purpose\r\n";
    const auto names =
        inQuotes(trail.handset.text) + ',' + inQuotes(trail.name) + ',' + inQuotes(trail.description);
    std::size_t number = 0;
    for (const auto &piece : geo::piecesOf(trail.fixes)) {
        ++number;
        for (const auto &fix : piece) {
            file += std::format("{},{},{},", utcText(fix.at), degreesText(fix.position.latDegrees()),
                degreesText(fix.position.lonDegrees()));
            if (fix.accuracyDm > 0)
                file += std::format("{:.1f}", fix.accuracyDm / 10.0);
            file += ',';
            if (fix.speedCmS)
                file += std::format("{:.2f}", *fix.speedCmS / 100.0);
            file += ',';
            if (fix.headingCdeg)
                file += std::format("{:.2f}", *fix.headingCdeg / 100.0);
            file += std::format(",{},{}\r\n", number, names);
        }
    }
    return file;
}

} // namespace facteo::interop
