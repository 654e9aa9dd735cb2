// SPDX-License-Identifier: Apache-2.0
#include "pki/certificate_authority.h"

#include "pki/pki_folder.h"
#include "support/registry.h"

#include <QProcess>
#include <filesystem>

using namespace facteo;
using namespace facteo::pki;
using facteo::tests::kNow;
using facteo::tests::PkiFolder;
namespace fs = std::filesystem;

namespace {

/// Runs OpenSSL's own program as a second opinion; its output, or nothing when it says no.
std::optional<QString> openssl(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start("openssl", arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        return std::nullopt;
    return QString::fromUtf8(process.readAll());
}

QString text(const fs::path &path)
{
    return QString::fromStdString(path.string());
}

/// -attime of openssl verify: the certificates are of the test's own day.
const QString kAtTime =
    QString::number(std::chrono::duration_cast<std::chrono::seconds>(kNow.time_since_epoch()).count());

} // namespace

class CertificateAuthorityTest : public QObject
{
    Q_OBJECT
private slots:
    void OpenSslBelievesWhatItIssues();
    void PrivateKeysAreForTheirOwnerOnly();
    void AKeyThatOthersMayReadIsRefusedWithTheRemedy();
    void IsNeverWrittenOver();
    void TheRevokedAreOnTheList();
    void ASecondCertificateNeedsRenewal();
    void NobodyIsEnrolledBeforeTheHub();
    void RemembersEverythingAfterAReopening();
    void ATornIndexLineIsCutOffAndABrokenOneNamed();
    void OneProcessAtATime();
    void NamesGoNowhereUnchecked();
    void ALeftoverOfAKilledIssueDoesNotDisturb();
    void LivesNoLongerThanTheAuthority();
    void AHouseKeepsEverybodysDepotInHisBundle();
};

void CertificateAuthorityTest::OpenSslBelievesWhatItIssues()
{
    PkiFolder pki;
    pki.issue(Role::Handset, "H-001");
    pki.issue(Role::Broker, "broker");
    const auto ca = text(pki.authority.certificateFile());
    const auto crl = text(pki.authority.revocationFile());
    const QStringList verify{
        "verify", "-x509_strict", "-attime", kAtTime, "-CAfile", ca, "-CRLfile", crl, "-crl_check"};
    QVERIFY(openssl(verify + QStringList{"-purpose", "sslclient", text(pki.bundle("H-001") / "cert.pem")}));
    QVERIFY(!openssl(verify + QStringList{"-purpose", "sslserver", text(pki.bundle("H-001") / "cert.pem")}));
    QVERIFY(openssl(verify + QStringList{"-purpose", "sslserver", "-verify_hostname", "localhost",
                                 text(pki.bundle("broker") / "cert.pem")}));
    QVERIFY(!openssl(verify + QStringList{"-purpose", "sslserver", "-verify_hostname", "example.org",
                                  text(pki.bundle("broker") / "cert.pem")}));
    const auto shown = openssl({"x509", "-noout", "-text", "-in", text(pki.bundle("H-001") / "cert.pem")});
    QVERIFY(shown && shown->contains("ED25519"));
    QVERIFY(shown->contains("O=D-TEST, OU=handset, CN=H-001"));
}

void CertificateAuthorityTest::PrivateKeysAreForTheirOwnerOnly()
{
    PkiFolder pki;
    pki.issue(Role::Handset, "H-001");
    const auto others = fs::perms::group_all | fs::perms::others_all;
    for (const auto &secret : {pki.path() / "pki", pki.path() / "pki" / "ca.key", pki.bundle("H-001"),
             pki.bundle("H-001") / "key.pem"})
        QVERIFY2((fs::status(secret).permissions() & others) == fs::perms::none, secret.c_str());
    // The key of a handset leaves with its bundle: the authority keeps certificates only.
    for (const auto &entry : fs::recursive_directory_iterator(pki.path() / "pki"))
        if (entry.is_regular_file() && entry.path().filename() != "ca.key")
            QVERIFY2(!tests::contents(entry.path()).contains("PRIVATE"), entry.path().c_str());
}

void CertificateAuthorityTest::AKeyThatOthersMayReadIsRefusedWithTheRemedy()
{
    QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    QVERIFY(CertificateAuthority::create(path, {"D-TEST"}, kNow));
    fs::permissions(path / "ca.key", fs::perms::group_read, fs::perm_options::add);
    const auto opened = CertificateAuthority::open(path);
    QVERIFY(!opened);
    QCOMPARE(opened.error().error, PkiError::NotPrivate);
    QVERIFY(opened.error().detail.contains("chmod 600 " + (path / "ca.key").string()));
}

void CertificateAuthorityTest::IsNeverWrittenOver()
{
    PkiFolder pki;
    const auto before = tests::contents(pki.authority.certificateFile());
    const auto again = CertificateAuthority::create(pki.path() / "pki", {"D-OTHER"}, kNow);
    QVERIFY(!again);
    QCOMPARE(tests::contents(pki.authority.certificateFile()), before);
}

void CertificateAuthorityTest::TheRevokedAreOnTheList()
{
    PkiFolder pki;
    const auto lost = pki.issue(Role::Handset, "H-001");
    pki.issue(Role::Handset, "H-002");
    QVERIFY(pki.authority.revoke("H-001", kNow + std::chrono::hours{1}));
    QVERIFY(!pki.authority.publicKey("H-001"));
    QVERIFY(pki.authority.publicKey("H-002"));
    const auto list = openssl({"crl", "-noout", "-text", "-in", text(pki.authority.revocationFile())});
    QVERIFY(list && list->contains(QString::fromStdString(lost.serial), Qt::CaseInsensitive));
    QCOMPARE(list->count("Serial Number:"), 1);
    const QStringList verify{"verify", "-attime", QString::number(kAtTime.toLongLong() + 7200), "-CAfile",
        text(pki.authority.certificateFile()), "-CRLfile", text(pki.authority.revocationFile()),
        "-crl_check"};
    QVERIFY(!openssl(verify + QStringList{text(pki.bundle("H-001") / "cert.pem")}));
    QVERIFY(openssl(verify + QStringList{text(pki.bundle("H-002") / "cert.pem")}));
    QCOMPARE(pki.authority.revoke("H-001", kNow).error().error, PkiError::NoSuchId);
    QCOMPARE(pki.authority.revoke("nobody", kNow).error().error, PkiError::NoSuchId);
}

void CertificateAuthorityTest::ASecondCertificateNeedsRenewal()
{
    PkiFolder pki;
    const auto first = pki.issue(Role::Handset, "H-001");
    const auto refused = pki.authority.issue(Role::Handset, "H-001", pki.bundle("H-001"), {}, kNow);
    QVERIFY(!refused);
    QCOMPARE(refused.error().error, PkiError::AlreadyThere);
    QVERIFY(refused.error().detail.contains("--renew"));
    const auto second = pki.issue(Role::Handset, "H-001", true);
    QVERIFY(second.serial != first.serial);
    QVERIFY(second.publicKey != first.publicKey);
    QCOMPARE(pki.authority.validOf("H-001")->serial, second.serial);
    const auto bundle = readBundle(pki.bundle("H-001"));
    QVERIFY2(bundle.has_value(), bundle ? "" : bundle.error().detail.c_str());
    QCOMPARE(bundle->key.publicKey(), second.publicKey);
    QVERIFY(pki.authority.issued()[1].revokedAt.has_value());
}

void CertificateAuthorityTest::NobodyIsEnrolledBeforeTheHub()
{
    QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    auto authority = CertificateAuthority::create(path / "pki", {"D-TEST"}, kNow);
    QVERIFY(authority);
    QCOMPARE(
        authority->issue(Role::Handset, "H-001", path / "b", {}, kNow).error().error, PkiError::NoSuchId);
    QVERIFY(authority->issue(Role::Broker, "broker", path / "broker", {}, kNow));
    QVERIFY(authority->issue(Role::Hub, "hub", path / "hub", {}, kNow));
    QVERIFY(!authority->validOf("H-001"));
    QVERIFY(authority->issue(Role::Handset, "H-001", path / "b", {}, kNow));
    QCOMPARE(readBundle(path / "b")->hubKey, *authority->publicKey("hub"));
}

void CertificateAuthorityTest::RemembersEverythingAfterAReopening()
{
    QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    std::vector<Issued> before;
    {
        auto authority = CertificateAuthority::create(path / "pki", {"D-TEST"}, kNow);
        QVERIFY(authority->issue(Role::Hub, "hub", path / "hub", {}, kNow));
        QVERIFY(authority->issue(Role::OperatorPhone, "f0421", path / "phone", {}, kNow));
        QVERIFY(authority->revoke("f0421", kNow + std::chrono::minutes{1}));
        before = authority->issued();
    }
    const auto authority = CertificateAuthority::open(path / "pki");
    QVERIFY(authority);
    QVERIFY(authority->issued() == before);
    QCOMPARE(authority->depot().text, "D-TEST");
}

void CertificateAuthorityTest::ATornIndexLineIsCutOffAndABrokenOneNamed()
{
    QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    {
        auto authority = CertificateAuthority::create(path / "pki", {"D-TEST"}, kNow);
        QVERIFY(authority->issue(Role::Hub, "hub", path / "hub", {}, kNow));
    }
    const auto index = path / "pki" / "index.log";
    const auto whole = tests::contents(index);
    tests::overwrite(index, whole + "2026-11-22T09:00:00Z iss");
    {
        auto authority = CertificateAuthority::open(path / "pki");
        QVERIFY(authority);
        QCOMPARE(authority->issued().size(), std::size_t{1});
        QVERIFY(authority->issue(Role::Handset, "H-001", path / "h", {}, kNow));
    }
    QVERIFY(CertificateAuthority::open(path / "pki")); // what was appended stands on a line of its own
    tests::overwrite(index, whole + "rubbish\n");
    const auto broken = CertificateAuthority::open(path / "pki");
    QVERIFY(!broken);
    QCOMPARE(broken.error().error, PkiError::Malformed);
    QVERIFY2(broken.error().detail.contains("line 2"), broken.error().detail.c_str());
}

void CertificateAuthorityTest::OneProcessAtATime()
{
    PkiFolder pki;
    const auto second = CertificateAuthority::open(pki.path() / "pki");
    QVERIFY(!second);
    QVERIFY(second.error().detail.contains("another process"));
}

void CertificateAuthorityTest::NamesGoNowhereUnchecked()
{
    PkiFolder pki;
    for (const auto *id : {"", "../../etc", "a b", "h/1", "+", "#", "0123456789012345678901234567890123"})
        QCOMPARE(pki.authority.issue(Role::Handset, id, pki.bundle("x"), {}, kNow).error().error,
            PkiError::BadName);
    QCOMPARE(pki.authority.issue(Role::Broker, "b2", pki.bundle("x"), {"x\" y", 1}, kNow).error().error,
        PkiError::BadName);
}

void CertificateAuthorityTest::ALeftoverOfAKilledIssueDoesNotDisturb()
{
    PkiFolder pki;
    fs::create_directories(pki.bundle("H-001.new"));
    tests::overwrite(pki.bundle("H-001.new") / "key.pem", "half");
    fs::create_directories(pki.bundle("H-001.old") / "x");
    pki.issue(Role::Handset, "H-001");
    QVERIFY(readBundle(pki.bundle("H-001")));
    QVERIFY(!fs::exists(pki.bundle("H-001.new")));
    QVERIFY(!fs::exists(pki.bundle("H-001.old")));
}

void CertificateAuthorityTest::LivesNoLongerThanTheAuthority()
{
    PkiFolder pki;
    const auto late = kNow + std::chrono::days{3600};
    const auto issued = pki.authority.issue(Role::Handset, "H-009", pki.bundle("H-009"), {}, late);
    QVERIFY(issued);
    QVERIFY(issued->notAfter <= kNow + std::chrono::days{3653});
}

void CertificateAuthorityTest::AHouseKeepsEverybodysDepotInHisBundle()
{
    QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    auto house = CertificateAuthority::create(path / "pki", {"F-HOUSE"}, kNow, Scope::House);
    QVERIFY(house);
    QVERIFY(house->issue(Role::Hub, "hub", path / "hub", {}, kNow));
    QVERIFY(house->issue(Role::Handset, "H-1", path / "H-1", {}, kNow, false, {"D-7"}));
    const auto hub = readBundle(path / "hub");
    QVERIFY2(hub, hub.error().detail.c_str());
    QCOMPARE(hub->depot.text, "F-HOUSE");
    QCOMPARE(hub->domain().text, "F-HOUSE");
    QVERIFY(moveBroker(path / "H-1", {.host = "localhost", .port = 1}));
    QVERIFY(house->extend("H-1", path / "H-1", {}, kNow));
    const auto handset = readBundle(path / "H-1");
    QVERIFY(handset);
    QCOMPARE(handset->depot.text, "D-7");
    QCOMPARE(handset->house.text, "F-HOUSE");

    PkiFolder alone;
    QCOMPARE(alone.authority.scope(), Scope::Depot);
    QVERIFY(readBundle(alone.bundle("hub"))->house.empty());
    QCOMPARE(alone.authority.issue(Role::Handset, "H-1", path / "no", {}, kNow, false, {"D-7"}).error().error,
        PkiError::BadName);
    house = std::unexpected(Failure{}); // lets go of the folder
    QCOMPARE(CertificateAuthority::open(path / "pki")->scope(), Scope::House);
}

FACTEO_TEST(CertificateAuthorityTest);
#include "certificate_authority_test.moc"
