// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QVariant>
#include <algorithm>
#include <concepts>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// How words become columns and back: instants are milliseconds, names text, enums their number, ids BIGINT
/// (their 64th bit is never set), hashes and frame ids bytes, an empty optional NULL.
namespace facteo::store {

namespace detail {

template<typename T> inline constexpr bool isBytes = false;
template<std::size_t size> inline constexpr bool isBytes<std::array<std::uint8_t, size>> = true;

template<typename T> inline constexpr bool isName = false;
template<typename Tag> inline constexpr bool isName<protocol::Name<Tag>> = true;

template<typename T> inline constexpr bool isOptional = false;
template<typename T> inline constexpr bool isOptional<std::optional<T>> = true;

template<typename T>
concept Number = (std::integral<T> || std::is_enum_v<T>) && !std::same_as<T, bool>;

} // namespace detail

template<detail::Number T> [[nodiscard]] QVariant toColumn(T value)
{
    return QVariant::fromValue(static_cast<qlonglong>(value));
}

[[nodiscard]] inline QVariant toColumn(bool value)
{
    return QVariant::fromValue(static_cast<qlonglong>(value ? 1 : 0));
}

[[nodiscard]] inline QVariant toColumn(protocol::Instant value)
{
    return QVariant::fromValue(static_cast<qlonglong>(value.time_since_epoch().count()));
}

[[nodiscard]] inline QVariant toColumn(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

template<typename Tag> [[nodiscard]] QVariant toColumn(const protocol::Name<Tag> &value)
{
    return toColumn(std::string_view(value.text));
}

/// The bytes are not copied: they outlive the statement's run.
[[nodiscard]] inline QVariant toColumn(std::span<const std::byte> value)
{
    if (value.empty())
        return QByteArray("", 0); // a null QByteArray would become NULL
    return QByteArray::fromRawData(
        reinterpret_cast<const char *>(value.data()), static_cast<qsizetype>(value.size()));
}

template<std::size_t size> [[nodiscard]] QVariant toColumn(const std::array<std::uint8_t, size> &value)
{
    return QByteArray(reinterpret_cast<const char *>(value.data()), static_cast<qsizetype>(size));
}

[[nodiscard]] inline QVariant toColumn(const protocol::FrameId &value)
{
    return toColumn(value.bytes);
}

template<typename T> [[nodiscard]] QVariant toColumn(const std::optional<T> &value)
{
    return value ? toColumn(*value) : QVariant();
}

/// One member of what may be absent.
template<typename Record, typename T>
[[nodiscard]] std::optional<T> member(const std::optional<Record> &record, T Record::*which)
{
    return record ? std::optional<T>((*record).*which) : std::nullopt;
}

/// The value of a column, or nothing when it cannot be one: NULL where none may be, a number out of the
/// type's range, bytes of another length.
template<typename T> [[nodiscard]] std::optional<T> fromColumn(const QVariant &column)
{
    if (column.isNull())
        return std::nullopt;
    if constexpr (std::same_as<T, bool>) {
        return column.toLongLong() != 0;
    } else if constexpr (std::is_enum_v<T>) {
        const auto number = fromColumn<std::underlying_type_t<T>>(column);
        return number ? std::optional(static_cast<T>(*number)) : std::nullopt;
    } else if constexpr (std::integral<T>) {
        bool isNumber = false;
        const qlonglong number = column.toLongLong(&isNumber);
        return isNumber && std::in_range<T>(number) ? std::optional(static_cast<T>(number)) : std::nullopt;
    } else if constexpr (std::same_as<T, protocol::Instant>) {
        const auto number = fromColumn<std::int64_t>(column);
        return number ? std::optional(T{std::chrono::milliseconds{*number}}) : std::nullopt;
    } else if constexpr (std::same_as<T, std::string>) {
        return column.toString().toStdString();
    } else if constexpr (detail::isName<T>) {
        return T{column.toString().toStdString()};
    } else if constexpr (detail::isBytes<T>) {
        const QByteArray bytes = column.toByteArray();
        T value;
        if (bytes.size() != static_cast<qsizetype>(value.size()))
            return std::nullopt;
        std::ranges::copy(bytes, reinterpret_cast<char *>(value.data()));
        return value;
    } else if constexpr (std::same_as<T, protocol::FrameId>) {
        const auto bytes = fromColumn<decltype(T::bytes)>(column);
        return bytes ? std::optional(T{*bytes}) : std::nullopt;
    } else {
        static_assert(std::same_as<T, std::vector<std::byte>>, "no column holds this type");
        const QByteArray bytes = column.toByteArray();
        const auto *first = reinterpret_cast<const std::byte *>(bytes.constData());
        return T(first, first + bytes.size());
    }
}

} // namespace facteo::store
