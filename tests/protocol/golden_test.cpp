// SPDX-License-Identifier: Apache-2.0
#include "protocol/samples.h"
#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <facteo.pb.h>

using namespace facteo;
using namespace facteo::protocol;
using namespace facteo::tests;

namespace {

const QString kFolder = QStringLiteral(FACTEO_SOURCE_DIR "/tests/golden/frames/");

/// What protoc, which knows nothing of our codec, reads in the envelope.
QByteArray readByProtoc(std::span<const std::byte> frame)
{
    QProcess protoc;
    protoc.start(QStringLiteral(FACTEO_PROTOC),
        {QStringLiteral("--decode=facteo.wire.Frame"), QStringLiteral("-I" FACTEO_SOURCE_DIR "/src/protocol"),
            QStringLiteral("facteo.proto")});
    protoc.write(reinterpret_cast<const char *>(frame.data()), static_cast<qint64>(frame.size()));
    protoc.closeWriteChannel();
    protoc.waitForFinished();
    return protoc.readAllStandardOutput();
}

QByteArray envelopeByProtoc(std::span<const std::byte> frame)
{
    // The envelope is the frame's first field: tag, length of one to three bytes, content.
    std::size_t at = 1;
    std::size_t length = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = std::to_integer<std::size_t>(frame[at++]);
        length |= (byte & 0x7f) << shift;
        if (byte < 0x80)
            break;
    }
    QProcess protoc;
    protoc.start(QStringLiteral(FACTEO_PROTOC),
        {QStringLiteral("--decode=facteo.wire.Envelope"),
            QStringLiteral("-I" FACTEO_SOURCE_DIR "/src/protocol"), QStringLiteral("facteo.proto")});
    protoc.write(reinterpret_cast<const char *>(frame.data() + at), static_cast<qint64>(length));
    protoc.closeWriteChannel();
    protoc.waitForFinished();
    return protoc.readAllStandardOutput();
}

/// The text of a golden file: what is in it, as comments, then the bytes in hex.
QByteArray fileText(const QString &title, std::span<const std::byte> frame)
{
    QByteArray text = "# " + title.toUtf8() + '\n';
    for (const auto &line : envelopeByProtoc(frame).trimmed().split('\n'))
        text += "# " + line + '\n';
    const auto hex =
        QByteArray(reinterpret_cast<const char *>(frame.data()), qsizetype(frame.size())).toHex();
    for (qsizetype at = 0; at < hex.size(); at += 64)
        text += hex.mid(at, 64) + '\n';
    return text;
}

std::vector<std::byte> frameOf(const QByteArray &fileText)
{
    QByteArray hex;
    for (const auto &line : fileText.split('\n'))
        if (!line.startsWith('#'))
            hex += line;
    const auto raw = QByteArray::fromHex(hex);
    const auto bytes = std::as_bytes(std::span(raw.constData(), static_cast<std::size_t>(raw.size())));
    return {bytes.begin(), bytes.end()};
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

/// With FACTEO_WRITE_GOLDEN=1: makes the files that do not exist. One that exists is never rewritten,
/// because phones in the field go on sending it.
void writeIfMissing(const QString &path, const QByteArray &text)
{
    if (!qEnvironmentVariableIsSet("FACTEO_WRITE_GOLDEN") || QFile::exists(path))
        return;
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    file.write(text);
}

/// A field that this edition does not know: number 99, value 1.
const std::string kUnknownField("\x98\x06\x01", 3);

/// A frame of `body`, put together without our codec.
std::vector<std::byte> frameOf(wire::Envelope envelope, std::uint32_t version, const std::string &unknown)
{
    envelope.set_version(version);
    envelope.set_sender("H-012");
    envelope.set_sent_at_ms(kMorning.time_since_epoch().count());
    envelope.set_session(0xfeedc0de00c0ffee);
    envelope.set_sequence(7);
    wire::Frame frame;
    frame.set_envelope(envelope.SerializeAsString() + unknown);
    const auto bytes = frame.SerializeAsString();
    const auto view = std::as_bytes(std::span(bytes));
    return {view.begin(), view.end()};
}

/// As the first phones send it: StateReport had three fields.
std::vector<std::byte> stateReportOfFirstEdition()
{
    wire::Envelope envelope;
    auto &state = *envelope.mutable_state_report()->mutable_state();
    state.set_at_ms(kMorning.time_since_epoch().count());
    state.set_duty(wire::DUTY_ON);
    state.set_sharing(true);
    return frameOf(envelope, 1, {});
}

/// As phones will send it that know more than we do, in the envelope and in the body.
std::vector<std::byte> positionReportOfLaterEdition()
{
    wire::PositionReport report;
    report.set_age_ms(2'000);
    report.set_lat_e7(466'012'345);
    report.set_lon_e7(22'998'765);
    wire::Envelope envelope;
    envelope.mutable_position_report()->ParseFromString(report.SerializeAsString() + kUnknownField);
    return frameOf(envelope, 2, kUnknownField);
}

} // namespace

class GoldenFrames : public QObject
{
    Q_OBJECT

private slots:
    void EachIsWhatItsSampleSealsTo_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto &one : samples())
            QTest::newRow(one.name.c_str()) << QString::fromStdString(one.name);
    }

    void EachIsWhatItsSampleSealsTo()
    {
        QFETCH(QString, name);
        const auto envelope = sample(name.toStdString());
        const auto path = kFolder + "v1/" + name + ".hex";
        const auto fresh = fileText(name + ", version 1", sealed(envelope));
        writeIfMissing(path, fresh);
        const auto text = readFile(path);
        QVERIFY2(!text.isEmpty(), "missing: run protocol_test with FACTEO_WRITE_GOLDEN=1");

        const auto frame = frameOf(text);
        const auto opened = open(frame);
        QVERIFY2(opened.has_value(), explain(frame).c_str());
        QVERIFY(opened->envelope == envelope);
        QCOMPARE(opened->isSigned(), mustBeSigned(opened->kind()));
        QVERIFY(!opened->isSigned() || opened->isSignedBy(goldenKey().publicKey()));
        // Byte for byte, and as another implementation reads it.
        QCOMPARE(text, fresh);
    }

    void EveryBodyHasOne()
    {
        QSet<int> kinds;
        for (const auto &one : samples())
            kinds.insert(std::to_underlying(kindOf(one.envelope.body)));
        QCOMPARE(kinds.size(), qsizetype(kBodyRules.size()));
    }

    void FramesOfOlderAndNewerEditionsOpen_data()
    {
        writeIfMissing(kFolder + "editions/state_report_first.hex",
            fileText("state_report as of the first edition of version 1", stateReportOfFirstEdition()));
        writeIfMissing(kFolder + "editions/position_report_later.hex",
            fileText("position_report of a version 2, with fields unknown to version 1",
                positionReportOfLaterEdition()));
        QTest::addColumn<QString>("file");
        for (const auto &file : QDir(kFolder + "editions").entryList({"*.hex"}))
            QTest::newRow(qPrintable(file)) << file;
    }

    /// Sealed by what was, or will be, another edition of the schema: fewer fields, more fields, a version 2.
    void FramesOfOlderAndNewerEditionsOpen()
    {
        QFETCH(QString, file);
        const auto frame = frameOf(readFile(kFolder + "editions/" + file));
        const auto opened = open(frame);
        QVERIFY2(opened.has_value(), explain(frame).c_str());
        QCOMPARE(opened->envelope.sender.text, std::string("H-012"));
        QCOMPARE(opened->envelope.sentAt, kMorning);
    }

    void ProtocReadsTheFrameAroundIt()
    {
        const auto text = readByProtoc(sealed(sample("alert_report")));
        QVERIFY(text.contains("envelope"));
        QVERIFY(text.contains("signature"));
    }
};

FACTEO_TEST(GoldenFrames);
#include "golden_test.moc"
