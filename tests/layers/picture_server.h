// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QImage>
#include <QStringList>
#include <QTcpServer>
#include <functional>

namespace facteo::tests {

/// A tile server on this computer: every tile has a colour that says which one it is.
class PictureServer : public QTcpServer
{
    Q_OBJECT

public:
    enum class Mood {
        Serves,
        Refuses, ///< HTTP 503
        Lies,    ///< sends words that are no picture
        Hangs,   ///< takes the question and never answers
        HasNone  ///< HTTP 404
    };

    explicit PictureServer(QObject *parent = nullptr);

    Mood mood = Mood::Serves;
    QString silentAbout; ///< paths that begin so are not answered
    QStringList paths;   ///< that were asked for
    /// The HTTP status of what is not given, by zoom, column and row; 0: it is given.
    std::function<int(int, int, int)> refusal;
    /// A picture to send instead of the colour, as PNG, by column and row.
    std::function<QByteArray(int, int)> picture;

    [[nodiscard]] QString address() const;
    [[nodiscard]] static QColor colorOf(int zoom, int column, int row);

private:
    void answer(QTcpSocket *socket);
    [[nodiscard]] QByteArray answerTo(const QString &path) const;
};

} // namespace facteo::tests
