// SPDX-License-Identifier: Apache-2.0
#include "pki/broker_config.h"

#include "pki/pki_folder.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::pki;

namespace {

BrokerConfig depotConfig(const std::filesystem::path &folder)
{
    BrokerConfig config;
    config.depot = {"D-TEST"};
    config.folder = folder;
    config.caFile = folder / "ca.pem";
    config.crlFile = folder / "crl.pem";
    config.certificateFile = folder / "cert.pem";
    config.keyFile = folder / "key.pem";
    config.hubs = {"hub"};
    config.handsets = {"H-001"};
    config.consoles = {"C-1"};
    config.ownTracksUsers = {"f0421"};
    return config;
}

} // namespace

class BrokerConfigTest : public QObject
{
    Q_OBJECT
private slots:
    void TheAccessListIsWhatTheContractSays();
    void InAHouseTheRightsHoldInEveryDepot();
    void AGatewayIsNamedOnlyWhereItIsAllowed();
    void NothingIsAnonymousPlainOrOld();
    void BothFilesArePrivate();
    void PathsThatMosquittoCannotReadAreRefused();
};

void BrokerConfigTest::TheAccessListIsWhatTheContractSays()
{
    const auto text = accessList(depotConfig("/d"));
    const auto rights = text.substr(text.find("\nuser"));
    QCOMPARE(rights, R"(
user hub
topic readwrite facteo/1/D-TEST/#
topic readwrite owntracks/#
topic read $SYS/broker/#

user H-001
topic write facteo/1/D-TEST/h/H-001/pos
topic write facteo/1/D-TEST/h/H-001/up
topic write facteo/1/D-TEST/h/H-001/alert
topic write facteo/1/D-TEST/h/H-001/will
topic read facteo/1/D-TEST/h/H-001/down

user C-1
topic read facteo/1/D-TEST/facts
topic read facteo/1/D-TEST/picture
topic read facteo/1/D-TEST/hub
topic read facteo/1/D-TEST/overview
topic read facteo/1/D-TEST/c/C-1/rep
topic write facteo/1/D-TEST/c/C-1/req

user f0421
topic readwrite owntracks/f0421/#
)");
}

void BrokerConfigTest::InAHouseTheRightsHoldInEveryDepot()
{
    auto config = depotConfig("/d");
    config.depot = {"F-HOUSE"};
    config.scope = Scope::House;
    config.gateways = {"crowd"};
    const auto text = accessList(config);
    const auto rights = text.substr(text.find("\nuser"));
    QCOMPARE(rights, R"(
user hub
topic readwrite facteo/1/+/#
topic readwrite owntracks/#
topic read $SYS/broker/#

user H-001
topic write facteo/1/+/h/H-001/pos
topic write facteo/1/+/h/H-001/up
topic write facteo/1/+/h/H-001/alert
topic write facteo/1/+/h/H-001/will
topic read facteo/1/+/h/H-001/down

user C-1
topic read facteo/1/+/facts
topic read facteo/1/+/picture
topic read facteo/1/+/hub
topic read facteo/1/+/overview
topic read facteo/1/+/c/C-1/rep
topic write facteo/1/+/c/C-1/req

user crowd
topic write facteo/1/+/h/+/pos
topic write facteo/1/+/h/+/up
topic write facteo/1/+/h/+/alert
topic write facteo/1/+/h/+/will
topic read facteo/1/+/h/+/down

user f0421
topic readwrite owntracks/f0421/#
)");
}

void BrokerConfigTest::AGatewayIsNamedOnlyWhereItIsAllowed()
{
    tests::PkiFolder pki;
    pki.issue(Role::ExerciseGateway, "crowd");
    pki.issue(Role::ExerciseGateway, "another");
    auto config = depotConfig("/d");
    nameEverybody(config, pki.authority, tests::kNow);
    QVERIFY(config.gateways.empty());
    QVERIFY(!accessList(config).contains("user crowd"));
    const protocol::SenderId allowed{"crowd"};
    nameEverybody(config, pki.authority, tests::kNow, {&allowed, 1});
    QCOMPARE(config.gateways, std::vector<std::string>{"crowd"});
}

void BrokerConfigTest::NothingIsAnonymousPlainOrOld()
{
    const auto text = mosquittoConf(depotConfig("/d"));
    for (const auto *line :
        {"\nlistener 8883 127.0.0.1\n", "\ntls_version tlsv1.3\n", "\nrequire_certificate true\n",
            "\nuse_identity_as_username true\n", "\nallow_anonymous false\n", "\npersistence true\n",
            "\nautosave_on_changes false\n", "\nautosave_interval 5\n", "\ncrlfile /d/crl.pem\n"})
        QVERIFY2(text.contains(line), line);
    QCOMPARE(QString::fromStdString(text).count("\nlistener "), 1);
}

void BrokerConfigTest::BothFilesArePrivate()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const auto file = writeBrokerConfig(depotConfig(path / "broker"));
    QVERIFY(file);
    for (const auto &written : {*file, path / "broker" / "acl"}) {
        const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        QVERIFY((std::filesystem::status(written).permissions() & others) == std::filesystem::perms::none);
    }
}

void BrokerConfigTest::PathsThatMosquittoCannotReadAreRefused()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    auto config = depotConfig(path / "broker");
    config.keyFile = path / "key\nallow_anonymous true";
    QCOMPARE(writeBrokerConfig(config).error().error, PkiError::BadName);
    config.keyFile = "relative/key.pem";
    QCOMPARE(writeBrokerConfig(config).error().error, PkiError::BadName);
}

FACTEO_TEST(BrokerConfigTest);
#include "broker_config_test.moc"
