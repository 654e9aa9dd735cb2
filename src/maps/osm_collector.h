// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gazetteer.h"
#include "maps/package_writer.h"

#include <cstdint>
#include <osmium/fwd.hpp>
#include <osmium/handler.hpp>
#include <string>
#include <unordered_map>

namespace facteo::maps {

/// What has to be known of relations before ways are seen.
class RelationNotes : public osmium::handler::Handler
{
public:
    void relation(const osmium::Relation &relation);

    /// admin_level of the most important boundary that runs along this way, 0 for none.
    [[nodiscard]] std::uint8_t boundaryOf(std::int64_t way) const;
    /// The street of a house that only its `associatedStreet` relation names. Empty when none does.
    [[nodiscard]] const std::string &streetOf(bool isNode, std::int64_t id) const;

private:
    std::unordered_map<std::int64_t, std::uint8_t> m_boundaries;
    std::unordered_map<std::int64_t, std::string> m_streets; ///< nodes by id, others by -id
};

/// Turns the objects of an extract into features and gazetteer entries. Ways need their locations.
class OsmCollector : public osmium::handler::Handler
{
public:
    OsmCollector(const RelationNotes &notes, PackageWriter &writer, Gazetteer &gazetteer)
        : m_notes(notes), m_writer(writer), m_gazetteer(gazetteer)
    {
    }

    void node(const osmium::Node &node);
    void way(const osmium::Way &way);
    void area(const osmium::Area &area);

    /// House numbers that belong to no street.
    [[nodiscard]] std::size_t leftOut() const { return m_leftOut; }

private:
    void addPoint(const osmium::TagList &tags, WorldPoint point, bool ofArea);
    void addAddress(const osmium::TagList &tags, WorldPoint point, bool isNode, std::int64_t id);
    void addCommune(const osmium::TagList &tags, const std::vector<std::vector<WorldPoint>> &rings);

    const RelationNotes &m_notes;
    PackageWriter &m_writer;
    Gazetteer &m_gazetteer;
    std::size_t m_leftOut = 0;
};

} // namespace facteo::maps
