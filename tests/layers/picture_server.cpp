// SPDX-License-Identifier: Apache-2.0
#include "layers/picture_server.h"

#include <QBuffer>
#include <QTcpSocket>

namespace facteo::tests {
namespace {

QByteArray reply(const char *status, const char *type, const QByteArray &body)
{
    return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

PictureServer::PictureServer(QObject *parent) : QTcpServer(parent)
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        auto *socket = nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port");
}

QString PictureServer::address() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(serverPort());
}

QColor PictureServer::colorOf(int zoom, int column, int row)
{
    return QColor::fromRgb(40 + zoom * 10 % 200, (column * 37) % 256, (row * 53) % 256);
}

void PictureServer::answer(QTcpSocket *socket)
{
    // Requests without a body, each of which ends with an empty line.
    while (socket->peek(64 * 1024).contains("\r\n\r\n")) {
        const auto words = socket->readLine().split(' ');
        while (socket->readLine() != "\r\n") {
        }
        const auto path = QString::fromLatin1(words.value(1));
        paths.append(path);
        if (mood != Mood::Hangs && (silentAbout.isEmpty() || !path.startsWith(silentAbout)))
            socket->write(answerTo(path));
    }
}

QByteArray PictureServer::answerTo(const QString &path) const
{
    if (mood == Mood::Refuses)
        return reply("503 Service Unavailable", "text/plain", "later");
    if (mood == Mood::HasNone)
        return reply("404 Not Found", "text/plain", "none");
    if (mood == Mood::Lies)
        return reply("200 OK", "image/png", "this is no picture");
    const auto parts = path.split(QLatin1Char('/'));
    const int zoom = parts.value(1).toInt();
    const int column = parts.value(2).toInt();
    const int row = parts.value(3).toInt();
    if (const int status = refusal ? refusal(zoom, column, row) : 0; status != 0)
        return reply((QByteArray::number(status) + " Refused").constData(), "text/plain", "not this one");
    if (picture)
        return reply("200 OK", "image/png", picture(column, row));
    QImage image(256, 256, QImage::Format_RGB32);
    image.fill(colorOf(zoom, column, row));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return reply("200 OK", "image/png", buffer.data());
}

} // namespace facteo::tests
