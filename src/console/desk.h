// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/address_search.h"
#include "console/alert_model.h"
#include "console/alerts_elsewhere.h"
#include "console/candidate_model.h"
#include "console/crossing_model.h"
#include "console/day_trail.h"
#include "console/directory.h"
#include "console/fleet_criteria.h"
#include "console/geofence_draft.h"
#include "console/geofence_model.h"
#include "console/near_search.h"
#include "console/news.h"
#include "console/notice_model.h"
#include "console/overview_conversation.h"
#include "console/overview_model.h"
#include "console/postman_model.h"
#include "console/round_list.h"
#include "console/saved_views.h"
#include "console/selection.h"
#include "console/status_line.h"
#include "console/stay_model.h"
#include "console/system_alarm_model.h"
#include "console/task_model.h"
#include "console/timeline_model.h"

#include <QObject>
#include <QTimer>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// One operator's desk: everything the windows show, fed with news and asking the hub. GUI thread.
///
/// It is the only object that views are handed; what it owns lives as long as it does.
class Desk : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The program makes it")
    Q_PROPERTY(facteo::console::AlertModel *alerts READ alerts CONSTANT)
    Q_PROPERTY(facteo::console::TaskModel *tasks READ tasks CONSTANT)
    Q_PROPERTY(facteo::console::PostmanModel *postmen READ postmen CONSTANT)
    Q_PROPERTY(facteo::console::CandidateModel *candidates READ candidates CONSTANT)
    /// Who was told of the alert that is shown.
    Q_PROPERTY(facteo::console::NoticeModel *notices READ notices CONSTANT)
    Q_PROPERTY(facteo::console::SystemAlarmModel *systemAlarms READ systemAlarms CONSTANT)
    /// Who could help somebody in danger, by his place.
    Q_PROPERTY(facteo::console::CandidateModel *rescuers READ rescuers CONSTANT)
    Q_PROPERTY(facteo::console::TimelineModel *alertTimeline READ alertTimeline CONSTANT)
    Q_PROPERTY(facteo::console::TimelineModel *taskTimeline READ taskTimeline CONSTANT)
    Q_PROPERTY(facteo::console::GeofenceModel *geofences READ geofences CONSTANT)
    Q_PROPERTY(facteo::console::GeofenceDraft *geofenceDraft READ geofenceDraft CONSTANT)
    Q_PROPERTY(facteo::console::StayModel *stays READ stays CONSTANT)
    Q_PROPERTY(facteo::console::CrossingModel *crossings READ crossings CONSTANT)
    Q_PROPERTY(facteo::console::RoundList *rounds READ rounds CONSTANT)
    Q_PROPERTY(facteo::console::AddressSearch *addresses READ addresses CONSTANT)
    /// A search of its own, for places that are no visit's.
    Q_PROPERTY(facteo::console::AddressSearch *places READ places CONSTANT)
    Q_PROPERTY(facteo::console::Selection *selection READ selection CONSTANT)
    /// Whom the live list and the map show.
    Q_PROPERTY(facteo::console::FleetCriteria *criteria READ criteria CONSTANT)
    Q_PROPERTY(facteo::console::SavedViews *views READ views CONSTANT)
    /// The past: a day of one postman, who was near a place, and what the map shows of both.
    Q_PROPERTY(facteo::console::DayTrail *dayTrail READ dayTrail CONSTANT)
    Q_PROPERTY(facteo::console::NearSearch *nearSearch READ nearSearch CONSTANT)
    Q_PROPERTY(facteo::console::TrailFeed *pastFeed READ pastFeed CONSTANT)
    /// Why somebody may look at it, in words; there are no other reasons.
    Q_PROPERTY(QStringList purposes READ purposes NOTIFY wordsChanged)
    /// The kinds of tasks in words, in the order of protocol::kTaskKinds.
    Q_PROPERTY(QStringList taskKinds READ taskKinds NOTIFY wordsChanged)
    Q_PROPERTY(facteo::console::StatusLine *status READ status CONSTANT)
    /// All depots of the house; of a depot alone, nothing.
    Q_PROPERTY(facteo::console::OverviewModel *overview READ overview CONSTANT)
    /// What nobody has answered in the house's other depots.
    Q_PROPERTY(facteo::console::AlertsElsewhere *elsewhere READ elsewhere CONSTANT)
    /// Where the map starts, degrees: the middle of the depot's rounds.
    Q_PROPERTY(double homeLatitude READ homeLatitude NOTIFY depotChanged)
    Q_PROPERTY(double homeLongitude READ homeLongitude NOTIFY depotChanged)
    Q_PROPERTY(QString operatorName READ operatorName CONSTANT)
    /// The language of the windows, "fr" or "en".
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    Q_PROPERTY(Appearance appearance READ appearance WRITE setAppearance NOTIFY appearanceChanged)

public:
    enum Appearance { FollowSystem, Light, Dark };
    Q_ENUM(Appearance)

    /// What the desk needs from outside; every function is called on the GUI thread.
    struct Outside
    {
        Clock clock;
        Ask ask;
        NearestAddress nearest;
        FindAddresses find;
        FindWalks walks = {};
        protocol::OperatorId me;
        QString operatorName;
        SaveTrail save = {}; ///< needed where somebody may save a trail
    };

    explicit Desk(Outside outside, QObject *parent = nullptr);

    /// Applies what came in since the last time.
    void take(const News &news);
    void take(const OverviewNews &news);
    /// Ages and the clock; called once a second by its own timer, and by tests.
    void tick();

    [[nodiscard]] AlertModel *alerts() { return &m_alerts; }
    [[nodiscard]] TaskModel *tasks() { return &m_tasks; }
    [[nodiscard]] PostmanModel *postmen() { return &m_postmen; }
    [[nodiscard]] CandidateModel *candidates() { return &m_candidates; }
    [[nodiscard]] NoticeModel *notices() { return &m_notices; }
    [[nodiscard]] SystemAlarmModel *systemAlarms() { return &m_systemAlarms; }
    [[nodiscard]] CandidateModel *rescuers() { return &m_rescuers; }
    [[nodiscard]] TimelineModel *alertTimeline() { return &m_alertTimeline; }
    [[nodiscard]] TimelineModel *taskTimeline() { return &m_taskTimeline; }
    [[nodiscard]] GeofenceModel *geofences() { return &m_geofences; }
    [[nodiscard]] GeofenceDraft *geofenceDraft() { return &m_geofenceDraft; }
    [[nodiscard]] StayModel *stays() { return &m_stays; }
    [[nodiscard]] CrossingModel *crossings() { return &m_crossings; }
    [[nodiscard]] RoundList *rounds() { return &m_rounds; }
    [[nodiscard]] AddressSearch *addresses() { return &m_addresses; }
    [[nodiscard]] AddressSearch *places() { return &m_places; }
    [[nodiscard]] Selection *selection() { return &m_selection; }
    [[nodiscard]] FleetCriteria *criteria() { return &m_criteria; }
    [[nodiscard]] SavedViews *views() { return &m_views; }
    [[nodiscard]] DayTrail *dayTrail() { return &m_dayTrail; }
    [[nodiscard]] NearSearch *nearSearch() { return &m_nearSearch; }
    [[nodiscard]] TrailFeed *pastFeed() { return &m_pastFeed; }
    [[nodiscard]] static QStringList purposes();
    [[nodiscard]] static QStringList taskKinds();
    /// A place in `purposes` and what somebody adds, as the ledger keeps it; empty where it is none.
    Q_INVOKABLE static QString purposeLine(int purpose, const QString &note)
    {
        return console::purposeLine(purpose, note);
    }
    [[nodiscard]] StatusLine *status() { return &m_status; }
    [[nodiscard]] OverviewModel *overview() { return &m_overview; }
    [[nodiscard]] AlertsElsewhere *elsewhere() { return &m_elsewhere; }
    [[nodiscard]] double homeLatitude() const { return m_directory.middleOfRounds().latDegrees(); }
    [[nodiscard]] double homeLongitude() const { return m_directory.middleOfRounds().lonDegrees(); }
    [[nodiscard]] protocol::Position depot() const { return m_directory.depot().position; }
    [[nodiscard]] QString operatorName() const { return m_outside.operatorName; }
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString &language);
    [[nodiscard]] Appearance appearance() const { return m_appearance; }
    void setAppearance(Appearance appearance);

    /// Milliseconds of the epoch, by the hub's clock: for default time windows.
    Q_INVOKABLE double nowMs() const;
    /// "14:30" on the day of `dayMs`, as milliseconds of the epoch; NaN when it is no time.
    Q_INVOKABLE static double timeOnDay(const QString &clock, double dayMs);
    Q_INVOKABLE static QString clockOf(double ms);

    /// Every text that C++ gave out is asked for again: after the translators changed.
    void refresh();

signals:
    void depotChanged();
    void languageChanged();
    void appearanceChanged();
    void wordsChanged();

private:
    void take(const protocol::Snapshot &snapshot);
    void take(const protocol::Fact &fact);
    template<typename Some> void takeRoster(const Some &roster);
    void rosterChanged();
    void markOpen();
    void followRoster();
    void followFixes(const std::vector<HandsetNews> &pictures);
    [[nodiscard]] protocol::Instant hubNow() const;

    Outside m_outside;
    Directory m_directory;
    FactBook m_book;
    StatusLine m_status;
    OverviewModel m_overview;
    AlertsElsewhere m_elsewhere;
    PostmanModel m_postmen;
    AlertModel m_alerts;
    TaskModel m_tasks;
    CandidateModel m_candidates;
    CandidateModel m_rescuers;
    NoticeModel m_notices;
    SystemAlarmModel m_systemAlarms;
    TimelineModel m_alertTimeline;
    TimelineModel m_taskTimeline;
    GeofenceModel m_geofences;
    GeofenceDraft m_geofenceDraft;
    StayModel m_stays;
    CrossingModel m_crossings;
    RoundList m_rounds;
    AddressSearch m_addresses;
    AddressSearch m_places;
    Selection m_selection;
    TrailFeed m_pastFeed;
    DayTrail m_dayTrail;
    NearSearch m_nearSearch;
    FleetCriteria m_criteria;
    SavedViews m_views{m_criteria};
    bool m_isRosterNew = false; ///< the directory knows more than the models show
    QTimer m_everySecond;
    QString m_language;
    Appearance m_appearance = FollowSystem;
};

} // namespace facteo::console
