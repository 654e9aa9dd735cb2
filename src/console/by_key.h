// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_set.hpp>
#include <functional>
#include <type_traits>

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
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(const Key &key) const { return std::hash<Key>{}(key); }
        std::size_t operator()(const Record *record) const { return (*this)(std::invoke(KeyOf, *record)); }
    };
    struct Equal
    {
        using is_transparent = void;
        bool operator()(const Key &key, const Record *record) const
        {
            return key == std::invoke(KeyOf, *record);
        }
        bool operator()(const Record *record, const Key &key) const { return (*this)(key, record); }
        bool operator()(const Record *a, const Record *b) const { return (*this)(std::invoke(KeyOf, *a), b); }
    };

    boost::unordered_flat_set<Record *, Hash, Equal> m_records;
};

} // namespace facteo::console
