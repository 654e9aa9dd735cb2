// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size);

/// Feeds a fuzz target with files instead of libFuzzer: each as it is, cut at every length, and with every
/// byte inverted. A .hex file (golden frames) is fed as the bytes it spells. A crash names its file.
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytesOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    Bytes out;
    if (path.extension() != ".hex") {
        out.resize(std::filesystem::file_size(path));
        file.read(reinterpret_cast<char *>(out.data()), static_cast<std::streamsize>(out.size()));
        return out;
    }
    for (std::string line; std::getline(file, line);)
        if (!line.starts_with('#'))
            for (std::size_t i = 0; i + 2 <= line.size(); i += 2)
                out.push_back(static_cast<std::uint8_t>(std::stoi(line.substr(i, 2), nullptr, 16)));
    return out;
}

/// In memory of exactly this size, so that a sanitizer sees one byte too many.
void feed(std::span<const std::uint8_t> bytes)
{
    const auto exact = std::make_unique<std::uint8_t[]>(bytes.size());
    std::ranges::copy(bytes, exact.get());
    LLVMFuzzerTestOneInput(exact.get(), bytes.size());
}

void feedAllVariants(Bytes bytes)
{
    feed(bytes);
    for (std::size_t length = 0; length < bytes.size(); ++length)
        feed(std::span(bytes).first(length));
    for (auto &byte : bytes) {
        byte = static_cast<std::uint8_t>(~byte);
        feed(bytes);
        byte = static_cast<std::uint8_t>(~byte);
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i) {
        if (!std::filesystem::exists(argv[i]))
            continue;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file())
                continue;
            std::fprintf(stderr, "%s\n", entry.path().c_str());
            feedAllVariants(bytesOf(entry.path()));
            ++files;
        }
    }
    std::printf("%zu files, each cut and changed at every byte\n", files);
    return files > 0 ? 0 : 1;
}
