// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace facteo::console {

/// A hash table (Boost.Unordered) of handles to things that hold their keys themselves: a map would hold each
/// key a second time. `KeyAt` gives the key of a handle; what it gives may change only while the handle is
/// not in here. One thread.
template<typename Handle, typename KeyAt> class KeyTable
{
public:
    using Key = std::remove_cvref_t<std::invoke_result_t<const KeyAt &, Handle>>;

    explicit KeyTable(KeyAt keyAt = {}) : m_handles(0, Hash{keyAt}, Equal{keyAt}) {}
    // The key is perhaps in what owns this.
    KeyTable(const KeyTable &) = delete;
    KeyTable &operator=(const KeyTable &) = delete;
    KeyTable(KeyTable &&) = delete;
    KeyTable &operator=(KeyTable &&) = delete;
    ~KeyTable() = default;

    [[nodiscard]] std::optional<Handle> find(const Key &key) const
    {
        const auto found = m_handles.find(key);
        return found == m_handles.end() ? std::nullopt : std::optional(*found);
    }
    [[nodiscard]] bool contains(const Key &key) const { return m_handles.contains(key); }
    [[nodiscard]] std::size_t size() const { return m_handles.size(); }
    [[nodiscard]] auto begin() const { return m_handles.begin(); }
    [[nodiscard]] auto end() const { return m_handles.end(); }

    /// False when another one has its key.
    bool add(Handle handle) { return m_handles.insert(handle).second; }
    /// False when there was no such one.
    bool erase(const Key &key) { return m_handles.erase(key) > 0; }
    void reserve(std::size_t handles) { m_handles.reserve(handles); }
    void clear() { m_handles.clear(); }

private:
    struct Hash
    {
        using is_transparent = void;
        [[no_unique_address]] KeyAt keyAt;

        std::size_t operator()(const Key &key) const { return std::hash<Key>{}(key); }
        std::size_t operator()(Handle handle) const { return (*this)(keyAt(handle)); }
    };
    struct Equal
    {
        using is_transparent = void;
        [[no_unique_address]] KeyAt keyAt;

        bool operator()(const Key &key, Handle handle) const { return key == keyAt(handle); }
        bool operator()(Handle handle, const Key &key) const { return key == keyAt(handle); }
        bool operator()(Handle a, Handle b) const { return keyAt(a) == keyAt(b); }
    };

    boost::unordered_flat_set<Handle, Hash, Equal> m_handles;
};

/// The key of a row in a column of keys, which has to outlive it.
template<typename Key> struct KeyInColumn
{
    const std::vector<Key> *column = nullptr;

    const Key &operator()(std::uint32_t row) const { return (*column)[row]; }
};

/// Which row of a column has a key.
template<typename Key> using KeyIndex = KeyTable<std::uint32_t, KeyInColumn<Key>>;

/// Rows have other numbers now.
template<typename Key> void numberAnew(KeyIndex<Key> &index, std::size_t rows)
{
    index.clear();
    index.reserve(rows);
    for (std::uint32_t row = 0; row < rows; ++row)
        index.add(row);
}

/// Row i of a column becomes what was row `rows[i]`; what is not named goes. Precondition: each at most once.
template<typename Value> void keepRows(std::vector<Value> &column, std::span<const std::uint32_t> rows)
{
    std::vector<Value> kept;
    kept.reserve(rows.size());
    for (const auto row : rows)
        kept.push_back(std::move(column[row]));
    column = std::move(kept);
}

} // namespace facteo::console
