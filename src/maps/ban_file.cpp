// SPDX-License-Identifier: Apache-2.0
#include "maps/ban_file.h"

#include "maps/plain_file.h"
#include "maps/world.h"

#include <QUtf8StringView>
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>
#include <numeric>
#include <optional>
#include <system_error>
#include <utility>
#include <zlib.h>

namespace facteo::maps {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;
constexpr std::size_t kLongestLine = std::size_t{1} << 16;
constexpr std::size_t kMostListed = 100;
/// So many rows are read before the share of bad ones says anything.
constexpr std::uint64_t kRowsToJudge = 100;
constexpr double kHighestLatitude = 85.05; ///< of Web Mercator

/// The columns that are read. The first kNeeded must be there.
enum class Column : std::uint8_t {
    Number,
    Street,
    Postcode,
    Commune,
    City,
    Lon,
    Lat,
    Repetition,
    FormerCity,
    Routing,
    Kind
};
constexpr std::size_t kNeeded = 7;
constexpr std::array<std::string_view, 11> kColumnNames{"numero", "nom_voie", "code_postal", "code_insee",
    "nom_commune", "lon", "lat", "rep", "nom_ancienne_commune", "libelle_acheminement", "type_position"};

/// From where the post goes to where only something of the house is. Others, also none, come last.
constexpr std::array<std::string_view, 8> kKindsOfPosition{"délivrance postale", "entrée", "bâtiment",
    "cage d'escalier", "logement", "parcelle", "segment", "service technique"};

/// Lines of a file that may be compressed: zlib reads plain ones as they are.
class GzLines
{
public:
    explicit GzLines(const std::filesystem::path &file) : m_file(opened(file), ::gzclose)
    {
        if (m_file)
            ::gzbuffer(m_file.get(), kBufferBytes / 4);
    }

    [[nodiscard]] bool isOpen() const { return m_file != nullptr; }
    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }
    /// Bytes of the file that are read.
    [[nodiscard]] std::int64_t offset() const { return ::gzoffset(m_file.get()); }

    /// Without its end; lives until the next call.
    std::optional<std::string_view> next()
    {
        for (;;) {
            if (const auto end = m_buffer.find('\n', m_searched); end != std::string::npos) {
                m_searched = end + 1;
                return trimmed(std::exchange(m_at, end + 1), end);
            }
            m_searched = m_buffer.size();
            if (!readMore())
                break;
        }
        if (m_at == m_buffer.size() || m_isDamaged)
            return std::nullopt;
        return trimmed(std::exchange(m_at, m_buffer.size()), m_buffer.size());
    }

private:
    /// zlib says why in errno, but leaves it alone when memory is short.
    static gzFile opened(const std::filesystem::path &file)
    {
        errno = 0;
        return ::gzopen(file.c_str(), "rb");
    }

    [[nodiscard]] std::string_view trimmed(std::size_t begin, std::size_t end) const
    {
        const auto line = std::string_view(m_buffer).substr(begin, end - begin);
        return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    }

    bool readMore()
    {
        m_buffer.erase(0, m_at);
        m_searched -= std::exchange(m_at, 0);
        const auto had = m_buffer.size();
        if (had > kLongestLine) { // no text, or not of lines
            m_isDamaged = true;
            return false;
        }
        m_buffer.resize(had + kBufferBytes);
        const int got = ::gzread(m_file.get(), m_buffer.data() + had, kBufferBytes);
        m_buffer.resize(had + static_cast<std::size_t>(std::max(0, got)));
        int error = Z_OK;
        ::gzerror(m_file.get(), &error);
        // At the end of a compressed file that was cut off zlib reads 0 bytes and says Z_BUF_ERROR.
        m_isDamaged = got < 0 || (error != Z_OK && error != Z_STREAM_END);
        return got > 0 && !m_isDamaged;
    }

    std::unique_ptr<gzFile_s, int (*)(gzFile)> m_file;
    std::string m_buffer;
    std::size_t m_at = 0;       ///< begin of the next line
    std::size_t m_searched = 0; ///< up to here there is no end of that line
    bool m_isDamaged = false;
};

/// The fields of a line; false when a quoted one does not end. Quotes inside of a field stand for themselves.
bool split(std::string_view line, std::vector<std::string> &fields)
{
    std::size_t count = 0;
    const auto field = [&]() -> std::string & {
        if (count == fields.size())
            fields.emplace_back();
        auto &text = fields[count++];
        text.clear();
        return text;
    };
    for (;;) {
        auto &text = field();
        if (line.starts_with('"')) {
            line.remove_prefix(1);
            for (;;) {
                const auto quote = line.find('"');
                if (quote == std::string_view::npos)
                    return false;
                text += line.substr(0, quote);
                line.remove_prefix(quote + 1);
                if (!line.starts_with('"'))
                    break;
                text += '"';
                line.remove_prefix(1);
            }
            if (!line.empty() && line.front() != ';')
                return false;
        }
        const auto end = std::min(line.find(';'), line.size());
        text += line.substr(0, end);
        if (end == line.size())
            break;
        line.remove_prefix(end + 1);
    }
    fields.resize(count);
    return true;
}

template<typename Value> std::optional<Value> numberIn(std::string_view text)
{
    Value value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool areDigits(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "01004", "2A004", "97101".
bool isCommune(std::string_view code)
{
    if (code.size() != 5)
        return false;
    const bool corsican = code.starts_with("2A") || code.starts_with("2B");
    return areDigits(corsican ? code.substr(2) : code);
}

/// "12 bis"; single letters as the post writes them: "12 B".
std::string labelOf(unsigned number, std::string_view repetition)
{
    auto label = std::to_string(number);
    if (repetition.empty())
        return label;
    label += ' ';
    if (repetition.size() == 1 && repetition[0] >= 'a' && repetition[0] <= 'z')
        return label += static_cast<char>(repetition[0] - 'a' + 'A');
    return label += repetition;
}

class BanReader
{
public:
    BanReader(const std::filesystem::path &file, const std::function<void(const BanAddress &)> &take)
        : m_lines(file), m_take(take)
    {
    }

    std::expected<BanFileReport, BanFileFailure> run(
        double fileSize, const std::function<void(double)> &progress, const std::atomic<bool> &stop)
    {
        if (!m_lines.isOpen())
            return failure(BanFileError::NoFile, errno != 0 ? std::strerror(errno) : "");
        if (auto columns = readHeader(); !columns)
            return std::unexpected(std::move(columns.error()));
        for (std::uint64_t number = 2; const auto line = m_lines.next(); ++number) {
            if (line->empty())
                continue;
            ++m_report.rows;
            if (const auto fault = takeRow(*line))
                note(number, *fault);
            if (m_report.rows % 16'384 != 0)
                continue;
            if (stop.load(std::memory_order_relaxed))
                return failure(BanFileError::Stopped);
            if (progress && fileSize > 0)
                progress(static_cast<double>(m_lines.offset()) / fileSize);
            if (isHopeless())
                break;
        }
        if (m_lines.isDamaged())
            return failure(BanFileError::Damaged);
        if (isHopeless())
            return failure(BanFileError::BadRows);
        if (m_report.rows == m_report.badCount())
            return failure(BanFileError::Empty);
        return std::move(m_report);
    }

private:
    std::unexpected<BanFileFailure> failure(BanFileError why, std::string detail = {})
    {
        return std::unexpected(
            BanFileFailure{.why = why, .detail = std::move(detail), .badRows = std::move(m_report.badRows)});
    }

    std::expected<void, BanFileFailure> readHeader()
    {
        constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
        auto line = m_lines.next();
        if (m_lines.isDamaged())
            return failure(BanFileError::Damaged);
        if (line && line->starts_with(kByteOrderMark))
            line->remove_prefix(kByteOrderMark.size());
        if (!line || !split(*line, m_fields))
            return failure(BanFileError::MissingColumns);
        m_columns = m_fields.size();
        std::string missing;
        for (std::size_t i = 0; i < kColumnNames.size(); ++i) {
            const auto found = std::ranges::find(m_fields, kColumnNames[i]);
            if (found != m_fields.end())
                m_places[i] = static_cast<std::size_t>(found - m_fields.begin());
            else if (i < kNeeded)
                missing += (missing.empty() ? "" : ", ") + std::string(kColumnNames[i]);
        }
        if (!missing.empty())
            return failure(BanFileError::MissingColumns, missing);
        return {};
    }

    [[nodiscard]] std::string_view field(Column column) const
    {
        const auto place = m_places[std::to_underlying(column)];
        return place ? std::string_view(m_fields[*place]) : std::string_view();
    }

    std::optional<BanRowFault> takeRow(std::string_view line)
    {
        if (!QUtf8StringView(line.data(), static_cast<qsizetype>(line.size())).isValidUtf8())
            return BanRowFault::Encoding;
        if (!split(line, m_fields))
            return BanRowFault::Quotes;
        if (m_fields.size() != m_columns)
            return BanRowFault::Fields;
        const auto number = numberIn<unsigned>(field(Column::Number));
        if (!number || *number > 9'999)
            return BanRowFault::Number;
        BanAddress address{.street = field(Column::Street),
            .postcode = field(Column::Postcode),
            .commune = field(Column::Commune),
            .city = field(Column::City),
            .formerCity = field(Column::FormerCity),
            .routing = field(Column::Routing)};
        if (address.street.empty())
            return BanRowFault::Street;
        if (!address.postcode.empty() && (address.postcode.size() != 5 || !areDigits(address.postcode)))
            return BanRowFault::Postcode;
        if (!isCommune(address.commune) || address.city.empty())
            return BanRowFault::Commune;
        const auto lon = numberIn<double>(field(Column::Lon));
        const auto lat = numberIn<double>(field(Column::Lat));
        // Written so that NaN is nowhere, too.
        if (!lon || !lat || !(std::abs(*lon) <= 180) || !(std::abs(*lat) <= kHighestLatitude))
            return BanRowFault::Position;
        address.point = worldPoint(*lat, *lon);
        const auto label = labelOf(*number, field(Column::Repetition));
        address.number = label;
        address.quality = static_cast<std::uint8_t>(
            std::ranges::find(kKindsOfPosition, field(Column::Kind)) - kKindsOfPosition.begin());
        m_take(address);
        return std::nullopt;
    }

    void note(std::uint64_t line, BanRowFault fault)
    {
        ++m_report.bad[std::to_underlying(fault)];
        if (m_report.badRows.size() < kMostListed)
            m_report.badRows.push_back({.line = line, .fault = fault});
    }

    [[nodiscard]] bool isHopeless() const
    {
        return m_report.rows >= kRowsToJudge && m_report.badCount() * 10 > m_report.rows;
    }

    GzLines m_lines;
    const std::function<void(const BanAddress &)> &m_take;
    std::vector<std::string> m_fields;
    std::size_t m_columns = 0;
    std::array<std::optional<std::size_t>, kColumnNames.size()> m_places;
    BanFileReport m_report;
};

} // namespace

std::uint64_t BanFileReport::badCount() const
{
    return std::accumulate(bad.begin(), bad.end(), std::uint64_t{0});
}

std::expected<BanFileReport, BanFileFailure> readBanFile(const std::filesystem::path &file,
    const std::function<void(const BanAddress &)> &take, const std::function<void(double)> &progress,
    const std::atomic<bool> &stop)
{
    if (auto why = whyNoPlainFile(file))
        return std::unexpected(BanFileFailure{.why = BanFileError::NoFile, .detail = *std::move(why)});
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    return BanReader(file, take).run(error ? 0 : static_cast<double>(size), progress, stop);
}

} // namespace facteo::maps
