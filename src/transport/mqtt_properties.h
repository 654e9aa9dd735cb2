// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mosquitto.h>
#include <utility>

namespace facteo::transport {

/// Property lists of libmosquitto are C; this frees one at the end of the scope.
class Properties
{
public:
    Properties() = default;
    ~Properties() { mosquitto_property_free_all(&m_list); }
    Properties(const Properties &) = delete;
    Properties &operator=(const Properties &) = delete;

    void addSeconds(int identifier, std::uint32_t seconds)
    {
        mosquitto_property_add_int32(&m_list, identifier, seconds);
    }
    [[nodiscard]] const mosquitto_property *list() const { return m_list; }
    [[nodiscard]] mosquitto_property *release() { return std::exchange(m_list, nullptr); }

private:
    mosquitto_property *m_list = nullptr;
};

} // namespace facteo::transport
