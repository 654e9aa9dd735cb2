// SPDX-License-Identifier: Apache-2.0
#include "data_folder.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace facteo::app {

namespace fs = std::filesystem;

DataFolder dataFolder(const std::string &given)
{
    if (!given.empty())
        return {fs::absolute(given).lexically_normal()};
    const auto home = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return {fs::path(home.toStdString()) / "facteo"};
}

namespace {

/// What a hub makes, and what an operator (maps) and the console (its settings, which Qt writes beside their
/// place first) put there before it.
bool isOurs(const std::string &name)
{
    constexpr std::array kFolders{
        "pki", "broker", "store", "bundles", "run", "maps", "quarantine", "rosters"};
    return std::ranges::find(kFolders, name) != kFolders.end() || name.starts_with("hub.toml") ||
           name == "rosters.new" || name.starts_with("console.");
}

} // namespace

std::expected<void, std::string> claimFolder(const DataFolder &folder)
{
    std::error_code failed;
    fs::create_directories(folder.root.parent_path(), failed);
    if (!fs::exists(folder.pki() / "ca.pem", failed))
        for (const auto &entry : fs::directory_iterator(folder.root, failed))
            if (const auto name = entry.path().filename().string(); !isOurs(name))
                return std::unexpected(std::format(
                    "{} holds something else than a depot ({}): give a folder of its own with --data",
                    folder.root.string(), name));
    for (const auto &path :
        {folder.root, folder.root / "bundles", folder.broker(), folder.root / "store", folder.run()})
        if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
            return std::unexpected(std::format("cannot make {}: {}", path.string(), std::strerror(errno)));
    return {};
}

std::optional<ReadyHub> readReadyFile(const fs::path &file)
{
    QFile read(QString::fromStdString(file.string()));
    if (!read.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto object = QJsonDocument::fromJson(read.readAll()).object();
    ReadyHub hub{.depot = object["depot"].toString().toStdString(),
        .port = static_cast<std::uint16_t>(object["port"].toInt()),
        .pid = object["pid"].toInteger()};
    if (hub.depot.empty() || hub.port == 0)
        return std::nullopt;
    return hub;
}

std::expected<void, std::string> writeReadyFile(const fs::path &file, const ReadyHub &hub)
{
    const QJsonObject object{{"depot", QString::fromStdString(hub.depot)}, {"port", hub.port},
        {"pid", static_cast<qint64>(hub.pid)}};
    QSaveFile save(QString::fromStdString(file.string()));
    if (!save.open(QIODevice::WriteOnly) ||
        save.write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n') < 0 || !save.commit())
        return std::unexpected(
            std::format("cannot write {}: {}", file.string(), save.errorString().toStdString()));
    return {};
}

std::expected<FolderLock, std::string> FolderLock::take(const DataFolder &folder)
{
    std::error_code failed;
    fs::create_directories(folder.run(), failed);
    if (failed)
        return std::unexpected(std::format("cannot make {}: {}", folder.run().string(), failed.message()));
    const auto file = folder.lockFile();
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return std::unexpected(std::format("cannot open {}: {}", file.string(), std::strerror(errno)));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        char holder[32] = {};
        std::ignore = ::pread(descriptor, holder, sizeof holder - 1, 0);
        ::close(descriptor);
        return std::unexpected(std::format(
            "another facteo-hub (process {}) already serves {}: stop it first, or give another --data folder",
            std::string_view(holder).substr(0, std::string_view(holder).find('\n')), folder.root.string()));
    }
    const auto pid = std::format("{}\n", ::getpid());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, pid.data(), pid.size(), 0) < 0) {
        ::close(descriptor);
        return std::unexpected(std::format("cannot write {}: {}", file.string(), std::strerror(errno)));
    }
    return FolderLock(descriptor);
}

FolderLock::FolderLock(FolderLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace facteo::app
