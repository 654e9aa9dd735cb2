// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/chain.h"
#include "protocol/frame.h"

#include <string>
#include <vector>

namespace facteo::tests {

/// One example of everything that can be said, named as its golden frame.
struct Sample
{
    std::string name;
    protocol::Envelope envelope;
};

std::vector<Sample> samples();

/// The sample of that name.
protocol::Envelope sample(std::string_view name);

/// Signs the golden frames. No secret: its seed is 0, 1, 2… 31.
protocol::SigningKey goldenKey();

/// As the sample's own sender would seal it.
std::vector<std::byte> sealed(const protocol::Envelope &envelope);

/// 22 November 2026, 08:15:30 UTC.
inline constexpr protocol::Instant kMorning{std::chrono::milliseconds{1'795'335'330'000}};

protocol::Fact factOf(std::uint64_t number, protocol::FactBody body, const protocol::Hash &previous);

} // namespace facteo::tests
