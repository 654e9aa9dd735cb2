// SPDX-License-Identifier: Apache-2.0
#include "pki/bundle.h"

#include "pki/pki_folder.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::pki;
using facteo::tests::PkiFolder;
namespace fs = std::filesystem;

class BundleTest : public QObject
{
    Q_OBJECT
private slots:
    void ReadsBackWhatWasIssued();
    void EveryErrorNamesFileAndKey_data();
    void EveryErrorNamesFileAndKey();
    void MissingFilesAreNamed();
    void AMixedUpBundleIsRefused();
    void TheBrokerCanMove();
    void AClientIdIsKnownToTheKeyOnly();
};

void BundleTest::ReadsBackWhatWasIssued()
{
    PkiFolder pki;
    const auto issued = pki.issue(Role::Handset, "H-001");
    const auto bundle = readBundle(pki.bundle("H-001"));
    QVERIFY2(bundle.has_value(), bundle ? "" : bundle.error().detail.c_str());
    QCOMPARE(bundle->id, "H-001");
    QCOMPARE(bundle->role, Role::Handset);
    QCOMPARE(bundle->depot.text, "D-TEST");
    QCOMPARE(bundle->hub.text, "hub");
    QCOMPARE(bundle->hubKey, *pki.authority.publicKey("hub"));
    QCOMPARE(bundle->key.publicKey(), issued.publicKey);
    QCOMPARE(bundle->broker.port, std::uint16_t{8883});
    const auto hub = readBundle(pki.bundle("hub"));
    QVERIFY(hub && hub->role == Role::Hub && hub->hubKey == hub->key.publicKey());
}

void BundleTest::EveryErrorNamesFileAndKey_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("named");
    QTest::newRow("port as text") << "port = 8883" << "port = \"8883\"" << "broker.port line";
    QTest::newRow("port too large") << "port = 8883" << "port = 70000" << "from 1 to 65535";
    QTest::newRow("no host") << "host = \"localhost\"" << "" << "broker.host (missing)";
    QTest::newRow("empty host") << "host = \"localhost\"" << "host = \"\"" << "broker.host";
    QTest::newRow("another role") << "role = \"handset\"" << "role = \"king\"" << "identity.role";
    QTest::newRow("a path as id") << "id = \"H-001\"" << "id = \"../H\"" << "identity.id";
    QTest::newRow("a newer version") << "version = 1" << "version = 2" << "version";
    QTest::newRow("no TOML") << "[broker]" << "[broker" << "is not TOML";
    QTest::newRow("another id") << "id = \"H-001\"" << "id = \"H-002\"" << "mixed up";
    QTest::newRow("another hub") << "id = \"hub\"" << "id = \"hub2\"" << "the hub is hub2";
}

void BundleTest::EveryErrorNamesFileAndKey()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, named);
    PkiFolder pki;
    pki.issue(Role::Handset, "H-001");
    const auto file = pki.bundle("H-001") / "connection.toml";
    auto text = QString::fromStdString(tests::contents(file));
    QVERIFY(text.contains(from));
    tests::overwrite(file, text.replace(from, to).toStdString());
    const auto bundle = readBundle(pki.bundle("H-001"));
    QVERIFY(!bundle);
    const auto detail = QString::fromStdString(bundle.error().detail);
    QVERIFY2(detail.contains(named), qPrintable(detail));
    QVERIFY2(detail.contains("H-001"), qPrintable(detail)); // the folder is in every line
}

void BundleTest::MissingFilesAreNamed()
{
    for (const auto *name : {"ca.pem", "cert.pem", "key.pem", "hub.pem", "connection.toml"}) {
        PkiFolder pki;
        pki.issue(Role::Handset, "H-001");
        fs::remove(pki.bundle("H-001") / name);
        const auto bundle = readBundle(pki.bundle("H-001"));
        QVERIFY(!bundle);
        QCOMPARE(bundle.error().error, PkiError::NotFound);
        QVERIFY2(bundle.error().detail.contains(name), bundle.error().detail.c_str());
    }
    PkiFolder pki;
    pki.issue(Role::Handset, "H-001");
    tests::overwrite(pki.bundle("H-001") / "cert.pem", "-----BEGIN CERTIFICATE-----\nrubbish\n");
    QCOMPARE(readBundle(pki.bundle("H-001")).error().error, PkiError::Malformed);
}

void BundleTest::AMixedUpBundleIsRefused()
{
    PkiFolder pki;
    PkiFolder other;
    pki.issue(Role::Handset, "H-001");
    pki.issue(Role::Handset, "H-002");
    other.issue(Role::Handset, "H-001");
    const auto swap = [&](const char *name, const fs::path &from) {
        fs::copy_file(from, pki.bundle("H-001") / name, fs::copy_options::overwrite_existing);
        const auto bundle = readBundle(pki.bundle("H-001"));
        pki.issue(Role::Handset, "H-001", true);
        return bundle ? PkiError::Crypto : bundle.error().error;
    };
    QCOMPARE(swap("key.pem", pki.bundle("H-002") / "key.pem"), PkiError::Mismatch);
    QCOMPARE(swap("cert.pem", pki.bundle("H-002") / "cert.pem"), PkiError::Mismatch);
    QCOMPARE(swap("ca.pem", other.bundle("H-001") / "ca.pem"), PkiError::Mismatch);
    QCOMPARE(swap("hub.pem", other.bundle("H-001") / "hub.pem"),
        PkiError::Mismatch); // a hub that another authority made
    QCOMPARE(swap("hub.pem", pki.bundle("H-002") / "cert.pem"), PkiError::Mismatch);
}

void BundleTest::TheBrokerCanMove()
{
    PkiFolder pki;
    pki.issue(Role::Handset, "H-001");
    QVERIFY(moveBroker(pki.bundle("H-001"), {"127.0.0.1", 1234}));
    const auto bundle = readBundle(pki.bundle("H-001"));
    QVERIFY(bundle);
    QCOMPARE(bundle->broker, (BrokerAddress{"127.0.0.1", 1234}));
}

void BundleTest::AClientIdIsKnownToTheKeyOnly()
{
    PkiFolder pki;
    pki.issue(Role::Handset, "H-001");
    const auto first = clientId(*readBundle(pki.bundle("H-001")));
    QCOMPARE(first.size(), std::string("H-001-").size() + 16);
    QVERIFY(first.starts_with("H-001-"));
    QCOMPARE(clientId(*readBundle(pki.bundle("H-001"))), first); // a session is found again after a restart
    QVERIFY(pki.authority.issue(Role::Handset, "H-001", pki.bundle("H-001"), {}, tests::kNow, true));
    QVERIFY(clientId(*readBundle(pki.bundle("H-001"))) != first);
}

FACTEO_TEST(BundleTest);
#include "bundle_test.moc"
