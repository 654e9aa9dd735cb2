// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>

namespace facteo::app {

/// Where an embedded depot keeps everything. Default: $XDG_DATA_HOME/facteo.
struct DataFolder
{
    std::filesystem::path root;

    [[nodiscard]] std::filesystem::path pki() const { return root / "pki"; }
    [[nodiscard]] std::filesystem::path broker() const { return root / "broker"; }
    [[nodiscard]] std::filesystem::path database() const { return root / "store" / "facteo.sqlite"; }
    [[nodiscard]] std::filesystem::path trails() const { return root / "store" / "trails"; }
    [[nodiscard]] std::filesystem::path bundle(const std::string &id) const { return root / "bundles" / id; }
    /// Of a country that was made up (facteo demo national).
    [[nodiscard]] std::filesystem::path rosters() const { return root / "rosters"; }
    [[nodiscard]] std::filesystem::path config() const { return root / "hub.toml"; }
    [[nodiscard]] std::filesystem::path run() const { return root / "run"; }
    [[nodiscard]] std::filesystem::path readyFile() const { return run() / "hub.json"; }
    [[nodiscard]] std::filesystem::path lockFile() const { return run() / "hub.lock"; }
    [[nodiscard]] std::filesystem::path brokerPid() const { return run() / "mosquitto.pid"; }
};

[[nodiscard]] DataFolder dataFolder(const std::string &given);

/// Makes the folder and those below it that are missing, each readable by its owner only; what is there keeps
/// its rights. An error for a terminal when there is something else in it: a whole depot in somebody's home
/// is a mistake of the command line.
[[nodiscard]] std::expected<void, std::string> claimFolder(const DataFolder &folder);

/// What the ready file says of a running hub.
struct ReadyHub
{
    std::string depot;
    std::uint16_t port = 0;
    std::int64_t pid = 0;
};
/// None when there is no ready file; it is removed when a hub stops, but not when it is killed.
[[nodiscard]] std::optional<ReadyHub> readReadyFile(const std::filesystem::path &file);
/// Whole or not at all.
[[nodiscard]] std::expected<void, std::string> writeReadyFile(
    const std::filesystem::path &file, const ReadyHub &hub);

/// Keeps a second hub away from the same data, for as long as it lives; the kernel lets go when the process
/// dies, however it dies.
class FolderLock
{
public:
    /// The error names the process that holds it.
    [[nodiscard]] static std::expected<FolderLock, std::string> take(const DataFolder &folder);
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

} // namespace facteo::app
