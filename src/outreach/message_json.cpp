// SPDX-License-Identifier: Apache-2.0
#include "message_json.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <chrono>
#include <format>

namespace facteo::outreach {
namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

std::string toJson(const Message &message)
{
    QJsonObject object{
        {"id", textOf(message.id)},
        {"channel", textOf(nameOf(message.channel))},
        {"to", textOf(message.to)},
        {"subject", textOf(message.subject)},
        {"text", textOf(message.text)},
        {"at", textOf(std::format("{:%FT%T}Z", std::chrono::floor<std::chrono::seconds>(message.at)))},
        {"alert", textOf(message.alert)},
        {"depot", textOf(message.depot)},
        {"postman", textOf(message.postman)},
        {"exercise", message.exercise},
        {"priority", textOf(message.priority)},
    };
    if (message.place) {
        const auto &[at, age] = *message.place;
        object.insert("position", QJsonObject{{"latitude", at.latDegrees()}, {"longitude", at.lonDegrees()},
                                      {"age_seconds", qint64{age.count()}}, {"geo", textOf(geoUri(at))}});
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

bool saysDelivered(std::string_view answer)
{
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(answer.data(), static_cast<qsizetype>(answer.size())));
    return document.object().value("delivered").toBool(false);
}

} // namespace facteo::outreach
