// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace facteo::pki {

/// The 32 secret bytes of an Ed25519 key (RFC 8032), wiped from memory when it goes. Never printed or copied
/// into a log.
class SecretKey
{
public:
    SecretKey() = default;
    explicit SecretKey(std::span<const std::uint8_t, 32> seed);
    ~SecretKey();
    SecretKey(const SecretKey &) = default;
    SecretKey &operator=(const SecretKey &) = default;

    [[nodiscard]] std::span<const std::uint8_t, 32> seed() const { return m_seed; }

private:
    std::array<std::uint8_t, 32> m_seed{};
};

} // namespace facteo::pki
