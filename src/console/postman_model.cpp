// SPDX-License-Identifier: Apache-2.0
#include "console/postman_model.h"

#include "console/wording.h"

namespace facteo::console {

using namespace protocol;

namespace {

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace

PostmanModel::PostmanModel(const Directory &directory, QObject *parent)
    : QAbstractListModel(parent), m_directory(directory)
{
}

int PostmanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> PostmanModel::roleNames() const
{
    return {
        {HandsetIdRole, "handsetId"},
        {PostmanIdRole, "postmanId"},
        {NameRole, "name"},
        {PhoneRole, "phone"},
        {RoundIdRole, "roundId"},
        {RoundNameRole, "roundName"},
        {DepotIdRole, "depotId"},
        {DepotNameRole, "depotName"},
        {MarkRole, "mark"},
        {MarkTextRole, "markText"},
        {ReasonRole, "reason"},
        {LastScanRole, "lastScan"},
        {HasPositionRole, "hasPosition"},
        {LatitudeRole, "latitude"},
        {LongitudeRole, "longitude"},
        {AgeRole, "age"},
        {AccuracyRole, "accuracy"},
        {SpeedRole, "speed"},
        {BatteryTextRole, "batteryText"},
        {BatteryLowRole, "batteryLow"},
        {ConnectedRole, "connected"},
        {LastHeardRole, "lastHeard"},
        {UnsentRole, "unsent"},
        {UnsentTextRole, "unsentText"},
        {DutyRole, "duty"},
        {SharingRole, "sharing"},
        {InAlertRole, "inAlert"},
        {UnansweredRole, "unanswered"},
        {AlertTextRole, "alertText"},
        {OpenTasksRole, "openTasks"},
        {StopRole, "stop"},
        {RevokedRole, "revoked"},
        {CanOrderRole, "canOrder"},
    };
}

const QList<int> &PostmanModel::movingRoles()
{
    static const QList<int> roles{LastScanRole, LatitudeRole, LongitudeRole, AgeRole, AccuracyRole, SpeedRole,
        LastHeardRole, UnsentRole, UnsentTextRole, StopRole};
    return roles;
}

const QList<int> &PostmanModel::agingRoles()
{
    static const QList<int> roles{AgeRole, LastHeardRole};
    return roles;
}

const QList<int> &PostmanModel::pictureRoles()
{
    static const QList<int> roles =
        movingRoles() + QList<int>{MarkRole, MarkTextRole, ReasonRole, HasPositionRole, BatteryTextRole,
                            BatteryLowRole, ConnectedRole, DutyRole, SharingRole};
    return roles;
}

bool PostmanModel::isNaming(const QList<int> &roles)
{
    return roles.isEmpty() || roles.contains(NameRole) || roles.contains(RoundNameRole);
}

QVariant PostmanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto number = static_cast<std::size_t>(index.row());
    const auto &row = m_rows[number];
    const auto &bearer = m_bearers[number];
    switch (role) {
    case HandsetIdRole:
        return text(m_handsets[number].text);
    case PostmanIdRole:
        return text(bearer.postman.text);
    case Qt::DisplayRole:
    case NameRole:
        return nameAt(number);
    case PhoneRole: {
        const auto *postman = m_directory.postman(bearer.postman);
        return postman ? Wording::phone(postman->phone) : QString();
    }
    case RoundIdRole:
        return text(bearer.round.text);
    case RoundNameRole:
        return roundNameAt(number);
    case DepotIdRole:
        return text(bearer.depot->text);
    case DepotNameRole:
        return m_directory.isOther(m_handsets[number]) ? m_directory.nameOf(*bearer.depot) : QString();
    case InAlertRole:
        return row.alert != DotState::NoPosition;
    case UnansweredRole:
        return row.alert == DotState::Alert;
    case AlertTextRole:
        return row.alert == DotState::Alert         ? tr("Alert: unanswered")
               : row.alert == DotState::AlertInHand ? tr("Alert: in hand")
                                                    : QString();
    case OpenTasksRole:
        return row.openTasks;
    case MarkRole:
    case MarkTextRole:
    case ReasonRole:
    case LastScanRole:
    case HasPositionRole:
    case LatitudeRole:
    case LongitudeRole:
    case AgeRole:
    case AccuracyRole:
    case SpeedRole:
        return place(row, role);
    default:
        return handset(number, role);
    }
}

QVariant PostmanModel::place(const PostmanRow &row, int role) const
{
    const auto fix = row.picture.fix();
    switch (role) {
    case MarkRole:
        return markOf(row);
    case MarkTextRole:
        return fix ? Wording::freshness(row.freshness) : Wording::absence(row.picture.absence());
    case ReasonRole:
        return Wording::absence(row.picture.absence());
    case LastScanRole:
        return row.picture.absence() == Absence::SharingOff && row.picture.lastScanAt()
                   ? tr("last scan %1").arg(Wording::moment(*row.picture.lastScanAt(), m_now))
                   : QString();
    case HasPositionRole:
        return fix.has_value();
    case LatitudeRole:
        return fix ? fix->position.latDegrees() : 0.0;
    case LongitudeRole:
        return fix ? fix->position.lonDegrees() : 0.0;
    case AgeRole:
        return fix ? Wording::span(m_now - fix->at) : QString();
    case AccuracyRole:
        return fix ? Wording::accuracy(fix->accuracyDm) : QString();
    case SpeedRole:
        return fix && fix->speedCmS
                   ? tr("%1 km/h").arg(static_cast<double>(*fix->speedCmS) * 0.036, 0, 'f', 0)
                   : QString();
    default:
        return {};
    }
}

QVariant PostmanModel::handset(std::size_t number, int role) const
{
    const auto &row = m_rows[number];
    const auto &picture = row.picture;
    const auto *handset = m_directory.handset(m_handsets[number]);
    const bool revoked = handset && handset->revoked;
    switch (role) {
    case BatteryTextRole:
        if (!picture.batteryPercent())
            return QStringLiteral("–");
        return (picture.charging()   ? tr("%1 % charging")
                : row.isBatteryLow() ? tr("%1 % low")
                                     : tr("%1 %", "battery"))
            .arg(static_cast<int>(*picture.batteryPercent()));
    case BatteryLowRole:
        return row.isBatteryLow();
    case ConnectedRole:
        return picture.connected();
    case LastHeardRole:
        return picture.lastHeardAt() ? Wording::span(m_now - *picture.lastHeardAt()) : tr("never");
    case UnsentRole:
        return picture.unsent();
    case UnsentTextRole:
        return picture.unsent() > 0 ? tr("%n not sent", "", static_cast<int>(picture.unsent()))
                                    : QStringLiteral("–");
    case DutyRole:
        return Wording::duty(picture.duty());
    case SharingRole:
        return picture.sharing();
    case StopRole: {
        const auto *round = m_directory.roundOf(m_bearers[number].postman);
        const auto stop = picture.stopIndex();
        if (!round || !stop || *stop >= round->stops.size())
            return QString();
        return tr("Stop %1 of %2").arg(*stop + 1).arg(round->stops.size());
    }
    case RevokedRole:
        return revoked;
    case CanOrderRole:
        return !revoked && !m_directory.isOther(m_handsets[number]);
    default:
        return {};
    }
}

PostmanModel::Mark PostmanModel::markOf(const PostmanRow &row)
{
    if (!row.onMap())
        return row.picture.absence() == Absence::SignalLost ? Lost : Hidden;
    return static_cast<Mark>(row.freshness);
}

QString PostmanModel::nameAt(std::size_t row) const
{
    return m_bearers[row].postman.empty() ? QString() : m_feed.points().label[row];
}

QString PostmanModel::roundNameAt(std::size_t row) const
{
    const auto *round = m_directory.round(m_bearers[row].round);
    return round ? tr("%1 · %2", "round id, round name").arg(text(round->id.text), text(round->name))
                 : QString();
}

const PostmanRow *PostmanModel::row(const HandsetId &handset) const
{
    const auto found = m_rowOf.find(handset);
    return found ? &m_rows[*found] : nullptr;
}

int PostmanModel::rowOf(const QString &handsetId) const
{
    const auto found = m_rowOf.find(HandsetId{handsetId.toStdString()});
    return found ? static_cast<int>(*found) : -1;
}

} // namespace facteo::console
