// SPDX-License-Identifier: Apache-2.0
#include "maps/label.h"
#include "maps/paint.h"
#include "maps/tile_cache.h"
#include "paint/synthetic.h"
#include "support/comma_locale.h"
#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <QPainter>
#include <cstdlib>

namespace facteo::maps {

namespace {

/// The block whose upper left corner is the world's middle, and its neighbours.
QRect around(double zoom, int column, int row, int columns = 1, int rows = 1)
{
    const int half = static_cast<int>(std::lround(128 * std::exp2(zoom)));
    return {half + column * kBlockUnits, half + row * kBlockUnits, columns * kBlockUnits, rows * kBlockUnits};
}

QImage painted(
    const tests::SyntheticTown &town, const Style &style, double zoom, const QRect &units, double ratio = 1)
{
    return paint(town.features(), town.features(), style, {.zoom = zoom, .units = units, .ratio = ratio});
}

/// Pixels of which some colour differs by more than `most`.
int differing(const QImage &a, const QImage &b, int most)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            count += std::abs(qRed(p) - qRed(q)) > most || std::abs(qGreen(p) - qGreen(q)) > most ||
                     std::abs(qBlue(p) - qBlue(q)) > most;
        }
    }
    return count;
}

} // namespace

class PaintTest : public QObject
{
    Q_OBJECT

private slots:
    void EveryKindHasARuleInBothStyles();
    void StyleFaultsAreNamed_data();
    void StyleFaultsAreNamed();
    void StylesReadTheSameInEveryLanguage();
    void RampsGrowEvenlyInRatio();
    void TwoBlocksLookTheSameAloneAndTogether_data();
    void TwoBlocksLookTheSameAloneAndTogether();
    void NamesDoNotDependOnTheNeighbourhood();
    void LooksAsItDid_data();
    void LooksAsItDid();
    void CancelledPaintingGivesNothing();
    void CacheStaysBelowItsBound();
    void CacheForgetsTheLeastRecentlyUsed();
    void OverlappingBoxesAreNeverBothChosen();
    void ABoxesFateReachesFiveOverlapsFar();
};

void PaintTest::EveryKindHasARuleInBothStyles()
{
    for (const Style *style : {&Style::light(), &Style::dark()}) {
        for (const auto &[name, kind] : featureKinds()) {
            const Rule &rule = style->rule(kind);
            const bool shown = rule.area || rule.line || rule.symbol || rule.name || rule.number;
            QVERIFY2(shown || rule.hidden, std::string(name).c_str());
            if (rule.line)
                QVERIFY2(rule.line->fill.isValid() && !rule.line->width.empty(), std::string(name).c_str());
            if (rule.area)
                QVERIFY2(rule.area->fill.isValid(), std::string(name).c_str());
            for (const auto *text : {&rule.name, &rule.ref, &rule.number}) {
                if (*text)
                    QVERIFY2((*text)->color.isValid() && !(*text)->size.empty(), std::string(name).c_str());
            }
        }
    }
}

void PaintTest::StyleFaultsAreNamed_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<int>("fault");
    QTest::addColumn<QByteArray>("where");
    const auto row = [](const char *name, const char *rules, StyleFault fault, const char *where) {
        QTest::newRow(name) << QByteArray(rules) << static_cast<int>(fault) << QByteArray(where);
    };
    const char *head = "background = \"land\"\narrow = \"land\"\n";
    row("not TOML", "background = ", StyleFault::Syntax, "1:14");
    row("unknown kind", (QByteArray(head) + "[Canal.line]\nfill = \"land\"").constData(),
        StyleFault::UnknownKind, "Canal");
    row("unknown key", (QByteArray(head) + "[River.line]\ncolour = \"land\"").constData(),
        StyleFault::UnknownKey, "River.line.colour");
    row("unknown colour", (QByteArray(head) + "[River.line]\nfill = \"sea\"").constData(),
        StyleFault::UnknownColor, "River.line.fill = sea");
    row("not a number", (QByteArray(head) + "[River.line]\nwidth = \"wide\"").constData(),
        StyleFault::WrongValue, "River.line.width");
    row("negative width", (QByteArray(head) + "[River.line]\nwidth = { 12 = -1 }").constData(),
        StyleFault::WrongValue, "River.line.width");
    row("kinds left out", head, StyleFault::MissingKind, "Motorway");
}

void PaintTest::StyleFaultsAreNamed()
{
    QFETCH(QByteArray, rules);
    QFETCH(int, fault);
    QFETCH(QByteArray, where);
    const auto style = Style::read(rules.toStdString(), "land = \"#ffffff\"");
    QVERIFY(!style);
    QCOMPARE(static_cast<int>(style.error().fault), fault);
    QCOMPARE(QByteArray::fromStdString(style.error().where), where);
}

void PaintTest::StylesReadTheSameInEveryLanguage()
{
    const facteo::tests::CommaLocaleHere comma;
    QVERIFY(comma.isSet());
    const auto style =
        Style::read("background = \"land\"\narrow = \"land\"\n[River.line]\nwidth = { \"12.5\" = 1.5 }",
            "land = \"#ffffff\"");
    QVERIFY(!style);
    QCOMPARE(style.error().fault, StyleFault::MissingKind); // the river was read, and nothing follows
}

void PaintTest::RampsGrowEvenlyInRatio()
{
    const Ramp ramp({{10, 1}, {12, 4}, {14, 4}});
    QCOMPARE(ramp.at(3), 1.0);
    QCOMPARE(ramp.at(11), 2.0);
    QCOMPARE(ramp.at(13.7), 4.0);
    QCOMPARE(ramp.at(19), 4.0);
    QCOMPARE(Ramp({{10, 0}, {12, 4}}).at(11), 2.0);
}

void PaintTest::TwoBlocksLookTheSameAloneAndTogether_data()
{
    QTest::addColumn<double>("zoom");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("ratio");
    QTest::newRow("z16") << 16.0 << false << 1.0;
    QTest::newRow("z16 dark, twice the pixels") << 16.0 << true << 2.0;
    QTest::newRow("z17, house numbers") << 17.5 << false << 1.0;
    QTest::newRow("z14, places") << 14.0 << false << 1.0;
}

void PaintTest::TwoBlocksLookTheSameAloneAndTogether()
{
    QFETCH(double, zoom);
    QFETCH(bool, dark);
    QFETCH(double, ratio);
    const tests::SyntheticTown town(zoom);
    const Style &style = dark ? Style::dark() : Style::light();
    const QImage together = painted(town, style, zoom, around(zoom, -1, -1, 2, 2), ratio);
    const int side = static_cast<int>(kBlockUnits * ratio);
    for (const QPoint block : {QPoint(0, 0), QPoint(1, 0), QPoint(0, 1), QPoint(1, 1)}) {
        const QImage alone = painted(town, style, zoom, around(zoom, block.x() - 1, block.y() - 1), ratio);
        const QImage part = together.copy(QRect(block * side, QSize(side, side)));
        QCOMPARE(alone.size(), part.size());
        if (alone != part && qEnvironmentVariableIsSet("FACTEO_TEST_KEEP")) {
            alone.save(QStringLiteral("alone.actual.png"));
            part.save(QStringLiteral("part.actual.png"));
        }
        // A dash may begin a hair beside where the other painting has it: one or two of 255, seen by nobody.
        QCOMPARE(differing(alone, part, 3), 0);
    }
}

void PaintTest::NamesDoNotDependOnTheNeighbourhood()
{
    // Places at the edge of a block decide for both sides, and streets keep inside: the names of one block
    // are a part of the names of a larger sheet.
    const tests::SyntheticTown town(15);
    const auto namesIn = [&](const QRect &units) {
        const QRectF box = QRectF(units).adjusted(-96, -96, 96, 96);
        const Sheet sheet{Style::light(), Projection(15), 15, box, nullptr};
        return placeNames(sheet, units, town.features(), town.features());
    };
    const auto small = namesIn(around(15, 0, 0));
    const auto large = namesIn(around(15, -1, -1, 3, 3));
    QVERIFY(small.texts.size() > 5);
    for (const auto &text : small.texts) {
        const bool there = std::ranges::any_of(large.texts, [&](const Names::Text &other) {
            return other.rule == text.rule && other.writing.letters.size() == text.writing.letters.size() &&
                   other.writing.letters[0].place == text.writing.letters[0].place;
        });
        QVERIFY(there);
    }
}

void PaintTest::LooksAsItDid_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void PaintTest::LooksAsItDid()
{
    QFETCH(bool, dark);
    const tests::SyntheticTown town(16);
    const QRect units(around(16, 0, 0).topLeft() - QPoint(320, 200), QSize(640, 400));
    const QImage actual = painted(town, dark ? Style::dark() : Style::light(), 16, units);
    const QString name =
        QStringLiteral(FACTEO_SOURCE_DIR "/tests/golden/map_%1.png").arg(dark ? u"dark" : u"light");
    QImage expected(name);
    if (expected.isNull() || qEnvironmentVariableIsSet("FACTEO_TEST_REGOLD")) {
        QVERIFY(QDir().mkpath(QStringLiteral(FACTEO_SOURCE_DIR "/tests/golden")));
        QVERIFY(actual.save(name));
        QSKIP("There was no picture to compare with; it has been made");
    }
    expected.convertTo(QImage::Format_RGB32);
    QCOMPARE(actual.size(), expected.size());
    // Another release of the font library may move an outline by a fraction of a pixel.
    const int most = actual.width() * actual.height() / 200;
    const int found = differing(actual, expected, 24);
    if (found > most) {
        actual.save(name + QStringLiteral(".actual"), "PNG");
        QImage difference = expected;
        QPainter painter(&difference);
        painter.setCompositionMode(QPainter::CompositionMode_Difference);
        painter.drawImage(0, 0, actual);
        painter.end();
        difference.save(name + QStringLiteral(".diff.actual"), "PNG");
    }
    QVERIFY2(found <= most, qPrintable(QStringLiteral("%1 of %2 pixels").arg(found).arg(most * 200)));
}

void PaintTest::CancelledPaintingGivesNothing()
{
    const tests::SyntheticTown town(16);
    const Cancelled cancelled{true};
    QVERIFY(paint(town.features(), town.features(), Style::light(), {16, around(16, 0, 0), 1}, &cancelled)
            .isNull());
}

void PaintTest::CacheStaysBelowItsBound()
{
    const QImage picture(256, 256, QImage::Format_RGB32);
    TileCache cache(10 * picture.sizeInBytes());
    for (int i = 0; i < 100; ++i) {
        cache.insert({.column = i}, picture.copy());
        QVERIFY(cache.bytes() <= cache.mostBytes());
    }
    QCOMPARE(cache.bytes(), cache.mostBytes());
    cache.insert({.column = 99}, picture.copy()); // once more the same: counted once
    QCOMPARE(cache.bytes(), cache.mostBytes());
    cache.insert({.column = 200}, QImage(2048, 2048, QImage::Format_RGB32)); // larger than all: the only one
    QVERIFY(cache.contains({.column = 200}));
    QVERIFY(!cache.contains({.column = 99}));
    cache.clear();
    QCOMPARE(cache.bytes(), 0);
}

void PaintTest::CacheForgetsTheLeastRecentlyUsed()
{
    const QImage picture(64, 64, QImage::Format_RGB32);
    TileCache cache(3 * picture.sizeInBytes());
    for (int i = 0; i < 3; ++i)
        cache.insert({.column = i}, picture.copy());
    QVERIFY(cache.find({.column = 0}));
    cache.insert({.column = 3}, picture.copy());
    QVERIFY(cache.contains({.column = 0}));
    QVERIFY(!cache.contains({.column = 1}));
}

void PaintTest::OverlappingBoxesAreNeverBothChosen()
{
    std::vector<QRectF> boxes;
    for (int i = 0; i < 300; ++i)
        boxes.emplace_back((i * 197) % 1000, (i * 331) % 700, 60, 24);
    const auto stays = independent(boxes);
    std::vector<QRectF> chosen;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!stays[i])
            continue;
        for (const QRectF &other : chosen)
            QVERIFY(!other.intersects(boxes[i]));
        chosen.push_back(boxes[i]);
    }
    QVERIFY(stays[0]); // the most important always
    QVERIFY(chosen.size() > 60);
}

void PaintTest::ABoxesFateReachesFiveOverlapsFar()
{
    // Each overlaps the one before it: chosen greedily, the first would decide over the last.
    std::vector<QRectF> boxes;
    for (int i = 0; i < 40; ++i)
        boxes.emplace_back(i * 10, 0, 15, 10);
    const auto all = independent(boxes);
    for (std::size_t cut = 1; cut < 20; ++cut) {
        const auto rest = independent(std::span(boxes).subspan(cut));
        for (std::size_t i = cut + 6; i < boxes.size(); ++i)
            QCOMPARE(rest[i - cut], all[i]);
    }
}

} // namespace facteo::maps

using facteo::maps::PaintTest;
FACTEO_TEST(PaintTest);

#include "paint_test.moc"
