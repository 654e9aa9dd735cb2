// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/label.h"

namespace facteo::maps {

/// Size of a name written horizontally, broken into lines, units.
[[nodiscard]] QSizeF horizontalExtent(
    const Sheet &sheet, std::string_view text, const TextRule &rule, double size);
/// The same, written around a middle.
[[nodiscard]] Writing horizontalWriting(
    const Sheet &sheet, std::string_view text, const TextRule &rule, double size, QPointF middle);

/// The names that lie inside of one block. First what is already there, then place().
class BlockNames
{
public:
    BlockNames(const Sheet &sheet, const QRectF &block, Names &into)
        : m_sheet(sheet), m_block(block), m_into(into)
    {
    }

    /// Nothing may be written here.
    void avoid(const QRectF &box);
    /// Nothing may be written over the symbol, and its name stands beside it.
    void addSymbol(const Feature &feature, QPointF middle, const QRectF &box);
    /// Chooses and writes, the most important first.
    void place(std::span<const Feature> ground);

private:
    enum class Way : std::uint8_t { Along, Plate, Inside, Beside, Number };

    struct Candidate
    {
        Way way;
        const Feature *feature;
        const TextRule *rule;
        QPolygonF line;  ///< Along and Plate
        double length;   ///< of the line, or the room inside of an area
        QPointF middle;  ///< Inside, Beside and Number
        double distance; ///< Beside: from the middle to the symbol's edge
    };

    void collectLines(std::span<const Feature> ground);
    void collectAreas(std::span<const Feature> ground);
    void write(const Candidate &candidate);
    void writeAlong(const Candidate &candidate);
    void writePlates(const Candidate &candidate);
    void writeInside(const Candidate &candidate);
    void writeBeside(const Candidate &candidate);
    void writeNumber(const Candidate &candidate);
    bool writeHorizontally(
        std::string_view text, const TextRule &rule, double size, QPointF middle, double air = 2);
    [[nodiscard]] bool isNear(std::string_view text, QPointF middle, double distance) const;

    const Sheet &m_sheet;
    QRectF m_block;
    Names &m_into;
    LabelSpace m_space;
    std::vector<Candidate> m_candidates;
    std::vector<std::pair<std::string_view, QPointF>> m_written; ///< to keep equal names apart
};

} // namespace facteo::maps
