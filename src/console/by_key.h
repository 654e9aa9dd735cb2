// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <functional>

namespace facteo::console {

/// Records by a key that is one of their members: a hash table of pointers, 13 bytes each (Boost.Unordered).
/// A map would hold each key a second time. The records lie elsewhere and stay where they are; a key may
/// change only while its record is not in here.
template<typename Record, auto KeyOf> class ByKey
{
public:
    using Key = std::remove_cvref_t<std::invoke_result_t<decltype(KeyOf), const Record &>>;

    /// Null when there is no such record.
    [[nodiscard]] Record *find(const Key &key) const
    {
        const auto found = m_records.find(key);
        return found == m_records.end() ? nullptr : *found;
    }
    [[nodiscard]] bool contains(const Key &key) const { return m_records.contains(key); }
    [[nodiscard]] std::size_t size() const { return m_records.size(); }
    [[nodiscard]] auto begin() const { return m_records.begin(); }
    [[nodiscard]] auto end() const { return m_records.end(); }

    /// False when another record has its key.
    bool add(Record &record) { return m_records.insert(&record).second; }
    /// False when there was no such record.
    bool erase(const Key &key) { return m_records.erase(key) > 0; }
    void reserve(std::size_t records) { m_records.reserve(records); }
    void clear() { m_records.clear(); }

private:
    static const Key &keyOf(const Key &key) { return key; }
    static const Key &keyOf(const Record *record) { return std::invoke(KeyOf, *record); }

    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(const auto &one) const { return std::hash<Key>{}(keyOf(one)); }
    };
    struct Equal
    {
        using is_transparent = void;
        bool operator()(const auto &a, const auto &b) const { return keyOf(a) == keyOf(b); }
    };

    boost::unordered_flat_set<Record *, Hash, Equal> m_records;
};

} // namespace facteo::console
