// SPDX-License-Identifier: Apache-2.0
#include "protocol/random.h"

#include <cstdlib>
#include <limits>
#include <openssl/rand.h>

namespace facteo::protocol {
namespace {

/// 1 to 2^63 − 1.
template<typename Id> Id positiveId(const RandomBits &bits)
{
    for (;;) {
        const auto value = bits() & static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        if (value != 0)
            return Id{value};
    }
}

} // namespace

std::uint64_t secureBits()
{
    std::uint64_t value = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char *>(&value), sizeof value) != 1)
        std::abort();
    return value;
}

FrameId randomFrameId(const RandomBits &bits)
{
    FrameId id;
    for (std::size_t half = 0; half < 2; ++half) {
        const auto value = bits();
        for (std::size_t i = 0; i < 8; ++i)
            id.bytes[half * 8 + i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
    return id;
}

AlertId randomAlertId(const RandomBits &bits)
{
    return positiveId<AlertId>(bits);
}

SystemAlarmId randomSystemAlarmId(const RandomBits &bits)
{
    return positiveId<SystemAlarmId>(bits);
}
TaskId randomTaskId(const RandomBits &bits)
{
    return positiveId<TaskId>(bits);
}
CommandId randomCommandId(const RandomBits &bits)
{
    return positiveId<CommandId>(bits);
}

std::uint64_t randomSession(const RandomBits &bits)
{
    for (;;) {
        if (const auto value = bits(); value != 0)
            return value;
    }
}

} // namespace facteo::protocol
