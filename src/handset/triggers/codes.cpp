// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/codes.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <format>
#include <iterator>
#include <memory>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <ranges>
#include <span>
#include <vector>

namespace facteo::handset {
namespace {

constexpr std::size_t kFewestDigits = 4;
constexpr std::size_t kMostDigits = 8;
constexpr std::size_t kMostTyped = 64; ///< of a longer line only so much is looked at: it is wrong anyway
constexpr std::string_view kCodesFormat = "facteo-codes-1";

bool isCostInRange(const CodeCost &cost)
{
    return cost.memoryKib >= 8 && cost.memoryKib <= 262'144 && cost.passes >= 1 && cost.passes <= 16;
}

/// 0000, 1234, 8765: the same step from digit to digit, of at most one.
bool isTooSimple(std::string_view code)
{
    const int step = code[1] - code[0];
    if (step < -1 || step > 1)
        return false;
    for (std::size_t i = 2; i < code.size(); ++i)
        if (code[i] - code[i - 1] != step)
            return false;
    return true;
}

std::optional<CodeError> faultIn(std::string_view code)
{
    if (!std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }))
        return CodeError::NotDigits;
    if (code.size() < kFewestDigits)
        return CodeError::TooShort;
    if (code.size() > kMostDigits)
        return CodeError::TooLong;
    if (isTooSimple(code))
        return CodeError::TooSimple;
    return std::nullopt;
}

int numberOf(std::string_view digits)
{
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// Precondition: of one length, only digits, not the same.
bool areTooAlike(std::string_view one, std::string_view other)
{
    if (std::abs(numberOf(one) - numberOf(other)) == 1 || std::ranges::equal(one, std::views::reverse(other)))
        return true;
    std::vector<std::size_t> differ;
    for (std::size_t i = 0; i < one.size(); ++i)
        if (one[i] != other[i])
            differ.push_back(i);
    if (differ.size() == 1)
        return true; // one digit mistyped
    return differ.size() == 2 && differ[1] == differ[0] + 1 && one[differ[0]] == other[differ[1]] &&
           one[differ[1]] == other[differ[0]]; // two digits swapped
}

/// What the library cannot do only without memory.
void insist(bool done)
{
    if (!done)
        std::abort();
}

std::string hexOf(std::span<const std::uint8_t> bytes)
{
    std::string text;
    for (const auto byte : bytes)
        std::format_to(std::back_inserter(text), "{:02x}", byte);
    return text;
}

bool readHex(std::string_view text, std::span<std::uint8_t> to)
{
    if (text.size() != to.size() * 2)
        return false;
    for (std::size_t i = 0; i < to.size(); ++i) {
        const char *const from = text.data() + i * 2;
        const auto [end, fault] = std::from_chars(from, from + 2, to[i], 16);
        if (fault != std::errc{} || end != from + 2)
            return false;
    }
    return true;
}

bool readCost(std::string_view text, std::uint32_t &to)
{
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), to);
    return fault == std::errc{} && end == text.data() + text.size();
}

} // namespace

std::optional<CodeError> Codes::faultIn(std::string_view normal, std::string_view duress)
{
    for (const auto code : {normal, duress})
        if (const auto fault = handset::faultIn(code))
            return fault;
    if (normal.size() != duress.size())
        return CodeError::LengthsDiffer;
    if (normal == duress)
        return CodeError::Same;
    if (areTooAlike(normal, duress))
        return CodeError::TooAlike;
    return std::nullopt;
}

std::expected<Codes, CodeError> Codes::choose(
    std::string_view normal, std::string_view duress, CodeCost cost, const protocol::RandomBits &bits)
{
    if (const auto fault = faultIn(normal, duress))
        return std::unexpected(*fault);
    insist(isCostInRange(cost));
    Codes codes;
    codes.m_cost = cost;
    for (std::size_t i = 0; i < codes.m_salt.size(); i += 8) {
        const auto random = bits();
        for (std::size_t k = 0; k < 8; ++k)
            codes.m_salt.at(i + k) = static_cast<std::uint8_t>(random >> (8 * k));
    }
    codes.m_normal = codes.digestOf(normal);
    codes.m_duress = codes.digestOf(duress);
    return codes;
}

std::optional<Codes> Codes::fromText(std::string_view text)
{
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    const auto words = text | std::views::split(' ') |
                       std::views::transform([](auto &&word) { return std::string_view(word); }) |
                       std::ranges::to<std::vector>();
    Codes codes;
    const bool whole = words.size() == 6 && words[0] == kCodesFormat &&
                       readCost(words[1], codes.m_cost.memoryKib) &&
                       readCost(words[2], codes.m_cost.passes) && readHex(words[3], codes.m_salt) &&
                       readHex(words[4], codes.m_normal) && readHex(words[5], codes.m_duress);
    if (!whole || !isCostInRange(codes.m_cost) || codes.m_normal == codes.m_duress)
        return std::nullopt;
    return codes;
}

std::string Codes::toText() const
{
    return std::format("{} {} {} {} {} {}\n", kCodesFormat, m_cost.memoryKib, m_cost.passes, hexOf(m_salt),
        hexOf(m_normal), hexOf(m_duress));
}

CodeKind Codes::judge(std::string_view typed) const
{
    auto digest = digestOf(typed.substr(0, kMostTyped));
    // Both looks are taken before either is judged.
    const bool isNormal = CRYPTO_memcmp(digest.data(), m_normal.data(), digest.size()) == 0;
    const bool isDuress = CRYPTO_memcmp(digest.data(), m_duress.data(), digest.size()) == 0;
    OPENSSL_cleanse(digest.data(), digest.size());
    if (isNormal)
        return CodeKind::Normal;
    return isDuress ? CodeKind::Duress : CodeKind::Wrong;
}

Codes::Digest Codes::digestOf(std::string_view typed) const
{
    const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> argon(
        EVP_KDF_fetch(nullptr, "ARGON2ID", nullptr), EVP_KDF_free);
    insist(argon != nullptr);
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(
        EVP_KDF_CTX_new(argon.get()), EVP_KDF_CTX_free);
    insist(context != nullptr);

    // OpenSSL only reads them, though its types do not say so.
    std::string password(typed);
    auto salt = m_salt;
    auto cost = m_cost;
    std::uint32_t lanes = 1;
    const std::array parameters{
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, password.data(), password.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &cost.memoryKib),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &cost.passes),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &lanes), OSSL_PARAM_construct_end()};
    Digest digest{};
    insist(EVP_KDF_derive(context.get(), digest.data(), digest.size(), parameters.data()) == 1);
    OPENSSL_cleanse(password.data(), password.size());
    return digest;
}

} // namespace facteo::handset
