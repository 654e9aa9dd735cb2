// SPDX-License-Identifier: Apache-2.0
#include "maps/style.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <system_error>
// The same in every file that includes it: its classes differ with and without exceptions.
#include <toml++/toml.hpp>

namespace facteo::maps {

/// One reading of one file. The first fault ends it.
class StyleReader
{
public:
    std::expected<Style, StyleError> read(const toml::table &root, const toml::table &colors)
    {
        m_colors = &colors;
        colorIn(root, "background", m_style.m_background);
        colorIn(root, "arrow", m_style.m_arrow);
        m_style.m_fontFamily = QString::fromStdString(root["font"].value_or(std::string("Inter")));
        std::vector<bool> seen(m_style.m_rules.size());
        for (const auto &[name, node] : root) {
            const auto key = name.str();
            if (!node.is_table() || key == "text")
                continue;
            const auto kind = std::ranges::find(featureKinds(), key, [](const auto &k) { return k.first; });
            if (kind == featureKinds().end()) {
                fail(StyleFault::UnknownKind, std::string(key));
                break;
            }
            m_path = key;
            m_texts = root["text"].as_table();
            rule(*node.as_table(), m_style.m_rules[std::to_underlying(kind->second)]);
            seen[std::to_underlying(kind->second)] = true;
        }
        for (const auto &[name, kind] : featureKinds()) {
            if (!seen[std::to_underlying(kind)])
                fail(StyleFault::MissingKind, std::string(name));
        }
        if (m_error)
            return std::unexpected(*m_error);
        return std::move(m_style);
    }

private:
    void fail(StyleFault fault, std::string where)
    {
        if (!m_error)
            m_error = StyleError{fault, std::move(where)};
    }

    std::string at(std::string_view key) const { return m_path + "." + std::string(key); }

    void rule(const toml::table &table, Rule &into)
    {
        const auto kind = m_path;
        for (const auto &[name, node] : table) {
            const auto key = name.str();
            const auto *part = node.as_table();
            m_path = kind + "." + std::string(key);
            if (key == "hidden")
                into.hidden = node.value_or(false);
            else if (!part)
                fail(StyleFault::WrongValue, m_path);
            else if (key == "area")
                area(*part, into.area.emplace());
            else if (key == "line")
                line(*part, into.line.emplace());
            else if (key == "symbol")
                symbol(*part, into.symbol.emplace());
            else if (key == "name")
                text(*part, into.name.emplace());
            else if (key == "ref")
                text(*part, into.ref.emplace());
            else if (key == "number")
                text(*part, into.number.emplace());
            else
                fail(StyleFault::UnknownKey, m_path);
        }
        m_path = kind;
    }

    void area(const toml::table &table, AreaRule &into)
    {
        known(table, {"order", "from", "fill", "outline", "outlineWidth", "outlineFrom"});
        numberIn(table, "order", into.order);
        numberIn(table, "from", into.fromZoom);
        colorIn(table, "fill", into.fill);
        colorIn(table, "outline", into.outline);
        into.outlineWidth = Ramp(1.0);
        rampIn(table, "outlineWidth", into.outlineWidth);
        numberIn(table, "outlineFrom", into.outlineFrom);
    }

    void line(const toml::table &table, LineRule &into)
    {
        known(table, {"order", "from", "fill", "width", "casing", "casingWidth", "casingFrom", "dashes",
                         "ties", "tiesLength", "bridgeCasing", "tunnelFill"});
        numberIn(table, "order", into.order);
        numberIn(table, "from", into.fromZoom);
        colorIn(table, "fill", into.fill);
        rampIn(table, "width", into.width);
        colorIn(table, "casing", into.casing);
        into.casingWidth = Ramp(1.0);
        rampIn(table, "casingWidth", into.casingWidth);
        numberIn(table, "casingFrom", into.casingFrom);
        colorIn(table, "ties", into.ties);
        rampIn(table, "tiesLength", into.tiesLength);
        colorIn(table, "bridgeCasing", into.bridgeCasing);
        colorIn(table, "tunnelFill", into.tunnelFill);
        if (const auto *dashes = table["dashes"].as_array()) {
            for (const auto &dash : *dashes)
                into.dashes.append(dash.value_or(1.0));
            if (into.dashes.size() % 2 != 0)
                fail(StyleFault::WrongValue, at("dashes"));
        }
    }

    void symbol(const toml::table &table, SymbolRule &into)
    {
        known(table, {"from", "plate", "glyph", "border", "size", "priority"});
        numberIn(table, "from", into.fromZoom);
        colorIn(table, "plate", into.plate);
        colorIn(table, "glyph", into.glyph);
        colorIn(table, "border", into.border);
        numberIn(table, "size", into.size);
        numberIn(table, "priority", into.priority);
    }

    /// `like = "street"` takes over [text.street]; what stands beside it overrides it.
    void text(const toml::table &table, TextRule &into)
    {
        known(table, {"like", "from", "to", "color", "halo", "haloWidth", "size", "weight", "italic",
                         "capitals", "spacing", "priority"});
        if (const auto like = table["like"].value<std::string>()) {
            const auto *model = m_texts ? (*m_texts)[*like].as_table() : nullptr;
            if (model)
                text(*model, into);
            else
                fail(StyleFault::UnknownKey, at("like"));
        }
        numberIn(table, "from", into.fromZoom);
        numberIn(table, "to", into.toZoom);
        colorIn(table, "color", into.color);
        colorIn(table, "halo", into.halo);
        numberIn(table, "haloWidth", into.haloWidth);
        rampIn(table, "size", into.size);
        numberIn(table, "weight", into.weight);
        into.italic = table["italic"].value_or(into.italic);
        into.capitals = table["capitals"].value_or(into.capitals);
        numberIn(table, "spacing", into.letterSpacing);
        numberIn(table, "priority", into.priority);
    }

    void known(const toml::table &table, std::initializer_list<std::string_view> keys)
    {
        for (const auto &[name, node] : table) {
            if (std::ranges::find(keys, name.str()) == keys.end())
                fail(StyleFault::UnknownKey, at(name.str()));
        }
    }

    template<typename Number> void numberIn(const toml::table &table, std::string_view key, Number &into)
    {
        const auto *node = table.get(key);
        if (!node)
            return;
        if (const auto value = node->value<Number>())
            into = *value;
        else
            fail(StyleFault::WrongValue, at(key));
    }

    /// The name of a colour in the colours file, which has "#rrggbb" or "#aarrggbb".
    void colorIn(const toml::table &table, std::string_view key, QColor &into)
    {
        const auto *node = table.get(key);
        if (!node)
            return;
        const auto name = node->value_or(std::string());
        const auto value = (*m_colors)[name].value<std::string>();
        if (!value) {
            fail(StyleFault::UnknownColor, at(key) + " = " + name);
            return;
        }
        into = QColor::fromString(QString::fromStdString(*value));
        if (!into.isValid())
            fail(StyleFault::WrongValue, name + " = " + *value);
    }

    /// A number, or { 12 = 1.5, 16 = 8 }.
    void rampIn(const toml::table &table, std::string_view key, Ramp &into)
    {
        const auto *node = table.get(key);
        if (!node)
            return;
        if (const auto constant = node->value<double>()) {
            into = Ramp(*constant);
            return;
        }
        const auto *stops = node->as_table();
        std::vector<std::pair<double, double>> points;
        if (stops) {
            for (const auto &[zoom, value] : *stops) {
                const auto digits = zoom.str();
                const char *const begin = std::to_address(digits.begin());
                const char *const end = begin + digits.size();
                double level = 0;
                // strtod would follow the locale: in a French window 12.5 ends at its point.
                const auto read = std::from_chars(begin, end, level);
                const auto number = value.value<double>();
                if (read.ec != std::errc{} || read.ptr != end || !number || *number < 0)
                    fail(StyleFault::WrongValue, at(key));
                else
                    points.emplace_back(level, *number);
            }
        }
        if (points.empty())
            fail(StyleFault::WrongValue, at(key));
        std::ranges::sort(points);
        into = Ramp(std::move(points));
    }

    Style m_style;
    const toml::table *m_colors = nullptr;
    const toml::table *m_texts = nullptr;
    std::string m_path;
    std::optional<StyleError> m_error;
};

std::expected<Style, StyleError> Style::read(std::string_view rules, std::string_view colors)
{
    const auto parsedRules = toml::parse(rules);
    const auto parsedColors = toml::parse(colors);
    for (const auto *parsed : {&parsedRules, &parsedColors})
        if (!*parsed) {
            const auto begin = parsed->error().source().begin;
            return std::unexpected(StyleError{
                StyleFault::Syntax, std::to_string(begin.line) + ":" + std::to_string(begin.column)});
        }
    return StyleReader().read(parsedRules.table(), parsedColors.table());
}

} // namespace facteo::maps
