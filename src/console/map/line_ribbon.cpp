// SPDX-License-Identifier: Apache-2.0
#include "console/map/line_ribbon.h"

#include <QSGVertexColorMaterial>
#include <algorithm>
#include <array>
#include <cmath>

namespace facteo::console {
namespace {

constexpr double kLongestMiter = 2;

using Corner = QSGGeometry::ColoredPoint2D;

Corner cornerAt(QPointF point, const QColor &color, double alpha)
{
    // The material wants colours multiplied with their alpha.
    const auto part = [&](int channel) { return static_cast<uchar>(std::lround(channel * alpha)); };
    Corner corner{};
    corner.set(static_cast<float>(point.x()), static_cast<float>(point.y()), part(color.red()),
        part(color.green()), part(color.blue()), part(255));
    return corner;
}

} // namespace

QPointF acrossLine(std::span<const QPointF> line, std::size_t at, bool closed)
{
    const auto count = line.size();
    const auto direction = [&](std::size_t from, std::size_t to) {
        const QPointF way = line[to] - line[from];
        const double length = std::hypot(way.x(), way.y());
        return length > 0 ? way / length : QPointF(1, 0);
    };
    const bool isFirst = at == 0 && !closed;
    const bool isLast = at == count - 1 && !closed;
    const QPointF in = isFirst ? direction(0, 1) : direction((at + count - 1) % count, at);
    const QPointF out = isLast ? in : direction(at, (at + 1) % count);
    const QPointF sum = in + out;
    const double length = std::hypot(sum.x(), sum.y());
    if (length < 0.2)
        return {-in.y(), in.x()};
    return QPointF(-sum.y(), sum.x()) * (std::min(kLongestMiter, 2 / length) / length);
}

RibbonNode::RibbonNode()
{
    auto *geometry = new QSGGeometry(QSGGeometry::defaultAttributes_ColoredPoint2D(), 0);
    geometry->setDrawingMode(QSGGeometry::DrawTriangles);
    geometry->setVertexDataPattern(QSGGeometry::StreamPattern);
    setGeometry(geometry);
    auto *material = new QSGVertexColorMaterial;
    material->setFlag(QSGMaterial::Blending);
    material->setFlag(QSGMaterial::NoBatching);
    setMaterial(material);
    setFlags(QSGNode::OwnsGeometry | QSGNode::OwnsMaterial);
}

void RibbonNode::addLine(std::span<const QPointF> line, double widthUnits, const QColor &color, bool closed)
{
    if (line.size() < 2)
        return;
    const double half = widthUnits / 2;
    constexpr double kHalfFade = kFadeUnits / 2;
    const std::array reaches{-half - kHalfFade, -half + kHalfFade, half - kHalfFade, half + kHalfFade};
    const auto rung = [&](std::size_t at) {
        const QPointF side = acrossLine(line, at, closed);
        std::array<Corner, 4> corners{};
        for (std::size_t i = 0; i < corners.size(); ++i)
            corners[i] = cornerAt(line[at] + side * reaches[i], color, i == 0 || i == 3 ? 0 : 1);
        return corners;
    };
    auto before = rung(0);
    const auto count = line.size() + (closed ? 1 : 0);
    for (std::size_t i = 1; i < count; ++i) {
        const auto now = rung(i % line.size());
        for (std::size_t k = 0; k + 1 < now.size(); ++k)
            m_vertices.insert(
                m_vertices.end(), {before[k], before[k + 1], now[k], now[k], before[k + 1], now[k + 1]});
        before = now;
    }
}

void RibbonNode::addDisc(std::span<const QPointF> ring, const QColor &color, double alpha)
{
    for (std::size_t i = 2; i < ring.size(); ++i)
        for (const QPointF corner : {ring[0], ring[i - 1], ring[i]})
            m_vertices.push_back(cornerAt(corner, color, alpha));
}

void RibbonNode::show()
{
    if (geometry()->vertexCount() == 0 && m_vertices.empty())
        return;
    geometry()->allocate(static_cast<int>(m_vertices.size()));
    std::ranges::copy(m_vertices, geometry()->vertexDataAsColoredPoint2D());
    markDirty(QSGNode::DirtyGeometry);
}

} // namespace facteo::console
