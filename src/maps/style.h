// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QString>
#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How a map looks, read from maps/styles: map.toml has the rules (what, from which zoom, how wide),
/// light.toml and dark.toml the colours. Data, so that a cartographer tunes it without a compiler.
namespace facteo::maps {

/// A number that grows with the zoom: geometric between the listed zooms, constant outside them.
class Ramp
{
public:
    Ramp() = default;
    /// Points ascending by zoom; values >= 0. Between two of them the ratio is what grows evenly, as
    /// distances on the ground do; next to a 0 the difference.
    explicit Ramp(std::vector<std::pair<double, double>> points) : m_points(std::move(points)) {}
    explicit Ramp(double constant) : m_points{{0.0, constant}} {}

    [[nodiscard]] double at(double zoom) const;
    [[nodiscard]] bool empty() const { return m_points.empty(); }

private:
    std::vector<std::pair<double, double>> m_points;
};

/// An area's look. Lower `order` is painted first; within one order larger areas come first.
struct AreaRule
{
    int order = 0;
    double fromZoom = 0;
    QColor fill;
    QColor outline;         ///< invalid: none
    Ramp outlineWidth;      ///< units
    double outlineFrom = 0; ///< zoom
};

/// A line's look. Lower `order` is painted first among lines of one layer.
struct LineRule
{
    int order = 0;
    double fromZoom = 0;
    QColor fill;
    Ramp width;            ///< units, without the casing
    QColor casing;         ///< invalid: none
    Ramp casingWidth;      ///< units on each side
    double casingFrom = 0; ///< zoom
    QList<qreal> dashes;   ///< units along the line; empty: solid
    QColor ties;           ///< rail hatch: short strokes across; invalid: none
    Ramp tiesLength;       ///< units across the line
    QColor bridgeCasing;   ///< invalid: as casing
    QColor tunnelFill;     ///< invalid: as fill
};

/// A text's look.
struct TextRule
{
    double fromZoom = 0;
    double toZoom = 99;
    QColor color;
    QColor halo;
    double haloWidth = 1.5; ///< units on each side
    Ramp size;              ///< units (pixels at ratio 1)
    int weight = QFont::Medium;
    bool italic = false;
    bool capitals = false;
    double letterSpacing = 0; ///< units between letters
    int priority = 0;         ///< higher is placed first
};

/// A drawn symbol's look. What is drawn is in paint_symbols.cpp.
struct SymbolRule
{
    double fromZoom = 0;
    QColor plate; ///< the ground of the badge; invalid: none, the glyph stands alone
    QColor glyph;
    QColor border;
    double size = 16; ///< units across
    int priority = 0;
};

/// What a kind of feature looks like; the parts that it does not have are empty.
struct Rule
{
    std::optional<AreaRule> area;
    std::optional<LineRule> line;
    std::optional<SymbolRule> symbol;
    std::optional<TextRule> name;   ///< along lines, inside areas, at points
    std::optional<TextRule> ref;    ///< road numbers
    std::optional<TextRule> number; ///< house numbers
    bool hidden = false;            ///< this style leaves it out on purpose
};

enum class StyleFault : std::uint8_t {
    Syntax,      ///< not TOML
    UnknownKind, ///< a table is called after no FeatureKind
    UnknownKey,
    WrongValue,
    UnknownColor, ///< a rule names a colour that the colours file does not have
    MissingKind,  ///< a FeatureKind has no table
};

struct StyleError
{
    StyleFault fault = StyleFault::Syntax;
    std::string where; ///< the key, or line:column
};

/// A whole style. Immutable once read: any number of threads may paint with one.
class Style
{
public:
    /// Reads the texts of a rules file and of a colours file. Every FeatureKind has to have its table, be it
    /// `hidden = true`, and every colour that a rule names its value.
    [[nodiscard]] static std::expected<Style, StyleError> read(
        std::string_view rules, std::string_view colors);
    /// The styles in the program.
    [[nodiscard]] static const Style &light();
    [[nodiscard]] static const Style &dark();

    [[nodiscard]] const Rule &rule(FeatureKind kind) const { return m_rules[std::to_underlying(kind)]; }
    [[nodiscard]] const QColor &background() const { return m_background; }
    /// One-way arrows.
    [[nodiscard]] const QColor &arrow() const { return m_arrow; }
    [[nodiscard]] const QString &fontFamily() const { return m_fontFamily; }

private:
    friend class StyleReader;

    std::array<Rule, 256> m_rules;
    QColor m_background;
    QColor m_arrow;
    QString m_fontFamily;
};

/// The kinds, with their names in style files, in the order of their numbers.
[[nodiscard]] const std::vector<std::pair<std::string_view, FeatureKind>> &featureKinds();

} // namespace facteo::maps
