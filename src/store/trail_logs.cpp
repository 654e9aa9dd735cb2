// SPDX-License-Identifier: Apache-2.0
#include "store/trail_logs.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <utility>

namespace facteo::store {
namespace {

using protocol::DepotId;
using protocol::Instant;

constexpr std::string_view kSuffix = ".trail";
/// No part of a name (protocol/words.h), so it can stand between two.
constexpr char kOfDepot = '/';

std::optional<std::uint64_t> numberOf(const std::filesystem::path &file, const DepotId &owner)
{
    const std::string name = file.stem().string();
    const std::string prefix = owner.text + "-";
    if (file.extension() != kSuffix || !name.starts_with(prefix))
        return std::nullopt;
    std::uint64_t number = 0;
    const char *end = name.data() + name.size();
    const auto [stopped, failed] = std::from_chars(name.data() + prefix.size(), end, number);
    return failed == std::errc() && stopped == end && number > 0 ? std::optional(number) : std::nullopt;
}

} // namespace

TrailLogs::TrailLogs(std::filesystem::path folder, DepotId owner)
    : m_folder(std::move(folder)), m_owner(std::move(owner))
{
}

Result<std::unique_ptr<TrailLogs>> TrailLogs::open(std::filesystem::path folder, DepotId owner)
{
    std::unique_ptr<TrailLogs> logs(new TrailLogs(std::move(folder), std::move(owner)));
    if (auto read = logs->readBack(); !read)
        return std::unexpected(std::move(read).error());
    return logs;
}

Result<void> TrailLogs::readBack()
{
    std::error_code failed;
    std::filesystem::create_directories(m_folder, failed);
    std::vector<std::uint64_t> numbers;
    if (!failed) {
        for (auto entry = std::filesystem::directory_iterator(m_folder, failed);
            !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
            if (const auto number = numberOf(entry->path(), m_owner))
                numbers.push_back(*number);
        }
    }
    if (failed)
        return std::unexpected(
            Error{Problem::NotWritable, "cannot use the folder of trails " + m_folder.string() + ": " +
                                            failed.message() + "; give this user write access to it"});

    std::ranges::sort(numbers);
    for (const std::uint64_t number : numbers) {
        m_nextNumber = number + 1;
        File file{.number = number, .needs = {}};
        const auto read = TrailLog::readBack(fileOf(number), [&](HandsetFix entry) {
            auto [depot, fix] = partOf(std::move(entry));
            auto &newest = file.needs[depot].waiting;
            newest = std::max(newest.value_or(fix.fix.at), fix.fix.at);
            m_readBack[depot].push_back(std::move(fix));
        });
        // Alerts are not kept waiting by a file of positions: it stays where it is, and is not read.
        if (!read && read.error().problem == Problem::Corrupt) {
            m_damage.push_back(read.error().detail);
            continue;
        }
        if (!read)
            return std::unexpected(read.error());
        if (read->damagedBytes > 0)
            m_damage.push_back(
                std::format("{}: {} bytes of positions are damaged and were left out, {} positions "
                            "came back; check the disk",
                    fileOf(number).string(), read->damagedBytes, read->fixes));
        m_cutBytes += read->cutBytes;
        m_files.push_back(std::move(file));
    }
    return {};
}

std::vector<HandsetFix> TrailLogs::takeBack(const DepotId &depot)
{
    auto found = m_readBack.extract(depot);
    return found.empty() ? std::vector<HandsetFix>() : std::move(found.mapped());
}

std::vector<DepotId> TrailLogs::leftBehind() const
{
    std::vector<DepotId> depots;
    depots.reserve(m_readBack.size());
    for (const auto &[depot, fixes] : m_readBack)
        depots.push_back(depot);
    std::ranges::sort(depots);
    return depots;
}

HandsetFix TrailLogs::entryOf(const DepotId &depot, const HandsetFix &fix) const
{
    if (depot == m_owner)
        return fix;
    return {.handset = {depot.text + kOfDepot + fix.handset.text}, .fix = fix.fix};
}

std::pair<DepotId, HandsetFix> TrailLogs::partOf(HandsetFix entry) const
{
    const auto at = entry.handset.text.find(kOfDepot);
    if (at == std::string::npos)
        return {m_owner, std::move(entry)};
    DepotId depot{entry.handset.text.substr(0, at)};
    entry.handset.text.erase(0, at + 1);
    return {std::move(depot), std::move(entry)};
}

std::filesystem::path TrailLogs::fileOf(std::uint64_t number) const
{
    return m_folder / std::format("{}-{:08}{}", m_owner.text, number, kSuffix);
}

Result<void> TrailLogs::beginFile()
{
    auto log = TrailLog::create(fileOf(m_nextNumber));
    if (!log)
        return std::unexpected(std::move(log).error());
    m_log = std::move(*log);
    m_files.push_back({.number = m_nextNumber++, .needs = {}});
    return {};
}

Result<void> TrailLogs::append(std::span<const Part> batch)
{
    std::vector<HandsetFix> entries;
    for (const Part &part : batch)
        for (const HandsetFix &fix : part.fixes)
            entries.push_back(entryOf(part.depot, fix));
    if (entries.empty())
        return {};
    if (!m_log) {
        if (auto begun = beginFile(); !begun)
            return begun;
    }
    if (auto written = m_log->append(entries); !written) {
        if (m_log->isTorn())
            rotate();
        return written;
    }
    for (const Part &part : batch) {
        if (part.fixes.empty())
            continue;
        const auto newest =
            std::ranges::max(part.fixes, {}, [](const HandsetFix &entry) { return entry.fix.at; }).fix.at;
        auto &waiting = m_files.back().needs[part.depot].waiting;
        waiting = std::max(waiting.value_or(newest), newest);
    }
    return {};
}

void TrailLogs::rotate()
{
    m_log.reset();
}

void TrailLogs::beginFolding(const DepotId &depot)
{
    if (m_log &&
        std::ranges::all_of(m_files.back().needs, [&](const auto &need) { return need.first == depot; }))
        rotate();
    for (File &file : m_files) {
        const auto found = file.needs.find(depot);
        if (found == file.needs.end() || !found->second.waiting)
            continue;
        auto &[folding, waiting] = found->second;
        folding = std::max(folding.value_or(*waiting), *waiting);
        waiting.reset();
    }
}

Result<void> TrailLogs::folded(const DepotId &depot, Instant before)
{
    for (File &file : m_files) {
        const auto found = file.needs.find(depot);
        if (found == file.needs.end() || (found->second.folding && *found->second.folding >= before))
            continue;
        found->second.folding.reset();
        if (!found->second.waiting)
            file.needs.erase(found);
    }
    return removeUnneeded();
}

Result<void> TrailLogs::removeUnneeded()
{
    bool isRemoved = false;
    for (auto file = m_files.begin(); file != m_files.end();) {
        const bool isWritten = m_log && file == std::prev(m_files.end());
        if (!file->needs.empty() || isWritten) {
            ++file;
            continue;
        }
        const auto path = fileOf(file->number);
        std::error_code failed;
        std::filesystem::remove(path, failed);
        if (failed)
            return std::unexpected(
                Error{Problem::NotWritable, "cannot remove " + path.string() + ": " + failed.message() +
                                                "; check the rights on the folder"});
        file = m_files.erase(file);
        isRemoved = true;
    }
    return isRemoved ? syncFolder(m_folder) : Result<void>();
}

} // namespace facteo::store
