// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "identity.h"

#include <QByteArray>
#include <QObject>
#include <QSslSocket>
#include <QTcpServer>
#include <string>
#include <vector>

namespace facteo::tests {

/// An SMTP server on 127.0.0.1 (RFC 5321, with STARTTLS and AUTH PLAIN) that keeps what it is given.
class MailServer : public QTcpServer
{
    Q_OBJECT

public:
    struct Manner
    {
        const Identity *identity = nullptr; ///< offers STARTTLS
        bool isTlsFromTheStart = false;
        QByteArray password{};    ///< asks for AUTH PLAIN and takes only this
        QByteArray refusedVerb{}; ///< "RCPT"; "." is the end of the mail
        QByteArray refusal = "550 5.1.1 no such user here";
        QByteArray silentVerb{}; ///< to which it never answers; "" greets nobody if isSilent
        bool isSilent = false;
    };
    struct Mail
    {
        QByteArray from;
        QByteArray to;
        QByteArray text;
        bool wasEncrypted = false;
    };

    explicit MailServer(Manner manner);

    [[nodiscard]] std::string url() const;
    [[nodiscard]] const std::vector<Mail> &mails() const { return m_mails; }
    [[nodiscard]] const QList<QByteArray> &lines() const { return m_lines; } ///< every command heard
    [[nodiscard]] int open() const { return m_open; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Talk
    {
        QByteArray heard;
        Mail mail;
        bool isText = false;
        bool isAuth = false;
    };
    void read(QSslSocket *socket, Talk &talk);
    void hear(QSslSocket *socket, Talk &talk, const QByteArray &line);
    void hearText(QSslSocket *socket, Talk &talk, const QByteArray &line);
    void greet(QSslSocket *socket, bool isExtended);
    void judge(QSslSocket *socket, const QByteArray &base64);
    void say(QSslSocket *socket, const QByteArray &verb, const QByteArray &answer);

    Manner m_manner;
    std::vector<Mail> m_mails;
    QList<QByteArray> m_lines;
    int m_open = 0;
};

} // namespace facteo::tests
