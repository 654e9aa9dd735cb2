// SPDX-License-Identifier: Apache-2.0
#include "post.h"
#include "support/registry.h"
#include "web_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <sys/stat.h>

using namespace facteo;
using namespace facteo::outreach;
using namespace facteo::tests;
using namespace std::chrono_literals;

namespace {

Way over(const WebServer &server, std::chrono::milliseconds timeout = 20s)
{
    return {.by = HttpHook{.url = server.url(), .plain = true}, .timeout = timeout};
}

Way overTls(const WebServer &server, const Identity &believed)
{
    return {.by = HttpHook{.url = server.url(), .caFile = believed.certificateFile}, .timeout = 20s};
}

/// A port that nobody listens on any more.
std::string deadUrl()
{
    return WebServer().url();
}

} // namespace

class HttpTest : public QObject
{
    Q_OBJECT

private slots:
    void AGatewayGetsEverythingAsJsonAndTakesIt();
    void WithoutAPositionThereIsNone();
    void TheAnswerMaySayDelivered_data();
    void TheAnswerMaySayDelivered();
    void AnEndlessAnswerDoesNotUndoItsStatus();
    void AStatusThatIsNoSuccessIsAFailure_data();
    void AStatusThatIsNoSuccessIsAFailure();
    void TheTokenComesFromItsFileAndIsNeverTold();
    void ATokenFileThatWentBadIsNamed();
    void AGatewayThatSaysNothingHoldsUpNobodyElse();
    void WhereNobodyListensIsSaid();
    void WhatIsNoHttpIsAFailure();
    void ABelievedCertificateIsEnough();
    void ACertificateThatIsNotBelievedHearsNothing_data();
    void ACertificateThatIsNotBelievedHearsNothing();
    void APlainServerIsNoTlsServer();
    void AProxyThatOpensTheWayIsNoGateway();
    void TheEnvironmentsProxyIsNotAsked();
    void AHeaderCannotBeSmuggledIn_data();
    void AHeaderCannotBeSmuggledIn();
};

void HttpTest::AGatewayGetsEverythingAsJsonAndTakesIt()
{
    WebServer gateway;
    gateway.say("202 Accepted");
    Post post(only(Channel::Sms, over(gateway)));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(fate.stage, Stage::Sent);
    QCOMPARE(fate.detail, gateway.url() + " took it (202).");
    QCOMPARE(gateway.requests().size(), 1U);
    const auto &request = gateway.requests().front();
    QCOMPARE(request.line, "POST /send HTTP/1.1");
    QCOMPARE(request.headers.value("content-type"), "application/json; charset=utf-8");
    QCOMPARE(request.headers.value("idempotency-key"), "n-1");
    QVERIFY(!request.headers.contains("authorization"));
    const QJsonObject wanted{{"id", "n-1"}, {"channel", "sms"}, {"to", "+33612345678"},
        {"subject", "Alerte danger : Élodie Œuvrard"},
        {"text", "Élodie Œuvrard ne répond pas.\nRappelez le dépôt."}, {"at", "2026-11-23T09:05:07Z"},
        {"alert", "2026-118"}, {"depot", "D-BRANCELLE"}, {"postman", "Élodie Œuvrard"}, {"exercise", false},
        {"priority", "danger"},
        {"position", QJsonObject{{"latitude", 48.1173}, {"longitude", -1.6778}, {"age_seconds", 35},
                         {"geo", "geo:48.117300,-1.677800"}}}};
    QCOMPARE(QJsonDocument::fromJson(request.body).object(), wanted);
}

void HttpTest::WithoutAPositionThereIsNone()
{
    WebServer gateway;
    gateway.say("200 OK");
    Post post(only(Channel::Voice, over(gateway)));
    auto message = notice("n-1", Channel::Voice);
    message.place.reset();
    message.exercise = true;
    QCOMPARE(post.fateOf(message).stage, Stage::Sent);
    const auto object = QJsonDocument::fromJson(gateway.requests().front().body).object();
    QVERIFY(!object.contains("position"));
    QCOMPARE(object["channel"], "voice");
    QCOMPARE(object["exercise"], true);
}

void HttpTest::TheAnswerMaySayDelivered_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isDelivered");
    QTest::newRow("delivered") << QByteArray(R"({"delivered": true, "ref": 7})") << true;
    QTest::newRow("not yet") << QByteArray(R"({"delivered": false})") << false;
    QTest::newRow("a word") << QByteArray(R"({"delivered": "true"})") << false;
    QTest::newRow("a list") << QByteArray(R"([{"delivered": true}])") << false;
    QTest::newRow("cut off") << QByteArray(R"({"delivered": true)") << false;
    QTest::newRow("no JSON") << QByteArray("<html>OK</html>") << false;
    QTest::newRow("no text") << QByteArray("\xff\xfe\0\x01", 4) << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("deep") << QByteArray(10'000, '[') << false;
}

void HttpTest::TheAnswerMaySayDelivered()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, isDelivered);
    WebServer gateway;
    gateway.say("200 OK", answer);
    Post post(only(Channel::Sms, over(gateway)));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(fate.stage, isDelivered ? Stage::Delivered : Stage::Sent);
}

void HttpTest::AnEndlessAnswerDoesNotUndoItsStatus()
{
    WebServer gateway;
    gateway.sayRaw("HTTP/1.1 200 OK\r\n\r\n");
    gateway.saySomethingEndless();
    Post post(only(Channel::Sms, over(gateway, 500ms)));
    QCOMPARE(post.fateOf(notice("n-1", Channel::Sms)).stage, Stage::Sent);
}

void HttpTest::AStatusThatIsNoSuccessIsAFailure_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("500") << QByteArray("500 Oops") << QByteArray("no\x1b[31m modem\r\nSet-Cookie: x")
                         << QByteArray(" answered 500: no [31m modem Set-Cookie: x. It is in trouble");
    QTest::newRow("503") << QByteArray("503 Busy") << QByteArray()
                         << QByteArray(" answered 503. It is in trouble");
    QTest::newRow("401") << QByteArray("401 Who") << QByteArray() << QByteArray("token_file");
    QTest::newRow("404") << QByteArray("404 Gone") << QByteArray() << QByteArray("Check url");
    QTest::newRow("302") << QByteArray("302 There\r\nLocation: http://127.0.0.1/x") << QByteArray()
                         << QByteArray("Redirects are not followed");
    QTest::newRow("422") << QByteArray("422 No") << QByteArray("unknown number")
                         << QByteArray(": unknown number. It does not take this message");
    QTest::newRow("429") << QByteArray("429 Slow") << QByteArray() << QByteArray("quota");
    // Said by a failure, it counts for nothing.
    QTest::newRow("a lie") << QByteArray("500 Oops") << QByteArray(R"({"delivered": true})")
                           << QByteArray(" answered 500");
}

void HttpTest::AStatusThatIsNoSuccessIsAFailure()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, said);
    WebServer gateway;
    gateway.say(status, body);
    Post post(only(Channel::Sms, over(gateway)));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.starts_with(gateway.url() + " answered "), fate.detail.c_str());
    QVERIFY2(fate.detail.contains(said.toStdString()), fate.detail.c_str());
    QVERIFY(!fate.detail.contains('\n') && !fate.detail.contains('\x1b'));
    QCOMPARE(gateway.requests().size(), 1U); // nothing is tried twice
}

void HttpTest::TheTokenComesFromItsFileAndIsNeverTold()
{
    const Workshop workshop;
    WebServer gateway;
    gateway.say("403 No", "your header was: Bearer s3cr3t-token!");
    const HttpHook hook{.url = gateway.url("/send?key=q-secret"),
        .tokenFile = workshop.secret("token", "s3cr3t-token\nsecond line\n"),
        .plain = true};
    Post post(only(Channel::Sms, {.by = hook}));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(gateway.requests().front().headers.value("authorization"), "Bearer s3cr3t-token");
    QCOMPARE(gateway.requests().front().line, "POST /send?key=q-secret HTTP/1.1");
    QCOMPARE(fate.detail,
        gateway.url() + " answered 403: your header was: Bearer …!. Check the token in token_file.");
}

void HttpTest::ATokenFileThatWentBadIsNamed()
{
    const Workshop workshop;
    WebServer gateway;
    gateway.say("200 OK");
    const auto file = workshop.secret("token", "s3cr3t\n");
    Post post(only(Channel::Sms, {.by = HttpHook{.url = gateway.url(), .tokenFile = file, .plain = true}}));
    QCOMPARE(post.fateOf(notice("n-1", Channel::Sms)).stage, Stage::Sent);
    ::chmod(file.c_str(), 0644);
    const auto fate = post.fateOf(notice("n-2", Channel::Sms));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.contains(file.string()) && fate.detail.contains("chmod 600"), fate.detail.c_str());
    QCOMPARE(gateway.requests().size(), 1U);
}

void HttpTest::AGatewayThatSaysNothingHoldsUpNobodyElse()
{
    WebServer silent;
    WebServer other;
    other.say("200 OK");
    auto settings = only(Channel::Sms, over(silent, 1s));
    settings.channels.emplace(Channel::Voice, over(other));
    Post post(settings);
    post.send(notice("silent", Channel::Sms));
    QVERIFY(QTest::qWaitFor([&] { return silent.requests().size() == 1; }, 30'000));
    post.send(notice("other", Channel::Voice));
    QVERIFY(post.hears(2));
    QCOMPARE(post.outcomes()[0].id, "other");
    QCOMPARE(post.outcomes()[0].stage, Stage::Sent);
    QCOMPARE(post.outcomes()[1].id, "silent");
    QCOMPARE(post.outcomes()[1].stage, Stage::Failed);
    QVERIFY2(
        post.outcomes()[1].detail.contains(" did not answer within 1 s"), post.outcomes()[1].detail.c_str());
    QVERIFY(QTest::qWaitFor([&] { return silent.open() == 0; }, 30'000)); // and it was hung up on
}

void HttpTest::WhereNobodyListensIsSaid()
{
    const auto url = deadUrl();
    Post post(only(Channel::Sms, {.by = HttpHook{.url = url, .plain = true}}));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.starts_with("Nobody answers at " + url), fate.detail.c_str());
}

void HttpTest::WhatIsNoHttpIsAFailure()
{
    WebServer gateway;
    gateway.sayRaw("220 ready\r\n");
    Post post(only(Channel::Sms, over(gateway)));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.contains(gateway.url()), fate.detail.c_str());
}

void HttpTest::ABelievedCertificateIsEnough()
{
    WebServer gateway(&localIdentity());
    gateway.say("200 OK");
    Post post(only(Channel::Sms, overTls(gateway, localIdentity())));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QVERIFY2(fate.stage == Stage::Sent, fate.detail.c_str());
    QCOMPARE(gateway.requests().size(), 1U);
}

void HttpTest::ACertificateThatIsNotBelievedHearsNothing_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("another authority") << 0;
    QTest::newRow("another name") << 1;
    QTest::newRow("not among the system's") << 2;
}

void HttpTest::ACertificateThatIsNotBelievedHearsNothing()
{
    QFETCH(const int, which);
    WebServer gateway(which == 0   ? &strangersIdentity()
                      : which == 1 ? &elsewhereIdentity()
                                   : &localIdentity());
    gateway.say("200 OK");
    auto way = overTls(gateway, which == 1 ? elsewhereIdentity() : localIdentity());
    if (which == 2)
        std::get<HttpHook>(way.by).caFile.clear();
    Post post(only(Channel::Sms, way));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY2(fate.detail.contains("certificate that is not believed"), fate.detail.c_str());
    QVERIFY(gateway.requests().empty());
}

void HttpTest::APlainServerIsNoTlsServer()
{
    WebServer gateway;
    gateway.sayRaw("HTTP/1.1 400 Bad\r\n\r\n");
    Post post(only(Channel::Sms, {.by = HttpHook{.url = "https" + gateway.url().substr(4)}, .timeout = 1s}));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(fate.stage, Stage::Failed);
    QVERIFY(gateway.requests().empty());
}

/// Its 200 means that the way is open, and not that anybody took the message.
void HttpTest::AProxyThatOpensTheWayIsNoGateway()
{
    WebServer proxy;
    proxy.sayRaw("HTTP/1.1 200 Connection established\r\n\r\n");
    Post post(only(Channel::Sms,
        {.by = HttpHook{.url = "https://sms.example/send", .proxy = proxy.url("")}, .timeout = 1s}));
    const auto fate = post.fateOf(notice("n-1", Channel::Sms));
    QCOMPARE(proxy.requests().front().line, "CONNECT sms.example:443 HTTP/1.1");
    QCOMPARE(fate.stage, Stage::Failed);
}

void HttpTest::TheEnvironmentsProxyIsNotAsked()
{
    WebServer proxy;
    WebServer gateway;
    gateway.say("200 OK");
    qputenv("http_proxy", proxy.url("").c_str());
    Post post(only(Channel::Sms, over(gateway)));
    QCOMPARE(post.fateOf(notice("n-1", Channel::Sms)).stage, Stage::Sent);
    qunsetenv("http_proxy");
    QVERIFY(proxy.requests().empty());
}

void HttpTest::AHeaderCannotBeSmuggledIn_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("by the id") << QByteArray("n-1\r\nX-Evil: 1") << QByteArray("+33612345678");
    QTest::newRow("by no id") << QByteArray() << QByteArray("+33612345678");
    QTest::newRow("by the number") << QByteArray("n-1") << QByteArray("+33612345678\r\nX-Evil: 1");
    QTest::newRow("by no number") << QByteArray("n-1") << QByteArray("0612345678");
}

void HttpTest::AHeaderCannotBeSmuggledIn()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, to);
    WebServer gateway;
    gateway.say("200 OK");
    Post post(only(Channel::Sms, over(gateway)));
    auto message = notice(id.toStdString(), Channel::Sms);
    message.to = to.toStdString();
    post.send(message);
    QVERIFY(post.hears(1));
    QCOMPARE(post.outcomes()[0].stage, Stage::Failed);
    QVERIFY(gateway.requests().empty());
}

FACTEO_TEST(HttpTest);
#include "http_test.moc"
