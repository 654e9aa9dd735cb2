// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/key_table.h"

namespace facteo::console {

/// The key of a record that lies elsewhere and stays where it is.
template<typename Record, auto KeyOf> struct KeyInRecord
{
    const auto &operator()(const Record *record) const { return record->*KeyOf; }
};

/// Records by a key that is one of their members.
template<typename Record, auto KeyOf> using ByKey = KeyTable<Record *, KeyInRecord<Record, KeyOf>>;

/// Null when there is no such record.
template<typename Record, auto KeyOf>
[[nodiscard]] Record *lookUp(const KeyTable<Record *, KeyInRecord<Record, KeyOf>> &table,
    const typename ByKey<Record, KeyOf>::Key &key)
{
    return table.find(key).value_or(nullptr);
}

} // namespace facteo::console
