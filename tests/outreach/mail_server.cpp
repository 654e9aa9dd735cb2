// SPDX-License-Identifier: Apache-2.0
#include "mail_server.h"

#include <format>
#include <memory>

namespace facteo::tests {

MailServer::MailServer(Manner manner) : m_manner(std::move(manner))
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port to listen on");
}

std::string MailServer::url() const
{
    return std::format("{}://127.0.0.1:{}", m_manner.isTlsFromTheStart ? "smtps" : "smtp", serverPort());
}

void MailServer::incomingConnection(qintptr descriptor)
{
    auto *const socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    ++m_open;
    auto talk = std::make_shared<Talk>();
    connect(socket, &QSslSocket::disconnected, this, [this] { --m_open; });
    connect(socket, &QSslSocket::readyRead, this, [this, socket, talk] { read(socket, *talk); });
    if (m_manner.identity)
        socket->setSslConfiguration(m_manner.identity->tls);
    if (m_manner.isTlsFromTheStart) {
        connect(socket, &QSslSocket::encrypted, this, [this, socket] { say(socket, "", "220 mx.example"); });
        socket->startServerEncryption();
    } else {
        say(socket, "", "220 mx.example");
    }
}

void MailServer::read(QSslSocket *socket, Talk &talk)
{
    talk.heard += socket->readAll();
    for (auto end = talk.heard.indexOf("\r\n"); end >= 0; end = talk.heard.indexOf("\r\n")) {
        const auto line = talk.heard.left(end);
        talk.heard.remove(0, end + 2);
        if (talk.isText)
            hearText(socket, talk, line);
        else
            hear(socket, talk, line);
    }
}

void MailServer::hear(QSslSocket *socket, Talk &talk, const QByteArray &line)
{
    m_lines.push_back(line);
    if (std::exchange(talk.isAuth, false))
        return judge(socket, line);
    const auto verb = line.split(' ').first().toUpper();
    if (verb == "EHLO" || verb == "HELO")
        return greet(socket, verb == "EHLO");
    if (verb == "STARTTLS" && m_manner.identity) {
        say(socket, verb, "220 go on");
        socket->flush();
        return socket->startServerEncryption();
    }
    if (verb == "AUTH" && line.split(' ').size() > 2)
        return judge(socket, line.split(' ').at(2));
    if (verb == "AUTH") {
        talk.isAuth = true;
        return say(socket, verb, "334 ");
    }
    if (verb == "MAIL")
        talk.mail = {.from = line, .to = {}, .text = {}, .wasEncrypted = socket->isEncrypted()};
    if (verb == "RCPT")
        talk.mail.to = line;
    talk.isText = verb == "DATA" && m_manner.refusedVerb != verb && m_manner.silentVerb != verb;
    say(socket, verb, talk.isText ? "354 go on" : verb == "QUIT" ? "221 bye" : "250 fine");
}

void MailServer::hearText(QSslSocket *socket, Talk &talk, const QByteArray &line)
{
    if (line != ".") {
        talk.mail.text += (line.startsWith('.') ? line.mid(1) : line) + "\r\n";
        return;
    }
    talk.isText = false;
    if (m_manner.refusedVerb != ".")
        m_mails.push_back(talk.mail);
    say(socket, ".", "250 2.0.0 queued");
}

void MailServer::greet(QSslSocket *socket, bool isExtended)
{
    QByteArray offers;
    if (isExtended && m_manner.identity && !socket->isEncrypted())
        offers += "250-STARTTLS\r\n";
    if (isExtended && !m_manner.password.isEmpty())
        offers += "250-AUTH PLAIN\r\n";
    say(socket, "EHLO", offers + "250 SIZE 1000000");
}

/// RFC 4616: nobody, NUL, name, NUL, password.
void MailServer::judge(QSslSocket *socket, const QByteArray &base64)
{
    const auto parts = QByteArray::fromBase64(base64).split('\0');
    const bool isRight = parts.size() == 3 && parts[1] == "facteo" && parts[2] == m_manner.password;
    say(socket, "AUTH", isRight ? "235 welcome" : "535 5.7.8 no");
}

void MailServer::say(QSslSocket *socket, const QByteArray &verb, const QByteArray &answer)
{
    if (m_manner.isSilent && verb == m_manner.silentVerb)
        return;
    const bool isRefused = !verb.isEmpty() && verb == m_manner.refusedVerb;
    socket->write((isRefused ? m_manner.refusal : answer) + "\r\n");
}

} // namespace facteo::tests
