// SPDX-License-Identifier: Apache-2.0
#include "console/selection.h"

#include "console/ids.h"
#include "console/wording.h"
#include "geo/mercator.h"

#include <QPointer>
#include <algorithm>

namespace facteo::console {

using namespace protocol;

namespace {

/// An order that no handset fetched in ten minutes has lost its point (Android Management's default, too).
constexpr std::uint32_t kOrderValidSeconds = 600;

} // namespace

Selection::Selection(PostmanModel &postmen, Ask ask, QObject *parent)
    : QObject(parent), m_postmen(postmen), m_ask(std::move(ask))
{
}

void Selection::select(const QString &handsetId)
{
    const HandsetId wanted{handsetId.toStdString()};
    if (wanted == m_handset)
        return;
    m_handset = wanted;
    m_order.reset();
    m_refusal = {};
    m_asking = false;
    hideTrail();
    emit handsetChanged();
    emit orderChanged();
}

QString Selection::orderText() const
{
    if (!m_order)
        return {};
    return tr("%1: %2, %3", "order: state, time")
        .arg(Wording::command(m_order->kind), Wording::state(m_order->state),
            Wording::clockSeconds(m_order->changedAt));
}

QString Selection::refusal() const
{
    return Wording::unmet(m_refusal);
}

QString Selection::trailText() const
{
    if (m_trail.empty())
        return {};
    return tr("%1 – %2, %n positions", "trail from, to", trailPoints())
        .arg(Wording::clock(m_trail.front().at), Wording::clock(m_trail.back().at));
}

void Selection::ring()
{
    order(CommandKind::Ring);
}

void Selection::locateNow()
{
    order(CommandKind::LocateNow);
}

void Selection::message(const QString &text)
{
    if (!text.trimmed().isEmpty())
        order(CommandKind::Message, text.trimmed().left(280));
}

void Selection::order(CommandKind kind, const QString &text)
{
    if (m_handset.empty() || m_asking)
        return;
    m_asking = true;
    m_refusal = {};
    emit orderChanged();
    const SendCommand request{.command = CommandId{drawId()},
        .kind = kind,
        .handset = m_handset,
        .text = text.toStdString(),
        .validSeconds = kOrderValidSeconds};
    m_ask(request, [self = QPointer(this), about = m_handset](const Answer &answer) {
        if (self)
            self->answered(about, answer);
    });
}

void Selection::answered(const HandsetId &about, const Answer &answer)
{
    if (about != m_handset)
        return;
    m_asking = false;
    m_refusal = unmetBy(answer);
    emit orderChanged();
}

void Selection::askTrail(const QString &purpose, int minutes)
{
    if (m_handset.empty() || m_asking)
        return;
    m_asking = true;
    m_refusal = {};
    emit orderChanged();
    const AskTrail request{.handset = m_handset,
        .from = m_now - std::chrono::minutes{minutes},
        .to = m_now,
        .purpose = purpose.trimmed().toStdString()};
    m_ask(request, [self = QPointer(this), about = m_handset](const Answer &answer) {
        if (!self || about != self->m_handset)
            return;
        self->answered(about, answer);
        const auto *page = answer.body ? std::get_if<TrailPage>(&*answer.body) : nullptr;
        if (!page)
            return;
        self->m_trail = page->fixes;
        if (page->fixes.empty())
            self->m_refusal = Shortfall::NothingStored;
        self->showTrail();
        emit self->orderChanged();
    });
}

void Selection::hideTrail()
{
    if (m_trail.empty())
        return;
    m_trail.clear();
    showTrail();
}

void Selection::showTrail()
{
    auto &trail = m_postmen.feed()->trail;
    trail.clear();
    std::ranges::transform(
        m_trail, std::back_inserter(trail), [](const Fix &fix) { return geo::toUnit(fix.position); });
    m_postmen.feed()->publishTrail();
    emit trailChanged();
}

void Selection::apply(const Command &command)
{
    if (command.handset != m_handset)
        return;
    if (m_order && m_order->id != command.id && m_order->createdAt > command.createdAt)
        return;
    m_order = command;
    emit orderChanged();
}

void Selection::applyFix(const HandsetId &handset, const Fix &fix)
{
    if (handset != m_handset || m_trail.empty() || m_trail.back().at >= fix.at)
        return;
    m_trail.push_back(fix);
    showTrail();
}

void Selection::refresh()
{
    emit orderChanged();
    emit trailChanged();
}

} // namespace facteo::console
