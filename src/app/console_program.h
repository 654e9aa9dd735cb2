// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/address_book.h"
#include "console/alarm_sound.h"
#include "console/attendance.h"
#include "console/console_session.h"
#include "console/desk.h"
#include "console/overview_session.h"
#include "embedded_hub.h"
#include "national_exercise.h"
#include "pki/bundle.h"
#include "trail_writer.h"
#include "transport/network_thread.h"

#include <QLockFile>
#include <QObject>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QSettings>
#include <QTranslator>
#include <memory>
#include <vector>

namespace facteo::app {

/// What was asked for on the command line.
struct ConsoleOptions
{
    std::string data;
    std::string connect; ///< folder of a bundle: a remote hub; empty: an embedded one
    std::string map;     ///< a map package, or a .toml about a tile server
    std::string operatorName;
    std::string language;   ///< "fr", "en"; empty: as last time
    std::string appearance; ///< "light", "dark"; empty: as last time
    std::string size;       ///< "1920x1080"
    std::string screenshot; ///< a file to write the window into, and end
    std::string page;       ///< live, alert, task, fleet, history
    bool demo = false;
    bool national = false; ///< a made-up country instead of a depot
    int depots = 2'500;    ///< of that country
    int postmen = 85'000;
    bool selfTest = false;
    bool untilLive = false; ///< end with the first live map, and say how long it took
};

/// facteo-console: builds the tree (hub, session, desk, window) and carries words between its parts.
class ConsoleProgram : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleProgram(ConsoleOptions options);
    ~ConsoleProgram() override;

    /// False when there is no window; a message was printed.
    [[nodiscard]] bool start();

private:
    [[nodiscard]] bool isAlone();
    [[nodiscard]] console::Desk::Outside outside();
    void keepChoices();
    void startHub();
    void startCountry();
    void connectTo(const std::filesystem::path &bundleFolder);
    /// The depot of the house that this desk works for.
    void workFor(const protocol::DepotId &depot);
    void listenToHouse();
    [[nodiscard]] std::unique_ptr<transport::Transport> transportNamed(const std::string &suffix);
    [[nodiscard]] console::ConversationSettings settingsFor(const protocol::DepotId &depot) const;
    void retireSession();
    void startFleet();
    void setLanguage(const QString &language);
    void showWindow();
    void bringForward();
    void applySize();
    void choosePage();
    void shootWhenReady();
    void runSelfTest();
    void endWhenLive();
    [[nodiscard]] bool isLive() const;
    [[nodiscard]] protocol::Attend sights() const;
    void ask(protocol::RequestBody body, std::function<void(const console::Answer &)> then);
    /// For addresses, and for the ground unless there is a tile server.
    [[nodiscard]] QString mapPackage() const;
    /// A map package, or the words about a tile server: what --map names, or what lies in the folder "maps".
    [[nodiscard]] QString mapGround() const;
    [[nodiscard]] QString demoFile(const QString &name) const;

    ConsoleOptions m_options;
    QSettings m_settings;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<transport::NetworkThread> m_network;
    std::unique_ptr<console::AddressBook> m_addresses;
    std::unique_ptr<NationalExercise> m_country;
    std::unique_ptr<EmbeddedHub> m_hub;
    std::optional<pki::Bundle> m_bundle;               ///< who this console is
    std::unique_ptr<console::OverviewSession> m_house; ///< none of a depot alone
    std::unique_ptr<console::ConsoleSession> m_session;
    std::vector<std::unique_ptr<console::ConsoleSession>> m_retired; ///< saying goodbye
    TrailWriter m_trailWriter;
    std::unique_ptr<console::Desk> m_desk;
    console::AlarmSound m_sound;
    console::Attendance m_attendance;
    QTranslator m_translator;
    QProcess m_fleet;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
};

} // namespace facteo::app
