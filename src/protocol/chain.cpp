// SPDX-License-Identifier: Apache-2.0
#include "protocol/chain.h"

#include "protocol/codec.h"

#include <cassert>
#include <openssl/evp.h>

namespace facteo::protocol {
namespace {

Hash hashOf(const Hash &previous, std::span<const std::byte> content)
{
    Hash out{};
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const bool done = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1 &&
                      EVP_DigestUpdate(context.get(), previous.data(), previous.size()) == 1 &&
                      EVP_DigestUpdate(context.get(), content.data(), content.size()) == 1 &&
                      EVP_DigestFinal_ex(context.get(), out.data(), nullptr) == 1;
    if (!done)
        std::abort(); // only when memory is exhausted: a log without hashes is no record
    return out;
}

} // namespace

Fact chained(Fact fact, const Hash &previous)
{
    fact.content = encodeContent(fact);
    fact.previous = previous;
    fact.hash = hashOf(previous, fact.content);
    return fact;
}

bool hashFits(const Fact &fact)
{
    return hashOf(fact.previous, fact.content) == fact.hash;
}

std::expected<void, ChainBreak> verifyChain(std::span<const Fact> facts)
{
    using enum ChainBreak::Kind;
    const Fact *before = nullptr;
    for (const auto &fact : facts) {
        const auto broken = [&](ChainBreak::Kind kind) {
            return std::unexpected(ChainBreak{.number = fact.number, .kind = kind});
        };
        if (!hashFits(fact))
            return broken(WrongHash);
        if (before && fact.depot != before->depot)
            return broken(OtherDepot);
        if (before && fact.number != before->number + 1)
            return broken(NumberMissing);
        const bool follows =
            before ? fact.previous == before->hash : fact.number != 1 || fact.previous == Hash{};
        if (!follows)
            return broken(WrongPrevious);
        before = &fact;
    }
    return {};
}

} // namespace facteo::protocol
