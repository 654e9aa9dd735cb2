// SPDX-License-Identifier: Apache-2.0
#include "maps/tile_server.h"

#include <QRegularExpression>
#include <QSet>
#include <format>
#include <fstream>
#include <system_error>
#include <utility>
// The same in every file that includes it: its classes differ with and without exceptions.
#include <toml++/toml.hpp>

namespace facteo::maps {
namespace {

constexpr int kMostZoom = 22;

std::unexpected<TileServerError> fault(TileServerFault fault, std::string where)
{
    return std::unexpected(TileServerError{fault, std::move(where)});
}

/// A name in braces as what it stands for: z, x, y or -y; empty when nobody knows it.
QString meaningOf(const QString &name)
{
    if (name == u"z" || name == u"TileMatrix")
        return QStringLiteral("z");
    if (name == u"x" || name == u"TileCol")
        return QStringLiteral("x");
    if (name == u"y" || name == u"TileRow")
        return QStringLiteral("y");
    return name == u"-y" ? name : QString();
}

const QRegularExpression &placeholder()
{
    static const QRegularExpression kPlaceholder(QStringLiteral(R"(\{([^{}]*)\})"));
    return kPlaceholder;
}

bool hasItsPlaceholders(const QString &address)
{
    QSet<QString> seen;
    for (const auto &match : placeholder().globalMatch(address)) {
        const auto meaning = meaningOf(match.captured(1));
        if (meaning.isEmpty())
            return false;
        seen.insert(meaning.right(1));
    }
    return seen.size() == 3;
}

/// -1 for what is none, a number in quotation marks among it: nobody is served by a guess.
int wholeNumber(const toml::node &node)
{
    const auto number = node.value_exact<std::int64_t>().value_or(-1);
    return std::in_range<int>(number) ? static_cast<int>(number) : -1;
}

} // namespace

std::expected<TileServer, TileServerError> readTileServer(const std::filesystem::path &file)
{
    std::error_code nowhere;
    if (!std::filesystem::is_regular_file(file, nowhere) || !std::ifstream(file))
        return fault(TileServerFault::Unreadable, file.string());
    const auto parsed = toml::parse_file(file.string());
    if (!parsed)
        return fault(TileServerFault::NotToml, std::format("{}", parsed.error().source().begin.line));
    const toml::table &root = parsed.table();
    for (const auto &[name, node] : root) {
        const auto key = name.str();
        if (key != "url" && key != "attribution" && key != "zooms" && key != "pixels")
            return fault(TileServerFault::UnknownKey, std::string(key));
    }

    for (const char *key : {"url", "attribution"})
        if (root.contains(key) && !root[key].is_string())
            return fault(TileServerFault::NotText, key);

    TileServer server;
    server.address = QString::fromStdString(root["url"].value_or(std::string())).trimmed();
    server.attribution = QString::fromStdString(root["attribution"].value_or(std::string())).trimmed();
    if (root.contains("zooms")) {
        const auto *zooms = root["zooms"].as_array();
        if (zooms == nullptr || zooms->size() != 2)
            return fault(TileServerFault::BadZooms, "zooms");
        server.leastZoom = wholeNumber(*zooms->get(0));
        server.mostZoom = wholeNumber(*zooms->get(1));
    }
    if (const auto *pixels = root.get("pixels"))
        server.pixels = wholeNumber(*pixels);

    // Braces are no part of an address before they are replaced.
    const auto one = addressOf(server, 0, 0, 0);
    if (!one.isValid() || one.host().isEmpty() || (one.scheme() != u"https" && one.scheme() != u"http"))
        return fault(TileServerFault::NoAddress, "url");
    if (!hasItsPlaceholders(server.address))
        return fault(TileServerFault::NoPlaceholder, "url");
    if (server.attribution.isEmpty())
        return fault(TileServerFault::NoAttribution, "attribution");
    if (server.leastZoom < 0 || server.mostZoom > kMostZoom || server.leastZoom > server.mostZoom)
        return fault(TileServerFault::BadZooms, "zooms");
    if (server.pixels != 256 && server.pixels != 512)
        return fault(TileServerFault::BadPixels, "pixels");
    return server;
}

QUrl addressOf(const TileServer &server, int zoom, int column, int row)
{
    QString address;
    qsizetype from = 0;
    for (const auto &match : placeholder().globalMatch(server.address)) {
        address += server.address.sliced(from, match.capturedStart() - from);
        from = match.capturedEnd();
        const auto meaning = meaningOf(match.captured(1));
        if (meaning == u"z")
            address += QString::number(zoom);
        else if (meaning == u"x")
            address += QString::number(column);
        else if (meaning == u"y")
            address += QString::number(row);
        else
            address += QString::number((1 << zoom) - 1 - row);
    }
    QUrl url(address + server.address.sliced(from));
    return url;
}

} // namespace facteo::maps
