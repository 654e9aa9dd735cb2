// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace facteo::bench {

/// An address that does not exist, but could.
struct InventedAddress
{
    std::string number = {}; ///< "12 bis"
    std::string street = {};
    std::string postcode = {};
    std::string city = {};
    double lat = 0;
    double lon = 0;
};

/// Addresses as they are spread over France: communes of very different size, of which many share a name;
/// streets of fourteen numbers in the mean, most of them a "Rue", many of them "de l'Église". The same seed
/// makes the same.
class InventedFrance
{
public:
    InventedFrance(std::size_t addresses, std::uint32_t seed);

    /// A file as the Base Adresse Nationale has it.
    [[nodiscard]] bool writeBan(const std::filesystem::path &file) const;
    [[nodiscard]] const std::vector<InventedAddress> &addresses() const { return m_addresses; }
    [[nodiscard]] std::size_t streets() const { return m_streets; }
    [[nodiscard]] std::size_t communes() const { return m_communes; }

private:
    void addCommune(std::size_t size);
    void addStreet(const InventedAddress &commune, std::size_t numbers);
    [[nodiscard]] std::string streetName();
    [[nodiscard]] std::string cityName();
    [[nodiscard]] std::string surname();
    [[nodiscard]] std::size_t below(std::size_t bound);

    std::mt19937 m_random;
    std::vector<InventedAddress> m_addresses;
    std::vector<std::size_t> m_communeOf;
    std::set<std::string> m_used; ///< names of the commune's streets
    std::size_t m_streets = 0;
    std::size_t m_communes = 0;
};

} // namespace facteo::bench
