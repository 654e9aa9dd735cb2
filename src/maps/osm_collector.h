// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/coastline.h"
#include "maps/gazetteer.h"
#include "maps/member_notes.h"
#include "maps/package_writer.h"

#include <cstddef>
#include <osmium/fwd.hpp>
#include <vector>

namespace facteo::maps {

/// Turns the objects of an extract, in its order, into features and gazetteer entries. Ways need their
/// locations.
class OsmCollector
{
public:
    OsmCollector(MemberNotes &notes, PackageWriter &writer, Gazetteer &gazetteer, Coastline &coastline)
        : m_notes(notes), m_writer(writer), m_gazetteer(gazetteer), m_coastline(coastline)
    {
    }

    void node(const osmium::Node &node);
    void way(const osmium::Way &way);
    void area(const osmium::Area &area);

    /// House numbers that belong to no street.
    [[nodiscard]] std::size_t leftOut() const { return m_leftOut; }

private:
    void addPoint(FeatureKind kind, const osmium::TagList &tags, WorldPoint point);
    void addAddress(
        const osmium::TagList &tags, WorldPoint point, osmium::item_type type, osmium::object_id_type id);
    void addCommune(const osmium::TagList &tags, const std::vector<std::vector<WorldPoint>> &rings);

    MemberNotes &m_notes;
    PackageWriter &m_writer;
    Gazetteer &m_gazetteer;
    Coastline &m_coastline;
    std::size_t m_leftOut = 0;
};

} // namespace facteo::maps
