// SPDX-License-Identifier: Apache-2.0
#include "store/trail_column.h"

#include "store/trail_codec.h"
#include "store/trail_rice.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

namespace facteo::store {
namespace {

enum class Predictor : std::uint8_t {
    First = 0,  ///< the first value
    Last = 1,   ///< the value before
    Step = 2,   ///< the value before and the step to it, once more
    Turn = 3,   ///< the value before, the short way round the circle
    Hinted = 4, ///< the value before and the hinted step
};

enum class Packing : std::uint8_t {
    Dense = 0,  ///< every residual
    Sparse = 1, ///< the residuals that are not 0, and how many are between them
};

constexpr unsigned kPackingShift = 4;
constexpr std::uint64_t kPredictorMask = 0xf;

// Arithmetic wraps like the machine's, both ways: whatever the values are, they come back.
constexpr std::uint64_t wrapping(std::int64_t value)
{
    return static_cast<std::uint64_t>(value);
}

constexpr std::int64_t wrapped(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

/// `value` on a circle of `around` steps: 0 to around − 1.
constexpr std::int64_t onCircle(std::int64_t value, std::int64_t around)
{
    if (value >= 0 && value < around)
        return value;
    const std::int64_t rest = value % around;
    return rest < 0 ? rest + around : rest;
}

std::int64_t hintedStep(std::int64_t step, std::int64_t divisor)
{
    // 10: positions as trails keep them, and a division that needs none.
    return divisor == 10 ? step / 10 : step / divisor;
}

/// Distances from the first value, divided by what divides them all; 0 where all values are the same.
std::int64_t normalise(std::span<std::int64_t> values)
{
    const auto first = wrapping(values.front());
    std::uint64_t divisor = 0;
    for (std::int64_t &value : values) {
        value = wrapped(wrapping(value) - first);
        const auto size = value < 0 ? 0 - wrapping(value) : wrapping(value);
        if (divisor == 0 || size % divisor != 0)
            divisor = std::gcd(divisor, size);
    }
    if (divisor > wrapping(std::numeric_limits<std::int64_t>::max()))
        divisor = 1;
    if (divisor > 1) {
        for (std::int64_t &value : values)
            value /= wrapped(divisor);
    }
    return wrapped(divisor);
}

/// A column's values from its second on, as a predictor sees them.
struct Prediction
{
    Predictor predictor = Predictor::First;
    std::int64_t divisor = 1;
    std::int64_t circle = 0; ///< in divisors
    std::span<const std::int64_t> steps;

    [[nodiscard]] static bool isPossible(Predictor predictor, std::int64_t divisor, const ColumnHints &hints)
    {
        switch (predictor) {
        case Predictor::First:
        case Predictor::Last:
        case Predictor::Step:
            return true;
        case Predictor::Turn:
            return hints.circle != 0 && hints.circle % wrapping(divisor) == 0;
        case Predictor::Hinted:
            return !hints.steps.empty();
        }
        return false;
    }

    Prediction(Predictor which, std::int64_t unit, const ColumnHints &hints)
        : predictor(which), divisor(unit), circle(wrapped(hints.circle) / unit), steps(hints.steps)
    {
    }

    /// `values` are normalised.
    void residuals(std::span<const std::int64_t> values, std::span<std::int64_t> to) const
    {
        std::uint64_t before = 0;
        for (std::size_t i = 1; i < values.size(); ++i) {
            const std::uint64_t last = wrapping(values[i - 1]);
            std::uint64_t rest = wrapping(values[i]) - (predictor == Predictor::First ? 0 : last);
            if (predictor == Predictor::Step)
                rest -= last - before;
            else if (predictor == Predictor::Hinted)
                rest -= wrapping(hintedStep(steps[i], divisor));
            else if (predictor == Predictor::Turn)
                rest = wrapping(onCircle(wrapped(rest) + circle / 2, circle) - circle / 2);
            to[i - 1] = wrapped(rest);
            before = last;
        }
    }

    /// Puts into `values` what residuals() was made of; the first is there already, the others are residuals.
    void restore(std::span<std::int64_t> values) const
    {
        switch (predictor) {
        case Predictor::First:
            return restore(values, [](std::size_t, std::uint64_t, std::uint64_t) { return 0; });
        case Predictor::Last:
            return restore(values, [](std::size_t, std::uint64_t last, std::uint64_t) { return last; });
        case Predictor::Step:
            return restore(values,
                [](std::size_t, std::uint64_t last, std::uint64_t before) { return last + (last - before); });
        case Predictor::Hinted:
            return restore(values, [&](std::size_t i, std::uint64_t last, std::uint64_t) {
                return last + wrapping(hintedStep(steps[i], divisor));
            });
        case Predictor::Turn:
            restore(values, [](std::size_t, std::uint64_t last, std::uint64_t) { return last; });
            for (std::int64_t &value : values)
                value = onCircle(value, circle * divisor);
        }
    }

private:
    template<typename Predict> void restore(std::span<std::int64_t> values, Predict predict) const
    {
        const auto first = wrapping(values.front());
        std::uint64_t last = 0;
        std::uint64_t before = 0;
        for (std::size_t i = 1; i < values.size(); ++i) {
            const std::uint64_t value = wrapping(values[i]) + predict(i, last, before);
            before = std::exchange(last, value);
            values[i] = wrapped(first + value * wrapping(divisor));
        }
    }
};

std::uint64_t roughLength(std::span<const std::int64_t> residuals, std::int64_t base)
{
    std::uint64_t bits = 0;
    for (const std::int64_t value : residuals)
        bits += static_cast<std::uint64_t>(std::bit_width(zigzag(wrapped(wrapping(value) - wrapping(base)))));
    return bits;
}

/// About the median: that of some of them is enough.
std::int64_t middleOf(std::span<const std::int64_t> values)
{
    std::array<std::int64_t, 33> some{};
    const std::size_t count = std::min(some.size(), values.size());
    for (std::size_t i = 0; i < count; ++i)
        some[i] = values[i * values.size() / count];
    const auto middle = some.begin() + static_cast<std::ptrdiff_t>(count / 2);
    std::nth_element(some.begin(), middle, some.begin() + static_cast<std::ptrdiff_t>(count));
    return *middle;
}

/// The shortest prediction and what it leaves.
struct Choice
{
    Predictor predictor = Predictor::First;
    std::int64_t base = 0;
    std::vector<std::int64_t> residuals;
};

Choice choose(std::span<const std::int64_t> normalised, std::int64_t divisor, const ColumnHints &hints)
{
    Choice best;
    std::uint64_t shortest = std::numeric_limits<std::uint64_t>::max();
    std::vector<std::int64_t> tried(normalised.size() - 1);
    for (const auto predictor :
        {Predictor::First, Predictor::Last, Predictor::Step, Predictor::Turn, Predictor::Hinted}) {
        if (!Prediction::isPossible(predictor, divisor, hints))
            continue;
        Prediction(predictor, divisor, hints).residuals(normalised, tried);
        const auto base = middleOf(tried);
        const auto length = roughLength(tried, base);
        if (length < shortest) {
            shortest = length;
            best.predictor = predictor;
            best.base = base;
            best.residuals.swap(tried);
            tried.resize(best.residuals.size());
        }
    }
    return best;
}

/// What stands between values that are not 0, and these values less one: 0 would say nothing.
void writeSparse(BitWriter &to, std::span<const std::uint64_t> codes)
{
    std::vector<std::uint64_t> gaps;
    std::vector<std::uint64_t> values;
    std::uint64_t gap = 0;
    for (const std::uint64_t code : codes) {
        if (code == 0) {
            ++gap;
            continue;
        }
        gaps.push_back(std::exchange(gap, 0));
        values.push_back(code - 1);
    }
    to.varint(values.size());
    writeRice(to, gaps);
    writeRice(to, values);
}

bool readSparse(BitReader &from, std::span<std::uint64_t> codes)
{
    std::ranges::fill(codes, 0);
    const auto count = from.varint();
    if (!count || *count > codes.size())
        return false;
    std::array<std::uint64_t, kMostFixesPerChunk> gaps;
    std::array<std::uint64_t, kMostFixesPerChunk> values;
    const auto found = static_cast<std::size_t>(*count);
    if (!readRice(from, std::span(gaps).first(found)) || !readRice(from, std::span(values).first(found)))
        return false;
    std::size_t at = 0;
    for (std::size_t i = 0; i < found; ++i) {
        if (gaps[i] >= codes.size() - at)
            return false;
        at += static_cast<std::size_t>(gaps[i]);
        codes[at++] = values[i] + 1;
        if (at == codes.size() && i + 1 < found)
            return false;
    }
    return true;
}

} // namespace

void writeColumn(std::vector<std::byte> &to, std::span<const std::int64_t> values, const ColumnHints &hints)
{
    assert(!values.empty() && values.size() <= kMostFixesPerChunk);
    assert(hints.steps.empty() || hints.steps.size() == values.size());
    std::vector<std::int64_t> normalised(values.begin(), values.end());
    const std::int64_t divisor = normalise(normalised);
    BitWriter writer(to);
    writer.varint(zigzag(values.front()));
    writer.varint(wrapping(divisor));
    if (divisor == 0)
        return;

    ColumnHints usable = hints;
    if (std::ranges::any_of(values, [&](std::int64_t value) { return wrapping(value) >= hints.circle; }))
        usable.circle = 0;
    const Choice choice = choose(normalised, divisor, usable);
    std::vector<std::uint64_t> codes;
    codes.reserve(choice.residuals.size());
    for (const std::int64_t residual : choice.residuals)
        codes.push_back(zigzag(wrapped(wrapping(residual) - wrapping(choice.base))));

    std::vector<std::byte> packed;
    BitWriter dense(packed);
    writeRice(dense, codes);
    Packing packing = Packing::Dense;
    if (std::ranges::count(codes, 0U) * 2 > std::ssize(codes)) {
        std::vector<std::byte> shorter;
        BitWriter sparse(shorter);
        writeSparse(sparse, codes);
        if (shorter.size() < packed.size()) {
            packing = Packing::Sparse;
            packed.swap(shorter);
        }
    }
    to.push_back(static_cast<std::byte>(
        std::to_underlying(choice.predictor) | std::to_underlying(packing) << kPackingShift));
    writer.varint(zigzag(choice.base));
    to.insert(to.end(), packed.begin(), packed.end());
}

bool readColumn(BitReader &from, std::span<std::int64_t> values, const ColumnHints &hints)
{
    const auto first = from.varint();
    const auto divisor = from.varint();
    if (!first || !divisor || *divisor > wrapping(std::numeric_limits<std::int64_t>::max()) || from.overran())
        return false;
    values.front() = unzigzag(*first);
    if (*divisor == 0) {
        std::ranges::fill(values, values.front());
        return true;
    }
    const auto method = from.bits(8);
    const auto predictor = static_cast<Predictor>(method & kPredictorMask);
    const auto packing = method >> kPackingShift;
    const auto base = from.varint();
    if (!Prediction::isPossible(predictor, wrapped(*divisor), hints) ||
        packing > std::to_underlying(Packing::Sparse) || !base)
        return false;

    std::array<std::uint64_t, kMostFixesPerChunk> scratch;
    const auto codes = std::span(scratch).first(values.size() - 1);
    const bool isRead =
        packing == std::to_underlying(Packing::Dense) ? readRice(from, codes) : readSparse(from, codes);
    if (!isRead)
        return false;
    for (std::size_t i = 0; i < codes.size(); ++i)
        values[i + 1] = wrapped(wrapping(unzigzag(codes[i])) + wrapping(unzigzag(*base)));
    Prediction(predictor, wrapped(*divisor), hints).restore(values);
    return true;
}

} // namespace facteo::store
