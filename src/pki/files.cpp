// SPDX-License-Identifier: Apache-2.0
#include "pki/files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace facteo::pki {
namespace {

namespace fs = std::filesystem;

/// Closes what open() gave.
class Descriptor
{
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] bool valid() const { return m_descriptor >= 0; }
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

bool writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void syncFolder(const fs::path &folder)
{
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.valid())
        ::fsync(descriptor.get()); // best effort: some file systems cannot
}

} // namespace

std::unexpected<Failure> failed(PkiError error, std::string what)
{
    const int number = errno;
    if (number != 0)
        what += std::string(": ") + std::strerror(number);
    return std::unexpected(Failure{error, std::move(what)});
}

std::expected<void, Failure> writeWhole(
    const fs::path &file, std::string_view text, mode_t mode, Durable durable)
{
    auto temporary = file;
    temporary += ".new";
    errno = 0;
    {
        const Descriptor descriptor(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
        // fchmod: a file left over from before keeps its old mode, and umask takes bits away.
        if (!descriptor.valid() || ::fchmod(descriptor.get(), mode) != 0 ||
            !writeAll(descriptor.get(), text) ||
            (durable == Durable::Yes && ::fsync(descriptor.get()) != 0)) {
            auto failure = failed(PkiError::NotWritable, "cannot write " + temporary.string());
            ::unlink(temporary.c_str());
            return failure;
        }
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0)
        return failed(PkiError::NotWritable, "cannot rename " + temporary.string() + " to " + file.string());
    if (durable == Durable::Yes)
        syncFolder(file.parent_path());
    return {};
}

std::expected<void, Failure> appendLine(const fs::path &file, std::string line)
{
    line += '\n';
    errno = 0;
    const Descriptor descriptor(
        ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kPrivateFile));
    if (!descriptor.valid() || !writeAll(descriptor.get(), line) || ::fdatasync(descriptor.get()) != 0)
        return failed(PkiError::NotWritable, "cannot append to " + file.string());
    return {};
}

std::expected<std::string, Failure> readWhole(const fs::path &file)
{
    errno = 0;
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.valid())
        return failed(
            errno == ENOENT ? PkiError::NotFound : PkiError::NotReadable, "cannot read " + file.string());
    std::string text;
    char chunk[16'384];
    for (;;) {
        const auto count = ::read(descriptor.get(), chunk, sizeof chunk);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(PkiError::NotReadable, "cannot read " + file.string());
        if (count == 0)
            return text;
        text.append(chunk, static_cast<std::size_t>(count));
        if (text.size() > std::size_t{16} * 1024 * 1024) {
            errno = EFBIG;
            return failed(PkiError::Malformed, file.string());
        }
    }
}

std::expected<std::string, Failure> readPrivate(const fs::path &file)
{
    struct stat status{};
    errno = 0;
    if (::stat(file.c_str(), &status) != 0)
        return failed(
            errno == ENOENT ? PkiError::NotFound : PkiError::NotReadable, "cannot read " + file.string());
    if ((status.st_mode & 0077U) != 0)
        return std::unexpected(Failure{PkiError::NotPrivate,
            file.string() +
                " is a private key that others than its owner may read. If nobody did: chmod 600 " +
                file.string() + ". Otherwise issue a new one with --renew."});
    return readWhole(file);
}

std::expected<void, Failure> makePrivateFolder(const fs::path &folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error)
        fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
        return std::unexpected(
            Failure{PkiError::NotWritable, "cannot make folder " + folder.string() + ": " + error.message()});
    return {};
}

std::expected<void, Failure> replaceFolder(const fs::path &made, const fs::path &target)
{
    auto old = target;
    old += ".old";
    std::error_code error;
    fs::remove_all(old, error);
    fs::rename(target, old, error); // fails where there was none, which is the usual case
    fs::rename(made, target, error);
    if (error)
        return std::unexpected(Failure{PkiError::NotWritable,
            "cannot rename " + made.string() + " to " + target.string() + ": " + error.message()});
    fs::remove_all(old, error);
    syncFolder(target.parent_path());
    return {};
}

} // namespace facteo::pki
