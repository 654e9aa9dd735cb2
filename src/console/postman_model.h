// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/directory.h"
#include "console/map/fleet_feed.h"
#include "console/map/key_table.h"
#include "console/news.h"
#include "console/packed_picture.h"

#include <QAbstractListModel>
#include <QtQmlIntegration/qqmlintegration.h>
#include <span>

namespace facteo::console {

class FleetCriteria;

/// Kinds of tasks, a bit each, by their places in protocol::kTaskKinds.
using TaskKinds = std::uint8_t;
inline constexpr TaskKinds kEveryTaskKind = (1U << protocol::kTaskKinds.size()) - 1;
static_assert(protocol::kTaskKinds.size() <= 8);

/// How a handset and whoever carries it stand: one cache line, because an update of everybody goes through
/// it.
struct alignas(64) PostmanRow
{
    PackedPicture picture;
    Freshness freshness = Freshness::Lost; ///< of his position; without one, of the last scan of his work
    std::uint8_t openTasks = 0;
    TaskKinds taskKinds = 0;               ///< of his open tasks
    bool onTask = false;                   ///< on his way to a task or busy with it
    bool exercise = false;                 ///< his open alert belongs to an exercise
    DotState alert = DotState::NoPosition; ///< Alert or AlertInHand while one is open

    [[nodiscard]] bool onMap() const { return picture.hasFix(); }
    /// 15 % or less and not charging: where phones themselves begin to warn.
    [[nodiscard]] bool isBatteryLow() const
    {
        const auto percent = picture.batteryPercent();
        return percent && *percent <= 15 && !picture.charging();
    }
};

/// Who carries a handset.
struct Bearer
{
    protocol::PostmanId postman;              ///< empty: nobody, the handset lies in the cupboard
    protocol::RoundId round;                  ///< the one that he walks; empty without one
    std::size_t roundNameHash = 0;            ///< tells when it is called something else
    const protocol::DepotId *depot = nullptr; ///< the directory's, which outlives the row
};

/// Every handset of the depot with its postman: one row each, for lists and, as columns, for the map.
///
/// Rows stay where they are; sorting and searching is the views' business (PostmanFilter). Made for tens of
/// thousands: a picture touches only the rows it names, a second only those that look older from now on.
///
/// What changes all the time (place, ages, stop) is told for many rows in one dataChanged(), from the first
/// to the last of them; whatever rows are sought and sorted by, for each row.
class PostmanModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(int count READ count NOTIFY totalsChanged)
    /// Postmen with a position on the map, and those without by their honest reason.
    Q_PROPERTY(int onMap READ onMap NOTIFY totalsChanged)
    Q_PROPERTY(int sharingOff READ sharingOff NOTIFY totalsChanged)
    Q_PROPERTY(int offDutyOrBreak READ offDutyOrBreak NOTIFY totalsChanged)
    Q_PROPERTY(int signalLost READ signalLost NOTIFY totalsChanged)
    Q_PROPERTY(facteo::console::FleetFeed *feed READ feed CONSTANT)

public:
    /// The sign that stands for how sure we are where somebody is.
    enum Mark { Live, Ageing, Stale, Lost, Hidden };
    Q_ENUM(Mark)

    enum Role {
        HandsetIdRole = Qt::UserRole + 1,
        PostmanIdRole,
        NameRole,
        PhoneRole,
        RoundIdRole,
        RoundNameRole,
        DepotIdRole,
        DepotNameRole, ///< empty: the depot of the desk
        MarkRole,
        MarkTextRole,
        ReasonRole,
        LastScanRole, ///< "last scan 10:42" of those who share no position; empty when unknown
        HasPositionRole,
        LatitudeRole,
        LongitudeRole,
        AgeRole,
        AccuracyRole,
        SpeedRole,
        BatteryTextRole, ///< "12 % low", "80 % charging", "–"
        BatteryLowRole,
        ConnectedRole,
        LastHeardRole,
        UnsentRole,
        UnsentTextRole, ///< "3 not sent", "–"
        DutyRole,
        SharingRole,
        InAlertRole,
        UnansweredRole, ///< nobody has answered his alert
        AlertTextRole,  ///< "Unanswered", "In hand", empty
        OpenTasksRole,
        StopRole,
        RevokedRole,
        CanOrderRole,
    };

    /// Those that change all the time; those of them that do so by themselves; and all that a picture tells.
    [[nodiscard]] static const QList<int> &movingRoles();
    [[nodiscard]] static const QList<int> &agingRoles();
    [[nodiscard]] static const QList<int> &pictureRoles();
    /// Whether rows are called something else when one of these has changed; none: all have.
    [[nodiscard]] static bool isNaming(const QList<int> &roles);

    explicit PostmanModel(const Directory &directory, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int onMap() const { return m_totals.onMap; }
    [[nodiscard]] int sharingOff() const { return m_totals.sharingOff; }
    [[nodiscard]] int offDutyOrBreak() const { return m_totals.offDutyOrBreak; }
    [[nodiscard]] int signalLost() const { return m_totals.signalLost; }
    [[nodiscard]] FleetFeed *feed() { return &m_feed; }
    // Columns of equal length, by row.
    [[nodiscard]] const std::vector<PostmanRow> &rows() const { return m_rows; }
    [[nodiscard]] const std::vector<Bearer> &bearers() const { return m_bearers; }
    [[nodiscard]] const std::vector<protocol::HandsetId> &handsets() const { return m_handsets; }
    [[nodiscard]] const PostmanRow *row(const protocol::HandsetId &handset) const;
    /// Of whoever carries the handset; empty when nobody does.
    [[nodiscard]] QString nameAt(std::size_t row) const;
    /// "T-14 · La Gare", empty without a round.
    [[nodiscard]] QString roundNameAt(std::size_t row) const;
    /// The row number in this model, -1 when there is no such handset.
    Q_INVOKABLE int rowOf(const QString &handsetId) const;

    /// The roster changed: rows for new handsets, none for those that are gone.
    void applyRoster();
    /// Depots joined the directory. Costs what joined, whoever was there before.
    void applyJoined(std::span<const protocol::Roster> depots);
    /// Depots left it.
    void applyLeft();
    void apply(std::span<const HandsetNews> pictures);
    void apply(std::span<const protocol::HandsetPicture> pictures);
    /// Duty and sharing as the hub recorded them.
    void apply(const protocol::DutyFact &fact);
    /// Who has an open alert or tasks: marks on rows and dots.
    void applyOpen(std::span<const protocol::Alert> alerts, std::span<const protocol::Task> tasks);
    /// Ages grow, dots fade. `now` by the hub's clock.
    void tick(protocol::Instant now);
    /// Whom the map shows; must outlive this.
    void follow(const FleetCriteria &criteria);
    /// The language changed.
    void refresh();

signals:
    void totalsChanged();

private:
    struct Totals
    {
        int onMap = 0;
        int sharingOff = 0;
        int offDutyOrBreak = 0;
        int signalLost = 0;

        void count(const PostmanRow &row, const Bearer &bearer, int by);
        bool operator==(const Totals &) const = default;
    };

    /// What a picture means for its row.
    enum class Change : std::uint8_t { None, Moves, Everything };

    [[nodiscard]] bool learn(std::size_t row);
    [[nodiscard]] QString labelOf(std::size_t row) const;
    [[nodiscard]] bool isHidden(std::size_t row) const;
    void nameAnew(std::size_t row);
    void tellRecords();
    void add(std::vector<protocol::HandsetId> handsets);
    void changed(std::size_t row, const QList<int> &roles = {});
    [[nodiscard]] std::size_t find(const protocol::HandsetId &handset);
    [[nodiscard]] Change take(std::size_t row, const HandsetNews &news);
    [[nodiscard]] bool fade(std::size_t row);
    bool age(std::size_t row);
    void setDot(std::size_t row);
    void moveDot(std::size_t row, geo::UnitPoint place, std::chrono::milliseconds interval);
    [[nodiscard]] std::optional<geo::UnitPoint> roundPlace(std::size_t row) const;
    void recount();
    void finishRoster(const Totals &before);
    void tellTotals(const Totals &before);
    void dropGone();
    void keep(std::span<const std::uint32_t> rows);
    void moveRows(std::span<const std::uint32_t> order);
    void numberRows();
    [[nodiscard]] QVariant place(const PostmanRow &row, int role) const;
    [[nodiscard]] QVariant handset(std::size_t row, int role) const;
    [[nodiscard]] static Mark markOf(const PostmanRow &row);

    const Directory &m_directory;
    const FleetCriteria *m_criteria = nullptr;
    bool m_isNarrowed = false; ///< the map does not show everybody
    std::vector<PostmanRow> m_rows;
    std::vector<Bearer> m_bearers;
    std::vector<protocol::HandsetId> m_handsets;
    KeyIndex<protocol::HandsetId> m_rowOf{{&m_handsets}};
    std::size_t m_expected = 0; ///< the row that the next picture is probably of
    FleetFeed m_feed;
    Totals m_totals;
    std::vector<protocol::Instant> m_fadesAt; ///< by row: when it looks older
    std::vector<std::uint32_t> m_marked;      ///< rows with an open alert or a task
    protocol::Instant m_now;
};

} // namespace facteo::console
