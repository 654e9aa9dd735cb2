// SPDX-License-Identifier: Apache-2.0
#include "handset/gpx.h"

#include "geo/distance.h"

#include <charconv>
#include <cmath>
#include <expat.h>
#include <format>
#include <fstream>
#include <memory>

namespace facteo::handset {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} * 1024 * 1024;
constexpr std::size_t kMaxPoints = 1'000'000;
constexpr int kMaxDepth = 64;

std::uint64_t lineOf(XML_Parser parser)
{
    // Newer expats want XML_GetCurrentLineNumber64, which that of Debian 13's first release has not.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return XML_GetCurrentLineNumber(parser);
#pragma GCC diagnostic pop
}

/// "http://www.topografix.com/GPX/1/1|trkpt" → "trkpt": the version does not matter, a foreign one neither.
std::string_view localName(const char *name)
{
    const std::string_view whole(name);
    const auto bar = whole.rfind('|');
    return bar == std::string_view::npos ? whole : whole.substr(bar + 1);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// Up to 40 printable characters of what stands in a file, for a message.
std::string quoted(std::string_view text)
{
    std::string shown;
    for (const char c : text.substr(0, 40))
        shown += c >= ' ' && c < 127 ? c : '?';
    return '"' + shown + (text.size() > 40 ? "…\"" : "\"");
}

std::optional<double> degrees(const char *text, double limit)
{
    if (text == nullptr)
        return std::nullopt;
    const auto clean = trimmed(text);
    double value = 0;
    const auto [end, error] = std::from_chars(clean.data(), clean.data() + clean.size(), value);
    if (error != std::errc{} || end != clean.data() + clean.size() || !std::isfinite(value) ||
        std::abs(value) > limit)
        return std::nullopt;
    return value;
}

/// What expat reports, made into a track.
class Reader
{
public:
    Reader() : m_parser(XML_ParserCreateNS(nullptr, '|'))
    {
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(
            m_parser.get(),
            [](void *self, const char *name, const char **attributes) {
                static_cast<Reader *>(self)->begin(localName(name), attributes);
            },
            [](void *self, const char *name) { static_cast<Reader *>(self)->end(localName(name)); });
        XML_SetCharacterDataHandler(m_parser.get(), [](void *self, const char *text, int length) {
            static_cast<Reader *>(self)->characters({text, static_cast<std::size_t>(length)});
        });
        XML_SetStartDoctypeDeclHandler(
            m_parser.get(), [](void *self, const char *, const char *, const char *, int) {
                static_cast<Reader *>(self)->refuse(GpxFault::NotAllowed,
                    "a document type declaration has no place in a track; remove the <!DOCTYPE …> line");
            });
    }

    std::expected<Track, GpxProblem> read(std::string_view text)
    {
        const auto status = XML_Parse(m_parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
        if (m_problem)
            return std::unexpected(*m_problem);
        if (status != XML_STATUS_OK) {
            refuse(GpxFault::NotXml,
                std::format("not well-formed XML ({}); was the file cut off, or is it no GPX at all?",
                    XML_ErrorString(XML_GetErrorCode(m_parser.get()))));
            return std::unexpected(*m_problem);
        }
        if (auto missing = whatIsMissing())
            return std::unexpected(*missing);
        return std::move(m_track);
    }

private:
    void refuse(GpxFault fault, std::string detail)
    {
        if (m_problem)
            return;
        m_problem = GpxProblem{fault, lineOf(m_parser.get()), std::move(detail)};
        XML_StopParser(m_parser.get(), XML_FALSE);
    }

    void begin(std::string_view name, const char **attributes)
    {
        if (++m_depth > kMaxDepth) {
            refuse(GpxFault::NotGpx, "elements are nested deeper than in any GPX file");
            return;
        }
        m_text.clear();
        if (m_depth == 1 && name != "gpx") {
            refuse(GpxFault::NotGpx, std::format("the file is <{}>, not <gpx>; export the track as GPX",
                                         std::string(name.substr(0, 40))));
            return;
        }
        // By depth and not by name alone: extensions may hold elements of the same name.
        if (m_depth == 2 && name == "trk")
            ++m_tracks;
        m_inTrack = m_depth == 2 ? name == "trk" : m_inTrack;
        if (m_depth == 2 && (name == "rte" || name == "wpt"))
            m_hasOther = true;
        if (m_inTrack && m_depth == 3 && name == "trkseg")
            ++m_segments;
        m_inSegment = m_depth == 3 ? m_inTrack && name == "trkseg" : m_inSegment;
        if (m_inSegment && m_depth == 4 && name == "trkpt")
            addPoint(attributes);
    }

    void addPoint(const char **attributes)
    {
        const char *lat = nullptr;
        const char *lon = nullptr;
        for (; *attributes != nullptr; attributes += 2) {
            if (std::string_view(attributes[0]) == "lat")
                lat = attributes[1];
            else if (std::string_view(attributes[0]) == "lon")
                lon = attributes[1];
        }
        const auto latitude = degrees(lat, 90);
        const auto longitude = degrees(lon, 180);
        const auto say = [&](const char *name, const char *value, int limit) {
            refuse(GpxFault::BadCoordinate,
                std::format("point {}: {} is {}; it must be a number from -{} to {} in degrees",
                    m_track.points.size() + 1, name, value ? quoted(value) : "missing", limit, limit));
        };
        if (!latitude) {
            say("lat", lat, 90);
        } else if (!longitude) {
            say("lon", lon, 180);
        } else if (m_track.points.size() == kMaxPoints) {
            refuse(GpxFault::TooLarge, "more than a million points; split the track");
        } else {
            m_track.points.push_back({.position = geo::positionOf(*latitude, *longitude),
                .at = std::nullopt,
                .line = lineOf(m_parser.get())});
        }
    }

    void characters(std::string_view text)
    {
        constexpr std::size_t kEnough = 256;
        m_text.append(text.substr(0, kEnough - std::min(kEnough, m_text.size())));
    }

    void end(std::string_view name)
    {
        if (m_inTrack && m_depth == 3 && name == "name" && m_tracks == 1)
            m_track.name = trimmed(m_text);
        if (m_inSegment && m_depth == 5 && name == "time" && !m_track.points.empty()) {
            const auto at = parseGpxTime(trimmed(m_text));
            if (!at)
                refuse(GpxFault::BadTime,
                    std::format("point {}: {} is no time; write it as 2026-11-22T08:15:30Z",
                        m_track.points.size(), quoted(trimmed(m_text))));
            m_track.points.back().at = at;
        }
        --m_depth;
    }

    std::optional<GpxProblem> whatIsMissing() const
    {
        if (m_tracks == 0)
            return GpxProblem{GpxFault::NoTrack, 0,
                m_hasOther ? "there is no track (<trk>), only a route or waypoints; export it as a track"
                           : "there is no track (<trk>) in the file; nothing was recorded"};
        if (m_segments == 0)
            return GpxProblem{GpxFault::NoSegment, 0,
                "the track has no segment (<trkseg>); nothing was recorded, or the export dropped it"};
        if (m_track.points.empty())
            return GpxProblem{GpxFault::NoPoint, 0,
                "the track has no point (<trkpt>); the receiver had no reception, or the export dropped "
                "them"};
        return std::nullopt;
    }

    std::unique_ptr<XML_ParserStruct, decltype([](XML_Parser parser) { XML_ParserFree(parser); })> m_parser;
    std::optional<GpxProblem> m_problem;
    Track m_track;
    std::string m_text;
    int m_depth = 0;
    int m_tracks = 0;
    int m_segments = 0;
    bool m_inTrack = false;
    bool m_inSegment = false;
    bool m_hasOther = false;
};

/// Takes `digits` decimal digits off the front.
std::optional<int> takeNumber(std::string_view &text, std::size_t digits)
{
    int value = 0;
    if (text.size() < digits || text.front() == '-')
        return std::nullopt;
    const char *const first = std::to_address(text.begin());
    const char *const last = first + digits;
    const auto [end, error] = std::from_chars(first, last, value);
    if (error != std::errc{} || end != last)
        return std::nullopt;
    text.remove_prefix(digits);
    return value;
}

bool takeCharacter(std::string_view &text, char wanted)
{
    if (!text.starts_with(wanted))
        return false;
    text.remove_prefix(1);
    return true;
}

/// ".123456" → 123 ms; nothing there is 0.
std::optional<std::chrono::milliseconds> takeFraction(std::string_view &text)
{
    if (!takeCharacter(text, '.'))
        return std::chrono::milliseconds{0};
    int milliseconds = 0;
    int digits = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; ++digits, text.remove_prefix(1))
        if (digits < 3)
            milliseconds = milliseconds * 10 + (text.front() - '0');
    if (digits == 0)
        return std::nullopt;
    for (; digits < 3; ++digits)
        milliseconds *= 10;
    return std::chrono::milliseconds{milliseconds};
}

/// "Z", "+01:00", or nothing, which is UTC.
std::optional<std::chrono::minutes> takeOffset(std::string_view text)
{
    if (text.empty() || text == "Z")
        return std::chrono::minutes{0};
    const bool east = text.front() == '+';
    if (!east && text.front() != '-')
        return std::nullopt;
    text.remove_prefix(1);
    const auto hours = takeNumber(text, 2);
    takeCharacter(text, ':');
    const auto minutes = takeNumber(text, 2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59 || !text.empty())
        return std::nullopt;
    const auto offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return east ? offset : -offset;
}

} // namespace

bool Track::isTimed() const
{
    if (points.empty() || !points.front().at)
        return false;
    bool differs = false;
    for (const auto &point : points) {
        if (!point.at)
            return false;
        differs = differs || point.at != points.front().at;
    }
    return differs;
}

std::optional<protocol::Instant> parseGpxTime(std::string_view text)
{
    const auto year = takeNumber(text, 4);
    const bool dash = takeCharacter(text, '-');
    const auto month = takeNumber(text, 2);
    const bool secondDash = takeCharacter(text, '-');
    const auto day = takeNumber(text, 2);
    const bool separator = takeCharacter(text, 'T');
    const auto hour = takeNumber(text, 2);
    const bool colon = takeCharacter(text, ':');
    const auto minute = takeNumber(text, 2);
    const bool secondColon = takeCharacter(text, ':');
    const auto second = takeNumber(text, 2);
    if (!year || !dash || !month || !secondDash || !day || !separator || !hour || !colon || !minute ||
        !secondColon || !second || *hour > 23 || *minute > 59 || *second > 60) // 60: a leap second
        return std::nullopt;
    const auto fraction = takeFraction(text);
    const auto offset = takeOffset(text);
    const std::chrono::year_month_day date{std::chrono::year{*year},
        std::chrono::month{static_cast<unsigned>(*month)}, std::chrono::day{static_cast<unsigned>(*day)}};
    if (!fraction || !offset || !date.ok())
        return std::nullopt;
    return protocol::Instant{std::chrono::sys_days{date}} + std::chrono::hours{*hour} +
           std::chrono::minutes{*minute} + std::chrono::seconds{*second} + *fraction - *offset;
}

std::expected<Track, GpxProblem> parseGpx(std::string_view text)
{
    if (text.size() > kMaxBytes)
        return std::unexpected(
            GpxProblem{GpxFault::TooLarge, 0, "the file is larger than 64 MiB; split the track"});
    return Reader().read(text);
}

std::expected<Track, GpxProblem> readGpx(const std::filesystem::path &file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream)
        return std::unexpected(GpxProblem{GpxFault::NotReadable, 0,
            std::format("{}: {}", file.string(), error ? error.message() : "cannot be read")});
    std::string text(std::min(size, kMaxBytes + 1), '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    auto track = parseGpx(text);
    if (!track) {
        auto problem = track.error();
        const auto where = problem.line > 0 ? std::format(" line {}", problem.line) : std::string{};
        problem.detail = std::format("{}{}: {}", file.string(), where, problem.detail);
        return std::unexpected(std::move(problem));
    }
    return track;
}

} // namespace facteo::handset
