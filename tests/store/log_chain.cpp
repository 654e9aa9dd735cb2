// SPDX-License-Identifier: Apache-2.0
#include "store/log_chain.h"

#include <QCryptographicHash>
#include <QRandomGenerator64>
#include <algorithm>

namespace facteo::tests {
namespace {

std::vector<std::byte> drawBytes(QRandomGenerator64 &random, std::size_t count)
{
    std::vector<std::byte> bytes(count);
    for (auto &byte : bytes)
        byte = static_cast<std::byte>(random.bounded(256));
    return bytes;
}

} // namespace

protocol::Hash hashOf(const store::EncodedFact &fact)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(fact.previous.data(), static_cast<qsizetype>(fact.previous.size())));
    hash.addData(QByteArray::number(static_cast<qulonglong>(fact.number)));
    hash.addData(QByteArrayView(
        reinterpret_cast<const char *>(fact.bytes.data()), static_cast<qsizetype>(fact.bytes.size())));
    protocol::Hash result{};
    std::ranges::copy(hash.resultView(), reinterpret_cast<char *>(result.data()));
    return result;
}

std::vector<store::EncodedFact> nextFacts(const store::FactMark &end, std::size_t count, std::uint64_t seed)
{
    QRandomGenerator64 random(static_cast<quint32>(seed));
    std::vector<store::EncodedFact> facts;
    store::FactMark mark = end;
    for (std::size_t i = 0; i < count; ++i) {
        store::EncodedFact fact{.number = mark.number + 1,
            .at = protocol::Instant(
                std::chrono::milliseconds(1'790'000'000'000 + static_cast<qint64>(mark.number))),
            .sender = {"H-012"},
            .by = {"cmorel"},
            .cause = {},
            .kind = 1,
            .subject = "42",
            .bytes = drawBytes(random, 20 + random.bounded(200)),
            .previous = mark.hash,
            .hash = {}};
        for (auto &byte : fact.cause.bytes)
            byte = static_cast<std::uint8_t>(random.bounded(256));
        fact.hash = hashOf(fact);
        mark = {.number = fact.number, .hash = fact.hash};
        facts.push_back(std::move(fact));
    }
    return facts;
}

std::optional<std::uint64_t> firstBroken(const std::vector<store::EncodedFact> &facts)
{
    store::FactMark end;
    for (const auto &fact : facts) {
        if (fact.number != end.number + 1 || fact.previous != end.hash || fact.hash != hashOf(fact))
            return fact.number;
        end = {.number = fact.number, .hash = fact.hash};
    }
    return std::nullopt;
}

} // namespace facteo::tests
