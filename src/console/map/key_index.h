// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <type_traits>
#include <vector>

namespace facteo::console {

/// Which row has a key that stands in the row itself: a hash table of row numbers, eight bytes a row
/// (Boost.Unordered). A map would hold each key a second time.
///
/// Row numbers are those of the vector it was made for, which has to outlive it. `KeyOf`: the member that is
/// the key, or std::identity for a column of keys. One thread.
template<typename Row, auto KeyOf = std::identity{}> class KeyIndex
{
public:
    using Key = std::remove_cvref_t<std::invoke_result_t<decltype(KeyOf), const Row &>>;

    explicit KeyIndex(const std::vector<Row> &rows) : m_places(0, Hash{&rows}, Equal{&rows}) {}
    KeyIndex(const KeyIndex &) = delete;
    KeyIndex &operator=(const KeyIndex &) = delete;
    KeyIndex(KeyIndex &&) = delete;
    KeyIndex &operator=(KeyIndex &&) = delete;
    ~KeyIndex() = default;

    [[nodiscard]] std::optional<std::uint32_t> find(const Key &key) const
    {
        const auto found = m_places.find(key);
        return found == m_places.end() ? std::nullopt : std::optional(*found);
    }

    void reserve(std::size_t rows) { m_places.reserve(rows); }
    /// Precondition: no other row has its key.
    void add(std::uint32_t row) { m_places.insert(row); }
    /// Rows have other numbers now.
    void rebuild(std::size_t rows)
    {
        m_places.clear();
        m_places.reserve(rows);
        for (std::uint32_t row = 0; row < rows; ++row)
            m_places.insert(row);
    }

private:
    struct Hash
    {
        using is_transparent = void;
        const std::vector<Row> *rows;

        std::size_t operator()(const Key &key) const { return std::hash<Key>{}(key); }
        std::size_t operator()(std::uint32_t row) const { return (*this)(std::invoke(KeyOf, (*rows)[row])); }
    };

    struct Equal
    {
        using is_transparent = void;
        const std::vector<Row> *rows;

        bool operator()(const Key &key, std::uint32_t row) const
        {
            return key == std::invoke(KeyOf, (*rows)[row]);
        }
        bool operator()(std::uint32_t row, const Key &key) const { return (*this)(key, row); }
        bool operator()(std::uint32_t a, std::uint32_t b) const
        {
            return (*this)(std::invoke(KeyOf, (*rows)[a]), b);
        }
    };

    boost::unordered_flat_set<std::uint32_t, Hash, Equal> m_places;
};

} // namespace facteo::console
