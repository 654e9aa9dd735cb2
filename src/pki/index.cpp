// SPDX-License-Identifier: Apache-2.0
#include "pki/index.h"

#include "pki/files.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <sstream>

namespace facteo::pki {
namespace {

std::string timeText(protocol::Instant at)
{
    return std::format("{:%FT%TZ}", std::chrono::floor<std::chrono::seconds>(at));
}

std::optional<protocol::Instant> timeFrom(const std::string &text)
{
    std::istringstream stream(text);
    std::chrono::sys_seconds at;
    stream >> std::chrono::parse("%FT%TZ", at);
    if (stream.fail())
        return std::nullopt;
    return protocol::Instant{at};
}

std::string hexOf(const protocol::PublicKey &key)
{
    std::string text;
    for (const auto byte : key)
        text += std::format("{:02x}", byte);
    return text;
}

std::optional<protocol::PublicKey> keyFrom(std::string_view text)
{
    protocol::PublicKey key{};
    if (text.size() != key.size() * 2)
        return std::nullopt;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const auto *start = text.data() + 2 * i;
        if (std::from_chars(start, start + 2, key[i], 16).ptr != start + 2)
            return std::nullopt;
    }
    return key;
}

} // namespace

std::expected<Index, Failure> Index::read(const std::filesystem::path &file)
{
    Index index;
    index.m_file = file;
    auto text = readWhole(file);
    if (!text && text.error().error == PkiError::NotFound)
        return index;
    if (!text)
        return std::unexpected(text.error());
    const auto whole = text->rfind('\n') + 1; // npos + 1 is 0: not one whole line
    if (whole != text->size()) {
        text->resize(whole);
        std::error_code error;
        std::filesystem::resize_file(file, whole, error);
        if (error)
            return std::unexpected(Failure{PkiError::NotWritable,
                "cannot cut the torn last line off " + file.string() + ": " + error.message()});
    }
    std::istringstream stream(*text);
    for (std::string line; std::getline(stream, line);) {
        if (!index.take(line))
            return std::unexpected(Failure{PkiError::Malformed,
                std::format("{} line {} is none that an authority writes: \"{}\". Bring the file back from a "
                            "backup; without it nothing can be revoked.",
                    file.string(), index.m_lines + 1, line.substr(0, 120))});
        ++index.m_lines;
    }
    return index;
}

bool Index::take(const std::string &line)
{
    std::istringstream words(line);
    std::string when;
    std::string act;
    std::string serial;
    if (!(words >> when >> act >> serial))
        return false;
    const auto at = timeFrom(when);
    if (!at)
        return false;
    if (act == "revoked") {
        const auto found = std::ranges::find(m_issued, serial, &Issued::serial);
        if (found == m_issued.end())
            return false;
        found->revokedAt = *at;
        return true;
    }
    std::string role;
    std::string id;
    std::string key;
    std::string until;
    std::string end;
    if (act != "issued" || !(words >> role >> id >> key >> until >> end))
        return false;
    const auto known = roleNamed(role);
    const auto bytes = keyFrom(key);
    const auto notAfter = timeFrom(end);
    if (!known || !bytes || !notAfter || until != "until" || !protocol::isName(id))
        return false;
    m_issued.push_back({.serial = serial,
        .role = *known,
        .id = id,
        .publicKey = *bytes,
        .issuedAt = *at,
        .notAfter = *notAfter});
    return true;
}

std::expected<void, Failure> Index::addIssued(const Issued &issued)
{
    auto line = std::format("{} issued {} {} {} {} until {}", timeText(issued.issuedAt), issued.serial,
        nameOf(issued.role), issued.id, hexOf(issued.publicKey), timeText(issued.notAfter));
    if (auto appended = appendLine(m_file, std::move(line)); !appended)
        return appended;
    m_issued.push_back(issued);
    ++m_lines;
    return {};
}

std::expected<void, Failure> Index::addRevoked(const std::string &serial, protocol::Instant at)
{
    if (auto appended = appendLine(m_file, std::format("{} revoked {}", timeText(at), serial)); !appended)
        return appended;
    std::ranges::find(m_issued, serial, &Issued::serial)->revokedAt = at;
    ++m_lines;
    return {};
}

} // namespace facteo::pki
