// SPDX-License-Identifier: Apache-2.0
#include "web_server.h"

#include <QSslServer>
#include <QTcpSocket>
#include <format>

namespace facteo::tests {

WebServer::WebServer(const Identity *identity) : m_isTls(identity != nullptr)
{
    if (identity) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(identity->tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no port to listen on");
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (auto *socket = m_server->nextPendingConnection())
            take(socket);
    });
}

void WebServer::say(const QByteArray &status, const QByteArray &body)
{
    m_answer =
        "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

std::string WebServer::url(const std::string &path) const
{
    return std::format("{}://127.0.0.1:{}{}", m_isTls ? "https" : "http", port(), path);
}

void WebServer::take(QTcpSocket *socket)
{
    m_mostOpen = std::max(m_mostOpen, ++m_open);
    connect(socket, &QTcpSocket::disconnected, this, [this] { --m_open; });
    auto heard = std::make_shared<QByteArray>();
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, heard] { read(socket, *heard); });
    read(socket, *heard);
}

void WebServer::read(QTcpSocket *socket, QByteArray &heard)
{
    heard += socket->readAll();
    const auto end = heard.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    WebRequest request;
    auto lines = heard.left(end).split('\n');
    request.line = lines.takeFirst().trimmed();
    for (const auto &line : lines)
        request.headers.insert(
            line.left(line.indexOf(':')).toLower(), line.mid(line.indexOf(':') + 1).trimmed());
    request.body = heard.mid(end + 4);
    if (request.body.size() < request.headers.value("content-length").toInt())
        return;
    heard.clear();
    m_requests.push_back(std::move(request));
    socket->write(m_answer);
    if (m_isEndless) {
        const auto more = [socket] { socket->write(QByteArray(65'536, 'x')); };
        connect(socket, &QTcpSocket::bytesWritten, socket, more);
        more();
    }
}

} // namespace facteo::tests
