// SPDX-License-Identifier: Apache-2.0
#include "store/trail_rice.h"

#include <algorithm>

namespace facteo::store {
namespace {

constexpr std::size_t kValuesPerBlock = 64;
constexpr unsigned kParameterBits = 6;
constexpr unsigned kGreatestParameter = 32; // a code stays within what BitReader::peek() shows
constexpr unsigned kLongestUnary = 24;      // that many ones: the number itself follows, in 64 bits

std::uint64_t codeLength(std::span<const std::uint64_t> values, unsigned parameter)
{
    std::uint64_t length = 0;
    for (const std::uint64_t value : values) {
        const std::uint64_t unary = value >> parameter;
        length += unary < kLongestUnary ? unary + 1 + parameter : kLongestUnary + 64;
    }
    return length;
}

unsigned bestParameter(std::span<const std::uint64_t> values)
{
    std::uint64_t sum = 0;
    for (const std::uint64_t value : values) // one wild value must not wrap the sum
        sum += std::min<std::uint64_t>(value, std::uint64_t{1} << 48);
    const auto around = static_cast<unsigned>(std::bit_width(sum / values.size()));
    unsigned best = std::min(around, kGreatestParameter);
    std::uint64_t shortest = codeLength(values, best);
    for (unsigned tried = best; tried > 0 && best - (tried - 1) <= 2;) {
        --tried;
        const std::uint64_t length = codeLength(values, tried);
        if (length >= shortest)
            break;
        shortest = length;
        best = tried;
    }
    return best;
}

} // namespace

void writeRice(BitWriter &to, std::span<const std::uint64_t> values)
{
    for (std::size_t at = 0; at < values.size(); at += kValuesPerBlock) {
        const auto block = values.subspan(at, std::min(kValuesPerBlock, values.size() - at));
        const unsigned parameter = bestParameter(block);
        to.bits(parameter, kParameterBits);
        for (const std::uint64_t value : block) {
            const std::uint64_t unary = value >> parameter;
            if (unary < kLongestUnary) {
                to.bits((std::uint64_t{1} << unary) - 1, static_cast<unsigned>(unary) + 1);
                to.bits(value & ((std::uint64_t{1} << parameter) - 1), parameter);
            } else {
                to.bits((std::uint64_t{1} << kLongestUnary) - 1, kLongestUnary);
                to.bits(value & 0xffff'ffff, 32);
                to.bits(value >> 32, 32);
            }
        }
    }
    to.align();
}

bool readRice(BitReader &from, std::span<std::uint64_t> values)
{
    for (std::size_t at = 0; at < values.size() && !from.overran(); at += kValuesPerBlock) {
        const auto parameter = static_cast<unsigned>(from.bits(kParameterBits));
        if (parameter > kGreatestParameter)
            return false;
        for (auto &value : values.subspan(at, std::min(kValuesPerBlock, values.size() - at))) {
            const std::uint64_t next = from.peek();
            const auto unary = static_cast<unsigned>(std::countr_one(next));
            if (unary < kLongestUnary) {
                const std::uint64_t rest = (next >> (unary + 1)) & ((std::uint64_t{1} << parameter) - 1);
                value = (static_cast<std::uint64_t>(unary) << parameter) | rest;
                from.skip(unary + 1 + parameter);
            } else {
                from.skip(kLongestUnary);
                value = from.bits(32);
                value |= from.bits(32) << 32;
            }
        }
    }
    from.align();
    return !from.overran();
}

} // namespace facteo::store
