// SPDX-License-Identifier: Apache-2.0
#include "pages.h"
#include "support/registry.h"

#include <QDir>
#include <QPainter>
#include <QSGRendererInterface>
#include <ctime>

using namespace facteo;
using console::Desk;

namespace {

/// Another release of the font or the graphics library may move an outline by a fraction of a pixel.
constexpr int kTolerated = 24;    ///< of 255, in any channel
constexpr int kOneOfSoMany = 200; ///< pixels may differ by more

int differing(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        const auto *left = reinterpret_cast<const QRgb *>(a.constScanLine(y));
        const auto *right = reinterpret_cast<const QRgb *>(b.constScanLine(y));
        for (int x = 0; x < a.width(); ++x)
            count += std::abs(qRed(left[x]) - qRed(right[x])) > kTolerated ||
                     std::abs(qGreen(left[x]) - qGreen(right[x])) > kTolerated ||
                     std::abs(qBlue(left[x]) - qBlue(right[x])) > kTolerated;
    }
    return count;
}

void keepForPeople(const QString &name, const QImage &actual, const QImage &expected)
{
    actual.save(name + QStringLiteral(".actual"), "PNG");
    QImage difference = expected;
    QPainter painter(&difference);
    painter.setCompositionMode(QPainter::CompositionMode_Difference);
    painter.drawImage(0, 0, actual);
    painter.end();
    difference.save(name + QStringLiteral(".diff.actual"), "PNG");
}

} // namespace

class GoldenScreenTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("TZ", "Europe/Paris"); // times of day are the workstation's
        ::tzset();
        QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
    }

    void APageLooksAsItDid_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("dark");
        QTest::newRow("fr_light") << QStringLiteral("fr") << false;
        QTest::newRow("en_dark") << QStringLiteral("en") << true;
    }

    void APageLooksAsItDid()
    {
        QFETCH(QString, language);
        QFETCH(bool, dark);
        tests::Pages pages;
        QVERIFY(pages.window());
        pages.window()->resize(1'366, 768);
        pages.look(language, dark ? Desk::Dark : Desk::Light);
        QVERIFY(QTest::qWaitForWindowExposed(pages.window()));
        QVERIFY2(QSGRendererInterface::isApiRhiBased(pages.window()->rendererInterface()->graphicsApi()),
            "the software scene graph draws no geometry");
        const QDir folder(QStringLiteral(FACTEO_SOURCE_DIR "/tests/golden/screens"));
        QStringList failed;
        for (const auto &shot : tests::Pages::shots()) {
            const auto name = QString::fromLatin1(shot.name);
            if (name != u"live" && name != u"day" && name != u"alert" && name != u"task" && name != u"area")
                continue;
            pages.show(shot);
            const auto actual = pages.picture();
            const auto file = folder.filePath(
                QStringLiteral("%1_%2.png").arg(name, QLatin1String(QTest::currentDataTag())));
            QImage expected(file);
            if (qEnvironmentVariableIsSet("FACTEO_TEST_REGOLD")) {
                QVERIFY(QDir().mkpath(folder.path()) && actual.save(file, "PNG", 0));
                continue;
            }
            QVERIFY2(!expected.isNull(), qPrintable(file));
            expected.convertTo(QImage::Format_RGB32);
            QCOMPARE(actual.size(), expected.size());
            const int most = actual.width() * actual.height() / kOneOfSoMany;
            if (const int found = differing(actual, expected); found > most) {
                keepForPeople(file, actual, expected);
                failed << QStringLiteral("%1: %2 pixels, %3 at most").arg(file).arg(found).arg(most);
            }
        }
        QVERIFY2(failed.isEmpty(), qPrintable(failed.join(u'\n')));
    }

    void EveryPageLoadsWithoutAWarning()
    {
        tests::Pages pages;
        QVERIFY(pages.window());
        for (const auto *language : {"fr", "en"})
            for (const auto appearance : {Desk::Light, Desk::Dark})
                for (const auto &shot : tests::Pages::shots()) {
                    pages.look(QString::fromLatin1(language), appearance);
                    pages.show(shot);
                    QCoreApplication::processEvents();
                }
        QVERIFY2(pages.warnings().isEmpty(), qPrintable(pages.warnings().join(u'\n')));
    }
};

FACTEO_TEST(GoldenScreenTest);
#include "golden_test.moc"
