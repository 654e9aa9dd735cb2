// SPDX-License-Identifier: Apache-2.0
#include "data_folder.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <format>
#include <sys/file.h>
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
