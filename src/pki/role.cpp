// SPDX-License-Identifier: Apache-2.0
#include "pki/role.h"

#include <algorithm>
#include <array>
#include <utility>

namespace facteo::pki {
namespace {

constexpr auto kNames = std::to_array<std::pair<Role, std::string_view>>({
    {Role::Handset, "handset"},
    {Role::Hub, "hub"},
    {Role::Console, "console"},
    {Role::Broker, "broker"},
    {Role::OperatorPhone, "operator-phone"},
    {Role::ExerciseGateway, "exercise-gateway"},
});

} // namespace

std::string_view nameOf(Role role)
{
    return std::ranges::find(kNames, role, &std::pair<Role, std::string_view>::first)->second;
}

std::optional<Role> roleNamed(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name, &std::pair<Role, std::string_view>::second);
    if (found == kNames.end())
        return std::nullopt;
    return found->first;
}

} // namespace facteo::pki
