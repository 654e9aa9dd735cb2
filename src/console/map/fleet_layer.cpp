// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_layer.h"

#include "console/map/fleet_node.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace facteo::console {
namespace {

constexpr qint64 kBeatMilliseconds = 1100;
constexpr int kBeatFrameMilliseconds = 33;
/// A dot that glides moves by less than this from frame to frame; slower dots need fewer frames.
constexpr double kStepUnits = 0.4;
constexpr int kFastestFrameMilliseconds = 16;
constexpr int kSlowestFrameMilliseconds = 500;
constexpr std::uint32_t kMostMembers = 1'000;
/// So much of the view a crowd fills that somebody clicked on.
constexpr double kCrowdFills = 0.7;

} // namespace

FleetLayer::FleetLayer(QQuickItem *parent) : PictureLayer(parent)
{
    m_clock.start();
    m_frames.setTimerType(Qt::PreciseTimer);
    connect(&m_frames, &QTimer::timeout, this, &FleetLayer::nextFrame);
}

FleetLayer::~FleetLayer() = default;

void FleetLayer::setFeed(FleetFeed *feed)
{
    if (feed == m_feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    m_layout = {};
    if (feed) {
        connect(feed, &FleetFeed::published, this, &FleetLayer::lookAgain);
        connect(feed, &FleetFeed::trailPublished, this, &FleetLayer::lookAgain);
        connect(feed, &QObject::destroyed, this, &FleetLayer::lookAgain);
    }
    emit feedChanged();
    lookAgain();
}

void FleetLayer::setSelected(const QString &handset)
{
    if (handset == m_look.selected)
        return;
    m_look.selected = handset;
    emit selectedChanged();
    lookAgain();
}

void FleetLayer::setSought(const QStringList &handsets)
{
    if (handsets == m_look.sought)
        return;
    m_look.sought = handsets;
    emit soughtChanged();
    lookAgain();
}

void FleetLayer::setRoundMarks(bool marks)
{
    if (marks == m_look.roundMarks)
        return;
    m_look.roundMarks = marks;
    emit roundMarksChanged();
    lookAgain();
}

void FleetLayer::setLabels(bool labels)
{
    if (labels == m_look.labels)
        return;
    m_look.labels = labels;
    emit labelsChanged();
    lookAgain();
}

void FleetLayer::setAnimated(bool animated)
{
    if (animated == m_look.glides)
        return;
    m_look.glides = animated;
    emit animatedChanged();
    lookAgain();
}

/// A dot that glides is somewhere else now; a halo only beats.
void FleetLayer::nextFrame()
{
    if (picture().fastest > 0)
        lookAgain();
    else
        update();
}

double FleetLayer::pulse() const
{
    if (!m_look.glides)
        return 0.5;
    const double part = static_cast<double>(m_clock.elapsed() % kBeatMilliseconds) / kBeatMilliseconds;
    return 0.5 - 0.5 * std::cos(2 * M_PI * part);
}

void FleetLayer::layOut()
{
    m_hits.forget();
    if (m_feed) {
        m_look.camera = camera();
        m_look.now = m_feed->now();
        m_layout.layOut(*m_feed, m_look);
    } else {
        m_layout.clear();
    }
    planFrames();
}

/// As many frames as the fastest dot and the halos need, and none when all stand: without a graphics card
/// each frame costs half a core for its time.
void FleetLayer::planFrames()
{
    const auto &shown = picture();
    if (!m_look.glides || !isVisible() || (shown.fastest <= 0 && shown.halos.empty())) {
        m_frames.stop();
        return;
    }
    int wanted = shown.halos.empty() ? kSlowestFrameMilliseconds : kBeatFrameMilliseconds;
    if (shown.fastest > 0)
        wanted = std::clamp(
            static_cast<int>(1'000 * kStepUnits / shown.fastest), kFastestFrameMilliseconds, wanted);
    // Speeds differ a little from picture to picture: the timer is not started anew for that.
    const int running = m_frames.isActive() ? m_frames.interval() : 0;
    if (wanted < running * 3 / 4 || wanted > running * 4 / 3)
        m_frames.start(wanted);
}

void FleetLayer::itemChange(ItemChange change, const ItemChangeData &value)
{
    // Nobody sees it beat or glide.
    if (change == ItemVisibleHasChanged && !value.boolValue)
        m_frames.stop();
    PictureLayer::itemChange(change, value);
}

QSGNode *FleetLayer::makeNode() const
{
    return new FleetNode(window(), isDark());
}

void FleetLayer::fillNode(QSGNode &node)
{
    static_cast<FleetNode &>(node).update(picture(), *m_feed, pulse());
}

void FleetLayer::paint(QPainter &painter)
{
    const double ratio = painter.device()->devicePixelRatioF();
    if (!m_paintAtlas || m_paintAtlas->ratio() != ratio || m_paintAtlas->isDark() != isDark())
        m_paintAtlas = std::make_unique<FleetAtlas>(ratio, isDark());
    paintFleet(painter, picture(), m_feed->points(), *m_paintAtlas, pulse());
}

FleetHits::Hit FleetLayer::hitAt(double x, double y)
{
    if (!m_feed)
        return {};
    ensureLaidOut();
    return m_hits.at(picture(), {x, y});
}

QString FleetLayer::hit(double x, double y)
{
    const auto found = hitAt(x, y);
    const auto *seen = std::get_if<const FleetPicture::Seen *>(&found);
    return seen ? m_feed->points().handset[(*seen)->row] : QString();
}

const FleetPicture::Crowd *FleetLayer::crowdUnder(double x, double y)
{
    const auto found = hitAt(x, y);
    const auto *crowd = std::get_if<const FleetPicture::Crowd *>(&found);
    return crowd ? *crowd : nullptr;
}

FleetCrowd FleetLayer::crowdAt(double x, double y)
{
    const auto *crowd = crowdUnder(x, y);
    if (!crowd)
        return {};
    const auto &index = crowd->byRound ? m_feed->byRound() : m_feed->index();
    geo::UnitPoint least{1, 1};
    geo::UnitPoint most{0, 0};
    for (auto place = crowd->run.first; place < crowd->run.last; ++place) {
        const auto at = m_feed->points().position[index.row(place)];
        least = {std::min(least.x, at.x), std::min(least.y, at.y)};
        most = {std::max(most.x, at.x), std::max(most.y, at.y)};
    }
    const auto middle = geo::fromUnit({(least.x + most.x) / 2, (least.y + most.y) / 2});
    return {.count = static_cast<int>(crowd->count),
        .center = {middle.latDegrees(), middle.lonDegrees()},
        .zoom = Camera::zoomToFit(least, most, size() * kCrowdFills)};
}

QStringList FleetLayer::membersAt(double x, double y)
{
    QStringList members;
    const auto *crowd = crowdUnder(x, y);
    if (!crowd)
        return members;
    const auto &index = crowd->byRound ? m_feed->byRound() : m_feed->index();
    const auto last = std::min(crowd->run.last, crowd->run.first + kMostMembers);
    for (auto place = crowd->run.first; place < last; ++place)
        members.append(m_feed->points().handset[index.row(place)]);
    return members;
}

QGeoCoordinate FleetLayer::positionOf(const QString &handset) const
{
    const auto row = m_feed ? m_feed->rowOf(handset) : std::nullopt;
    if (!row || !m_feed->points().isOnMap(*row))
        return {};
    const auto position = geo::fromUnit(m_feed->points().position[*row]);
    return {position.latDegrees(), position.lonDegrees()};
}

QString FleetLayer::labelOf(const QString &handset) const
{
    const auto row = m_feed ? m_feed->rowOf(handset) : std::nullopt;
    return row ? m_feed->points().label[*row] : QString();
}

} // namespace facteo::console
