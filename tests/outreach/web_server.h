// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "identity.h"

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QTcpServer>
#include <memory>
#include <string>
#include <vector>

namespace facteo::tests {

struct WebRequest
{
    QByteArray line;                      ///< "POST /send HTTP/1.1"
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// A gateway on 127.0.0.1 that remembers what it was asked, with TLS if it has an identity.
class WebServer : public QObject
{
    Q_OBJECT

public:
    explicit WebServer(const Identity *identity = nullptr);

    /// The whole of its answers, or how they begin; empty: it accepts connections and says nothing.
    void sayRaw(QByteArray answer) { m_answer = std::move(answer); }
    /// A whole answer.
    void say(const QByteArray &status, const QByteArray &body = {});
    void saySomethingEndless() { m_isEndless = true; }

    [[nodiscard]] std::string url(const std::string &path = "/send") const;
    [[nodiscard]] quint16 port() const { return m_server->serverPort(); }
    [[nodiscard]] const std::vector<WebRequest> &requests() const { return m_requests; }
    [[nodiscard]] int open() const { return m_open; } ///< connections, now
    [[nodiscard]] int mostOpen() const { return m_mostOpen; }

private:
    void take(QTcpSocket *socket);
    void read(QTcpSocket *socket, QByteArray &heard);

    bool m_isTls = false;
    std::unique_ptr<QTcpServer> m_server;
    QByteArray m_answer;
    bool m_isEndless = false;
    std::vector<WebRequest> m_requests;
    int m_open = 0;
    int m_mostOpen = 0;
};

} // namespace facteo::tests
