// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_atlas.h"
#include "console/map/fleet_colors.h"
#include "support/registry.h"

#include <QColor>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

using namespace facteo::console;

namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

struct Eye
{
    const char *name;
    Matrix linearRgb; ///< what it makes of linear sRGB
};

/// Full protanopia, deuteranopia and tritanopia: Machado, Oliveira and Fernandes, "A Physiologically-based
/// Model for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics
/// 15 (6), 2009, table of severity 1.0.
constexpr std::array kEyes{
    Eye{"common", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    Eye{"protanopia", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216},
                          {-0.003882, -0.048116, 1.051998}}}},
    Eye{"deuteranopia",
        {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    Eye{"tritanopia", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602},
                          {0.004733, 0.691367, 0.303900}}}},
};

Vector times(const Matrix &matrix, const Vector &vector)
{
    Vector product{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            product[row] += matrix[row][column] * vector[column];
    return product;
}

/// IEC 61966-2-1.
double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// CIE 1976 L*a*b* of what an eye sees, white point D65.
Vector labOf(const QColor &color, const Eye &eye)
{
    constexpr Matrix kToXyz{{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750},
        {0.0193339, 0.1191920, 0.9503041}}};
    constexpr Vector kWhite{0.95047, 1.0, 1.08883};
    Vector seen = times(eye.linearRgb, {linear(color.redF()), linear(color.greenF()), linear(color.blueF())});
    for (auto &channel : seen)
        channel = std::clamp(channel, 0.0, 1.0);
    Vector f = times(kToXyz, seen);
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = f[i] / kWhite[i];
        f[i] = t > 216.0 / 24'389 ? std::cbrt(t) : (24'389.0 / 27 * t + 16) / 116;
    }
    return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

/// CIE 1976 colour difference: 2.3 is just noticeable.
double difference(const QColor &a, const QColor &b, const Eye &eye)
{
    const auto one = labOf(a, eye);
    const auto other = labOf(b, eye);
    return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/// Where a sprite changes from one pixel to the next, whatever the colours are: its shape.
QImage edgesOf(const FleetAtlas &atlas, Sprite sprite)
{
    const auto picture = atlas.image().copy(atlas.source(sprite).toRect());
    QImage edges(picture.size(), QImage::Format_Grayscale8);
    edges.fill(0);
    const auto differs = [](QRgb a, QRgb b) {
        return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                   std::abs(qBlue(a) - qBlue(b)), std::abs(qAlpha(a) - qAlpha(b))}) > 60;
    };
    for (int y = 0; y + 1 < picture.height(); ++y)
        for (int x = 0; x + 1 < picture.width(); ++x)
            if (differs(picture.pixel(x, y), picture.pixel(x + 1, y)) ||
                differs(picture.pixel(x, y), picture.pixel(x, y + 1)))
                edges.setPixel(x, y, 255);
    return edges;
}

int pixelsApart(const QImage &a, const QImage &b)
{
    if (a.size() != b.size())
        return a.width() * a.height();
    int apart = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            apart += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    return apart;
}

} // namespace

class FleetColorsTest : public QObject
{
    Q_OBJECT

private slots:
    void ColoursOfStatesStayApartForEveryEye()
    {
        constexpr double kFarApart = 30;
        const std::array colors{
            FleetColors::onRound(), FleetColors::onTask(), FleetColors::alert(), FleetColors::aged()};
        for (const auto &eye : kEyes)
            for (std::size_t a = 0; a < colors.size(); ++a)
                for (std::size_t b = a + 1; b < colors.size(); ++b) {
                    const double apart = difference(colors[a], colors[b], eye);
                    QVERIFY2(apart > kFarApart,
                        qPrintable(QStringLiteral("%1: %2 and %3, %4")
                                .arg(QLatin1String(eye.name), colors[a].name(), colors[b].name())
                                .arg(apart)));
                }
    }

    void TheModelOfAnEyeConfusesWhatItShould()
    {
        const QColor red(200, 60, 40);
        const QColor olive(120, 110, 30);
        QVERIFY(difference(red, olive, kEyes[0]) > 2 * difference(red, olive, kEyes[2]));
        QCOMPARE(difference(Qt::white, Qt::white, kEyes[1]), 0.0);
    }

    void NoStateIsSaidByColourAlone()
    {
        const FleetAtlas atlas(2, false);
        struct Dot
        {
            DotState state;
            Freshness freshness;
        };
        std::vector<Dot> dots;
        for (const auto state : {DotState::OnRound, DotState::OnTask, DotState::AlertInHand, DotState::Alert})
            for (int freshness = 0; freshness < 4; ++freshness)
                dots.push_back({state, static_cast<Freshness>(freshness)});
        for (const auto &a : dots)
            for (const auto &b : dots) {
                // An old position says that, and no longer what he was doing. Of an alert's position only
                // whether there is doubt.
                const bool isAlert = a.state >= DotState::AlertInHand;
                const auto least = isAlert ? Freshness::Ageing : Freshness::Fresh;
                if (std::max(a.freshness, least) == std::max(b.freshness, least) &&
                    standingOf(a.state, a.freshness) == standingOf(b.state, b.freshness))
                    continue;
                const int apart = pixelsApart(edgesOf(atlas, spriteFor(a.state, a.freshness)),
                    edgesOf(atlas, spriteFor(b.state, b.freshness)));
                QVERIFY2(
                    apart > 30, qPrintable(QStringLiteral("state %1, freshness %2, and %3, %4: %5 pixels")
                                        .arg(static_cast<int>(a.state))
                                        .arg(static_cast<int>(a.freshness))
                                        .arg(static_cast<int>(b.state))
                                        .arg(static_cast<int>(b.freshness))
                                        .arg(apart)));
            }
    }
};

FACTEO_TEST(FleetColorsTest);
#include "fleet_colors_test.moc"
