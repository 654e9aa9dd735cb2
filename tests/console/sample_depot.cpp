// SPDX-License-Identifier: Apache-2.0
#include "console/sample_depot.h"

#include <array>
#include <cmath>
#include <format>
#include <random>

namespace facteo::tests {

using namespace protocol;
using namespace std::chrono_literals;

namespace {

constexpr std::array kFirstNames{"Amélie", "Bruno", "Camille", "Damien", "Élodie", "Fabrice", "Gaëlle",
    "Hugo", "Inès", "Julien", "Karim", "Léa", "Mathieu", "Nadia", "Olivier", "Pauline", "Quentin", "Rachida",
    "Sophie", "Thierry", "Ulysse", "Valérie", "Yann", "Zoé"};
constexpr std::array kNames{"Aubert", "Bellanger", "Carpentier", "Delmas", "Estève", "Fontaine", "Garnier",
    "Hébert", "Imbert", "Jacquet", "Kessler", "Lemoine", "Marchand", "Nguyen", "Oliveira", "Perrin", "Quéré",
    "Rousseau", "Salvatori", "Tessier", "Vasseur", "Weber", "Yildiz"};
constexpr std::array kStreets{"rue des Tilleuls", "avenue de la Gare", "rue du Moulin", "place du Marché",
    "chemin des Vignes", "rue Jeanne-Barret", "quai de l’Orle", "rue des Écoles"};
constexpr std::array kBeneficiaries{"Mme Odette Lambert", "M. Raymond Chevalier", "Mme Suzanne Morin",
    "M. et Mme Faure", "Mme Ginette Robin"};

Position around(double eastMetres, double northMetres)
{
    constexpr double metresPerDegree = 111'195.0;
    const double lat = 46.6 + northMetres / metresPerDegree;
    const double lon = 2.3 + eastMetres / (metresPerDegree * std::cos(46.6 * 3.14159265358979 / 180));
    return {.latE7 = static_cast<std::int32_t>(std::lround(lat * 1e7)),
        .lonE7 = static_cast<std::int32_t>(std::lround(lon * 1e7))};
}

} // namespace

SampleDepot::SampleDepot(Instant now) : m_now(now)
{
    std::mt19937 random(20'261'122);
    std::uniform_real_distribution<double> metres(-1'600, 1'600);
    std::uniform_int_distribution<int> percent(0, 99);
    auto &roster = m_snapshot.roster;
    roster.depot = {.id = {"D-BRANCELLE"}, .name = "Brancelle-sur-Orle", .position = around(0, 0)};
    for (std::size_t i = 0; i < 69; ++i) {
        const PostmanId postman{std::format("P-{:03}", i + 1)};
        const HandsetId handset{std::format("H-{:03}", i + 1)};
        roster.postmen.push_back({.id = postman,
            .name = std::format("{} {}", kFirstNames[i * 7 % kFirstNames.size()], kNames[i % kNames.size()]),
            .phone = std::format("+336120{:05}", 10'407 + i * 317)});
        roster.handsets.push_back({.id = handset, .postman = postman, .publicKey = {}, .ownTracks = {}});
        // Side by side around the depot.
        const Position round =
            around(300.0 * static_cast<double>(i % 7) - 900, 350.0 * static_cast<double>(i % 5) - 700);
        if (i < 49)
            roster.rounds.push_back({.id = {std::format("T-{:02}", i + 1)},
                .name = std::format("Tournée {:02}", i + 1),
                .holder = postman,
                .stops = std::vector<RoundStop>(60, RoundStop{.position = round}),
                .path = {}});

        HandsetPicture picture{.handset = handset, .fix = {}};
        picture.batteryPercent = static_cast<std::uint8_t>(12 + percent(random) * 88 / 100);
        picture.connected = true;
        picture.lastHeardAt = now - std::chrono::seconds{percent(random) % 9};
        const bool working = i < 57;
        picture.duty = !working ? Duty::Off : i % 17 == 5 ? Duty::OnBreak : Duty::On;
        picture.sharing = i % 9 != 4;
        if (picture.duty != Duty::On)
            picture.absence = Absence::OffDutyOrBreak;
        else if (!picture.sharing)
            picture.absence = Absence::SharingOff;
        else if (i % 23 == 11)
            picture.absence = Absence::SignalLost;
        if (!working)
            picture.connected = i % 2 == 0;
        const Position where = around(metres(random), metres(random));
        if (picture.absence == Absence::None || picture.absence == Absence::SignalLost) {
            auto age = std::chrono::seconds{percent(random) % 20};
            if (i % 13 == 2)
                age = 54s;
            if (picture.absence == Absence::SignalLost) {
                age = 312s;
                picture.connected = false;
                picture.lastHeardAt = now - age;
            }
            picture.fix = Fix{.at = now - age,
                .position = where,
                .accuracyDm = static_cast<std::uint32_t>(40 + percent(random)),
                .speedCmS = 130,
                .headingCdeg = static_cast<std::uint32_t>(percent(random) * 360)};
            picture.stopIndex = static_cast<std::uint32_t>(percent(random) % 60);
        }
        m_snapshot.handsets.push_back(picture);
    }
}

std::vector<HandsetPicture> SampleDepot::walk(std::chrono::milliseconds elapsed)
{
    m_now += elapsed;
    std::vector<HandsetPicture> moved;
    for (auto &picture : m_snapshot.handsets) {
        if (!picture.fix || picture.absence != Absence::None)
            continue;
        const double metres = 1.3 * static_cast<double>(elapsed.count()) / 1'000;
        const double angle = static_cast<double>(*picture.fix->headingCdeg) / 100 * 3.14159265358979 / 180;
        picture.fix->position.latE7 += static_cast<std::int32_t>(metres * std::cos(angle) * 90);
        picture.fix->position.lonE7 += static_cast<std::int32_t>(metres * std::sin(angle) * 130);
        picture.fix->at = m_now;
        picture.lastHeardAt = m_now;
        moved.push_back(picture);
    }
    return moved;
}

Fact SampleDepot::fact(FactBody body, OperatorId by)
{
    return {.depot = m_snapshot.roster.depot.id,
        .number = ++m_number,
        .at = m_now,
        .sender = {by.empty() ? "H-001" : "console-1"},
        .by = std::move(by),
        .cause = {},
        .body = std::move(body)};
}

Alert SampleDepot::alert(std::size_t postman, AlertState state)
{
    Alert alert;
    alert.id = AlertId{1'000 + postman};
    alert.number = static_cast<std::uint32_t>(postman + 1);
    alert.handset = m_snapshot.roster.handsets.at(postman).id;
    alert.postman = m_snapshot.roster.handsets.at(postman).postman;
    alert.state = state;
    alert.raisedAt = m_now - 900ms;
    alert.recordedAt = m_now - 500ms;
    alert.changedAt = m_now;
    alert.lastFix = m_snapshot.handsets.at(postman).fix;
    return alert;
}

Task SampleDepot::task(std::size_t number, TaskState state)
{
    Task task;
    task.id = TaskId{5'000 + number};
    task.number = static_cast<std::uint32_t>(number);
    task.state = state;
    task.beneficiary = kBeneficiaries[number % kBeneficiaries.size()];
    task.address =
        std::format("{} {}, Brancelle-sur-Orle", 3 + number * 7 % 40, kStreets[number % kStreets.size()]);
    task.position = around(static_cast<double>(number) * 130 - 500, 300 - static_cast<double>(number) * 90);
    task.windowFrom = m_now + 20min;
    task.windowTo = m_now + 140min;
    task.createdAt = m_now - 12min;
    task.changedAt = m_now - 2min;
    if (state != TaskState::Planned && state != TaskState::Declined) {
        task.handset = m_snapshot.roster.handsets.at(number).id;
        task.postman = m_snapshot.roster.handsets.at(number).postman;
    }
    return task;
}

} // namespace facteo::tests
