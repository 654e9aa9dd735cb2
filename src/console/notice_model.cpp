// SPDX-License-Identifier: Apache-2.0
#include "console/notice_model.h"

#include "console/ids.h"
#include "console/tone.h"
#include "console/wording.h"

namespace facteo::console {

using namespace protocol;

namespace {

bool isSame(const Notice &a, const Notice &b)
{
    return a.alert == b.alert && a.rung == b.rung && a.channel == b.channel && a.recipient == b.recipient;
}

tone::Kind toneOf(NoticeStage stage)
{
    switch (stage) {
    case NoticeStage::Queued:
        return tone::Attention;
    case NoticeStage::Sent:
        return tone::Normal;
    case NoticeStage::Delivered:
    case NoticeStage::Seen:
        return tone::Good;
    case NoticeStage::Failed:
        return tone::Danger;
    }
    Q_UNREACHABLE_RETURN(tone::Quiet);
}

} // namespace

int NoticeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> NoticeModel::roleNames() const
{
    return {{RecipientRole, "recipient"}, {ChannelRole, "channel"}, {StageRole, "stage"}, {TimeRole, "time"},
        {DetailRole, "detail"}, {ToneRole, "tone"}};
}

QVariant NoticeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &notice = m_rows[static_cast<std::size_t>(index.row())].notice;
    switch (role) {
    case Qt::DisplayRole:
    case RecipientRole:
        return QString::fromStdString(notice.recipientName.empty() ? notice.recipient : notice.recipientName);
    case ChannelRole:
        return notice.channel == NoticeChannel::Console
                   ? QStringLiteral("%1 %2").arg(
                         Wording::channel(notice.channel), QString::fromStdString(notice.recipient))
                   : Wording::channel(notice.channel);
    case StageRole:
        return Wording::stage(notice.stage);
    case TimeRole:
        return Wording::clockSeconds(notice.at);
    case DetailRole:
        return QString::fromStdString(notice.detail);
    case ToneRole:
        return toneOf(notice.stage);
    default:
        return {};
    }
}

void NoticeModel::setAbout(const QString &about)
{
    if (about == m_about)
        return;
    m_about = about;
    emit aboutChanged();
    become(m_rows, {}, [](const Row &a, const Row &b) { return a.place < b.place; });
    show();
}

void NoticeModel::apply(const Notice &notice)
{
    const auto known =
        std::ranges::find_if(m_notices, [&](const Notice &one) { return isSame(one, notice); });
    if (known == m_notices.end())
        m_notices.push_back(notice);
    else
        *known = notice;
    if (idText(notice.alert) == m_about)
        show();
}

void NoticeModel::applyAll(const std::vector<Notice> &notices)
{
    m_notices = notices;
    show();
}

void NoticeModel::show()
{
    std::vector<Row> wanted;
    for (std::size_t place = 0; place < m_notices.size(); ++place)
        if (!m_about.isEmpty() && idText(m_notices[place].alert) == m_about)
            wanted.push_back({.place = place, .notice = m_notices[place]});
    become(m_rows, std::move(wanted), [](const Row &a, const Row &b) { return a.place < b.place; });
}

} // namespace facteo::console
