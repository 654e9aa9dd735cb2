// SPDX-License-Identifier: Apache-2.0
#include "protocol/frame.h"
#include "protocol/outbox.h"
#include "protocol/sender_session.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

/// What a phone team does first with the library: opens a golden frame, checks who signed it, seals one of
/// its own. `protocol_alone FRAME.hex`; exits with 0 when all of it works.
namespace {

using namespace facteo::protocol;

void expect(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "not so: %s\n", what);
    std::exit(1);
}

/// Pairs of hex digits; lines that begin with # are comments.
std::vector<std::byte> bytesOfHexFile(const char *path)
{
    std::ifstream file(path);
    expect(file.is_open(), "the golden frame can be read");
    std::vector<std::byte> bytes;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#'))
            continue;
        std::erase_if(line, [](char c) { return c == ' ' || c == '\r'; });
        for (std::size_t i = 0; i + 2 <= line.size(); i += 2) {
            std::uint8_t value = 0;
            std::from_chars(line.data() + i, line.data() + i + 2, value, 16);
            bytes.push_back(std::byte{value});
        }
    }
    return bytes;
}

/// The golden frames' key: not a secret, its seed is 0, 1, 2… 31.
SigningKey goldenKey()
{
    std::array<std::uint8_t, 32> seed{};
    for (std::uint8_t i = 0; i < seed.size(); ++i)
        seed[i] = i;
    return SigningKey::fromSeed(seed);
}

void openGoldenFrame(const char *path)
{
    auto bytes = bytesOfHexFile(path);
    const auto opened = open(bytes);
    expect(opened.has_value(), "the golden frame opens");
    expect(opened->kind() == BodyKind::AlertReport, "it is an alert");
    expect(opened->isSignedBy(goldenKey().publicKey()), "its signature holds");

    bytes[bytes.size() / 2] ^= std::byte{1};
    const auto forged = open(bytes);
    expect(!forged || !forged->isSignedBy(goldenKey().publicKey()), "a changed bit is noticed");
}

void sealOneOfOurOwn()
{
    const auto key = SigningKey::generate();
    SenderSession session(SenderId{"H-001"}, key);
    const Instant now{std::chrono::milliseconds{1'795'341'600'000}};
    const auto sealed = session.seal(
        AlertReport{.alert = randomAlertId(), .trigger = AlertTrigger::Button, .raisedAt = now}, now);
    const auto opened = open(sealed.bytes);
    expect(opened && opened->envelope.id == sealed.id, "what was sealed opens");
    expect(opened->isSignedBy(key.publicKey()), "with our signature");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1)
        openGoldenFrame(argv[1]);
    sealOneOfOurOwn();
    std::puts("sealed, opened, verified");
    return 0;
}
