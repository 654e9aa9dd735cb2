// SPDX-License-Identifier: Apache-2.0
#include "console_program.h"

#include "child_process.h"
#include "pki/bundle.h"
#include "transport/mqtt_transport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTimer>
#include <algorithm>
#include <csignal>
#include <ctime>
#include <pwd.h>
#include <unistd.h>

Q_LOGGING_CATEGORY(lcConsole, "facteo.console")

namespace facteo::app {

using namespace std::chrono_literals;

namespace {

constexpr auto kSoundAtTheLatest = 3s;

protocol::Instant systemNow()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// "Cécile Morel" → "cecile-morel": the whole name, so that two people of one family are two.
protocol::OperatorId operatorId(const QString &name)
{
    std::string plain;
    for (const QChar c : name.toLower().simplified().normalized(QString::NormalizationForm_D)) {
        if (c.unicode() < 128 && c.isLetterOrNumber())
            plain += static_cast<char>(c.unicode());
        else if (!c.isMark() && !plain.empty() && plain.back() != '-')
            plain += '-';
    }
    plain.resize(std::min<std::size_t>(plain.size(), 32));
    while (plain.ends_with('-'))
        plain.pop_back();
    return {plain.empty() ? "operator" : plain};
}

/// As postmen and the record will read it: said on the command line, or whose account this is.
QString operatorNameOf(const ConsoleOptions &options)
{
    if (!options.operatorName.empty())
        return QString::fromStdString(options.operatorName);
    if (options.demo || options.national)
        return QStringLiteral("Claire Morel");
    const passwd *account = ::getpwuid(::getuid());
    if (account == nullptr)
        return QStringLiteral("operator");
    const auto real = QString::fromUtf8(account->pw_gecos).section(QLatin1Char(','), 0, 0).trimmed();
    return real.isEmpty() ? QString::fromUtf8(account->pw_name) : real;
}

/// Since the kernel started this process; its clock ticks a hundred times a second.
double processAgeMs()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    timespec now{};
    if (!stat.open(QIODevice::ReadOnly) || ::clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return -1;
    // Field 22, counted from behind the program's name, which may contain blanks.
    const auto all = stat.readAll();
    const auto fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
    const double startedMs =
        fields.value(19).toDouble() * 1'000 / static_cast<double>(::sysconf(_SC_CLK_TCK));
    return static_cast<double>(now.tv_sec) * 1'000 + static_cast<double>(now.tv_nsec) / 1e6 - startedMs;
}

int pageOf(const std::string &name)
{
    const std::array<std::string_view, 6> names{"live", "alert", "task", "fleet", "area", "history"};
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? 0 : static_cast<int>(found - names.begin());
}

} // namespace

ConsoleProgram::ConsoleProgram(ConsoleOptions options)
    : m_options(std::move(options)),
      m_settings(QString::fromStdString((dataFolder(m_options.data).root / "console.ini").string()),
          QSettings::IniFormat),
      m_attendance(
          systemNow,
          [this](protocol::RequestBody body, std::function<void(const console::Answer &)> then) {
              ask(std::move(body), std::move(then));
          },
          [this] { return sights(); })
{
}

ConsoleProgram::~ConsoleProgram()
{
    // The window first: nothing may ask for what is going.
    m_engine.reset();
    if (m_fleet.state() != QProcess::NotRunning) {
        m_fleet.terminate();
        m_fleet.waitForFinished(3'000);
    }
    m_retired.clear();
    m_session.reset();
    m_house.reset();
    m_country.reset();
    m_hub.reset();
}

/// Two of the same enrolment would take the broker's connection from each other, again and again.
bool ConsoleProgram::isAlone()
{
    const bool embedded = m_options.connect.empty();
    const auto folder =
        embedded ? dataFolder(m_options.data).run() : std::filesystem::path(m_options.connect);
    if (embedded)
        if (const auto claimed = claimFolder(dataFolder(m_options.data)); !claimed) {
            std::fprintf(stderr, "facteo-console: %s\n", claimed.error().c_str());
            return false;
        }
    m_lock = std::make_unique<QLockFile>(QString::fromStdString((folder / "console.lock").string()));
    m_lock->setStaleLockTime(0); // it is held as long as the window is open
    if (m_lock->tryLock() || m_lock->error() != QLockFile::LockFailedError)
        return true; // a bundle that cannot be written to is no reason to stay closed
    qint64 pid = 0;
    m_lock->getLockInfo(&pid, nullptr, nullptr);
    std::fprintf(stderr,
        "facteo-console: a console of %s is open already (process %lld): use that window, or give another "
        "%s\n",
        folder.c_str(), static_cast<long long>(pid), embedded ? "--data folder" : "bundle with --connect");
    return false;
}

/// What a desk cannot do by itself, because it has no network, no files and no threads.
console::Desk::Outside ConsoleProgram::outside()
{
    const auto name = operatorNameOf(m_options);
    return {.clock = systemNow,
        .ask =
            [this](protocol::RequestBody body, std::function<void(const console::Answer &)> then) {
                ask(std::move(body), std::move(then));
            },
        .nearest =
            [this](protocol::Position position, std::function<void(QString)> then) {
                m_addresses->nearest(position, std::move(then));
            },
        .find =
            [this](const QString &typed, std::function<void(std::vector<console::FoundAddress>)> then) {
                m_addresses->find(typed, std::move(then));
            },
        .walks =
            [this](protocol::Position from, std::vector<protocol::Position> to,
                std::function<void(std::vector<std::optional<double>>)> then) {
                m_addresses->walks(from, std::move(to), std::move(then));
            },
        .me = operatorId(name),
        .operatorName = name,
        .save =
            [this](console::TrailFile file, std::function<void(QString)> then) {
                m_trailWriter.save(std::move(file), systemNow(), std::move(then));
            }};
}

bool ConsoleProgram::start()
{
    if (!m_options.selfTest && !isAlone())
        return false;
    m_addresses = std::make_unique<console::AddressBook>(mapPackage());
    m_desk = std::make_unique<console::Desk>(outside());

    connect(m_desk.get(), &console::Desk::depotChanged, this,
        [this] { m_addresses->preferNear(m_desk->depot()); });
    connect(m_desk.get(), &console::Desk::languageChanged, this, [this] { setLanguage(m_desk->language()); });
    keepChoices();
    const auto sound = [this] {
        m_sound.setSounding(m_desk->alerts()->sounding() || m_desk->elsewhere()->sounding());
    };
    connect(m_desk->alerts(), &console::AlertModel::totalsChanged, this, sound);
    connect(m_desk->elsewhere(), &console::AlertsElsewhere::changed, this, sound);
    connect(m_desk->elsewhere(), &console::AlertsElsewhere::sounded, this, &ConsoleProgram::bringForward);
    connect(m_desk->alerts(), &console::AlertModel::raised, this, [this](const QString &, bool silent) {
        if (!silent)
            m_sound.burst();
        bringForward();
    });
    connect(&m_attendance, &console::Attendance::asked, m_desk->status(), &console::StatusLine::setIdle);
    connect(m_desk->alerts(), &console::AlertModel::totalsChanged, &m_attendance,
        &console::Attendance::follow, Qt::QueuedConnection);
    connect(qApp, &QCoreApplication::aboutToQuit, &m_attendance, &console::Attendance::leave);
    connect(&m_sound, &console::AlarmSound::deviceKnown, this, [this](bool there) {
        m_desk->status()->setSound(
            there ? console::StatusLine::Sound::Ready : console::StatusLine::Sound::NoDevice);
    });

    const auto spoken = QString::fromStdString(m_options.language);
    m_desk->setLanguage(spoken.isEmpty() ? m_settings.value("language", "fr").toString() : spoken);
    auto appearance = static_cast<console::Desk::Appearance>(m_settings.value("appearance", 0).toInt());
    if (!m_options.appearance.empty())
        appearance = m_options.appearance == "dark" ? console::Desk::Dark : console::Desk::Light;
    m_desk->setAppearance(appearance);

    showWindow();
    if (!m_window)
        return false;
    if (m_options.selfTest) {
        runSelfTest();
        return true;
    }
    m_attendance.start();
    if (m_options.national)
        startCountry();
    else if (m_options.connect.empty())
        startHub();
    else
        connectTo(m_options.connect);
    if (!m_options.screenshot.empty())
        shootWhenReady();
    if (m_options.untilLive)
        endWhenLive();
    return true;
}

void ConsoleProgram::showWindow()
{
    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->setInitialProperties({{QStringLiteral("desk"), QVariant::fromValue(m_desk.get())},
        {QStringLiteral("mapSource"), QUrl::fromLocalFile(mapGround())}});
    m_engine->loadFromModule("Facteo.Desk", "Main");
    if (m_engine->rootObjects().isEmpty())
        return;
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().constFirst());
    applySize();
    choosePage();
    m_window->requestActivate(); // where no window manager gives the keyboard to anybody
    // Sound servers are slow to answer: not before there is something to see. A window that begins minimised
    // never has a frame.
    connect(
        m_window, &QQuickWindow::frameSwapped, this, [this] { m_sound.start(); },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    QTimer::singleShot(kSoundAtTheLatest, &m_sound, &console::AlarmSound::start);
}

/// Shows the window without taking the keyboard from anybody.
void ConsoleProgram::bringForward()
{
    if (!m_window)
        return;
    m_window->setWindowStates(m_window->windowStates() & ~Qt::WindowMinimized);
    m_window->raise();
    m_window->alert(0);
}

void ConsoleProgram::applySize()
{
    const auto parts = QString::fromStdString(m_options.size).split(QLatin1Char('x'));
    if (parts.size() == 2 && parts[0].toInt() > 0 && parts[1].toInt() > 0)
        m_window->resize(parts[0].toInt(), parts[1].toInt());
    else if (m_options.size.empty())
        m_window->showMaximized();
}

void ConsoleProgram::choosePage()
{
    if (!m_options.page.empty())
        m_window->setProperty("page", pageOf(m_options.page));
}

QString ConsoleProgram::demoFile(const QString &name) const
{
    const auto share = shareFolder();
    const auto file = QDir(share).filePath(QStringLiteral("demo/") + name);
    return !share.isEmpty() && QFileInfo::exists(file) ? file : QString();
}

QString ConsoleProgram::mapPackage() const
{
    if (!m_options.map.empty() && !m_options.map.ends_with(".toml"))
        return QString::fromStdString(m_options.map);
    if (const auto wallMap = dataFolder(m_options.data).rosters() / "france.facteomap";
        m_options.national && std::filesystem::exists(wallMap))
        return QString::fromStdString(wallMap.string());
    const QDir own(QString::fromStdString((dataFolder(m_options.data).root / "maps").string()));
    const auto packages = own.entryList({QStringLiteral("*.facteomap")}, QDir::Files, QDir::Name);
    if (!packages.isEmpty())
        return own.filePath(packages.constFirst());
    return demoFile(QStringLiteral("town.facteomap"));
}

QString ConsoleProgram::mapGround() const
{
    if (m_options.map.ends_with(".toml"))
        return QString::fromStdString(m_options.map);
    const QDir own(QString::fromStdString((dataFolder(m_options.data).root / "maps").string()));
    const auto servers = own.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name);
    return m_options.map.empty() && !servers.isEmpty() ? own.filePath(servers.constFirst()) : mapPackage();
}

/// How the window looks and which views were kept belongs to the workstation.
void ConsoleProgram::keepChoices()
{
    connect(m_desk.get(), &console::Desk::appearanceChanged, this,
        [this] { m_settings.setValue("appearance", static_cast<int>(m_desk->appearance())); });
    m_desk->views()->fromText(m_settings.value("views").toString());
    connect(m_desk->views(), &console::SavedViews::changed, this,
        [this] { m_settings.setValue("views", m_desk->views()->toText()); });
}

void ConsoleProgram::startHub()
{
    const auto roster = m_options.demo ? demoFile(QStringLiteral("roster.pb")) : QString();
    m_hub = std::make_unique<EmbeddedHub>(dataFolder(m_options.data), roster);
    connect(m_hub.get(), &EmbeddedHub::progress, m_desk->status(), &console::StatusLine::setProgress);
    connect(m_hub.get(), &EmbeddedHub::ready, this, [this] {
        connectTo(m_hub->folder().bundle("console"));
        if (m_options.demo)
            startFleet();
    });
    m_hub->start();
}

void ConsoleProgram::startCountry()
{
    const auto folder = dataFolder(m_options.data);
    m_country = std::make_unique<NationalExercise>(folder, m_options.depots, m_options.postmen);
    m_hub = std::make_unique<EmbeddedHub>(folder, m_country->rosters(), NationalExercise::hubArguments());
    connect(
        m_country.get(), &NationalExercise::progress, m_desk->status(), &console::StatusLine::setProgress);
    connect(m_hub.get(), &EmbeddedHub::progress, m_desk->status(), &console::StatusLine::setProgress);
    connect(m_country.get(), &NationalExercise::prepared, m_hub.get(), [this] {
        m_window->setProperty("mapSource", QUrl::fromLocalFile(mapPackage())); // it was made just now
        m_hub->start();
    });
    connect(m_hub.get(), &EmbeddedHub::ready, this, [this] {
        connectTo(m_hub->folder().bundle("console"));
        m_country->walk();
    });
    m_country->prepare();
}

void ConsoleProgram::connectTo(const std::filesystem::path &bundleFolder)
{
    auto bundle = pki::readBundle(bundleFolder);
    if (!bundle) {
        m_desk->status()->setProgress(tr("The enrolment of this workstation cannot be used: %1")
                .arg(QString::fromStdString(bundle.error().detail)));
        return;
    }
    const bool isSameBroker = m_bundle && m_bundle->broker.host == bundle->broker.host &&
                              m_bundle->broker.port == bundle->broker.port;
    m_bundle.emplace(std::move(*bundle));
    m_desk->alerts()->setConsole({m_bundle->id});
    if (!m_network)
        m_network = std::make_unique<transport::NetworkThread>();
    if (m_bundle->house.empty())
        return workFor(m_bundle->depot);
    if (!m_house || !isSameBroker) // otherwise it comes back by itself
        listenToHouse();
    // The one of last time; the first of all when there was none, as soon as they are known.
    if (const auto last = m_settings.value("depot").toString().toStdString(); protocol::isName(last)) {
        m_desk->overview()->setByHand(true);
        workFor({last});
    }
}

void ConsoleProgram::listenToHouse()
{
    m_house = std::make_unique<console::OverviewSession>(
        settingsFor(m_bundle->house), m_bundle->key, transportNamed("-overview"), systemNow);
    connect(m_house.get(), &console::OverviewSession::news, m_desk.get(),
        [this](const console::OverviewNews &news) {
            m_desk->take(news);
            if (!m_session && !news.depots.empty())
                workFor(news.depots.front().depot.id);
        });
    connect(m_desk->overview(), &console::OverviewModel::followWanted, m_house.get(),
        [this](const std::set<protocol::DepotId> &depots) { m_house->follow(depots); });
    connect(m_desk->overview(), &console::OverviewModel::wanted, m_house.get(), [this](const QString &depot) {
        m_settings.setValue("depot", depot);
        if (depot != m_desk->overview()->chosen())
            workFor({depot.toStdString()});
    });
    m_house->start();
    m_house->follow(m_desk->overview()->followedDepots());
}

void ConsoleProgram::workFor(const protocol::DepotId &depot)
{
    retireSession();
    m_session = std::make_unique<console::ConsoleSession>(
        settingsFor(depot), m_bundle->key, transportNamed({}), systemNow);
    connect(m_session.get(), &console::ConsoleSession::news, m_desk.get(),
        [this](const console::News &news) { m_desk->take(news); });
    m_session->start();
}

console::ConversationSettings ConsoleProgram::settingsFor(const protocol::DepotId &depot) const
{
    return {.depot = depot,
        .console = {m_bundle->id},
        .hub = m_bundle->hub,
        .hubKey = m_bundle->hubKey,
        .by = operatorId(m_desk->operatorName()),
        .operatorName = m_desk->operatorName().toStdString()};
}

std::unique_ptr<transport::Transport> ConsoleProgram::transportNamed(const std::string &suffix)
{
    transport::MqttSettings settings;
    settings.clientId = pki::clientId(*m_bundle) + suffix;
    settings.host = m_bundle->broker.host;
    settings.port = m_bundle->broker.port;
    settings.caFile = m_bundle->caFile;
    settings.certificateFile = m_bundle->certificateFile;
    settings.keyFile = m_bundle->keyFile;
    settings.keepAliveSeconds = 5;
    settings.seed = QRandomGenerator::system()->generate64();
    // One second at most: a supervisor in front of a frozen picture waits for it.
    settings.backoff.longest = 1s;
    return std::make_unique<transport::MqttTransport>(*m_network, std::move(settings));
}

/// A broker that stands still would hold the window for as long as the goodbye takes.
void ConsoleProgram::retireSession()
{
    if (!m_session)
        return;
    auto *old = m_session.get();
    m_retired.push_back(std::move(m_session));
    connect(
        old, &console::ConsoleSession::ended, this,
        [this, old] { std::erase_if(m_retired, [old](const auto &one) { return one.get() == old; }); },
        Qt::QueuedConnection);
    old->end();
}

/// What stands in a window that is not in front may not have been seen.
protocol::Attend ConsoleProgram::sights() const
{
    const auto there = m_desk ? m_desk->alerts()->unansweredIds() : std::vector<protocol::AlertId>();
    const bool inFront = m_window && m_window->isActive() && m_window->isExposed();
    return {.present = true, .delivered = there, .seen = inFront ? there : std::vector<protocol::AlertId>()};
}

void ConsoleProgram::ask(protocol::RequestBody body, std::function<void(const console::Answer &)> then)
{
    if (m_session)
        m_session->ask(std::move(body), std::move(then));
    else
        then({std::unexpected(console::AskFailure::NotConnected)});
}

void ConsoleProgram::startFleet()
{
    if (m_fleet.state() != QProcess::NotRunning)
        return;
    const auto folder = m_hub->folder();
    m_fleet.setStandardOutputFile(QString::fromStdString((folder.run() / "fleet.log").string()));
    m_fleet.setStandardErrorFile(
        QString::fromStdString((folder.run() / "fleet.log").string()), QIODevice::Append);
    startClean(m_fleet, Bond::WithParent); // two of the same would throw each other off the broker
    m_fleet.setStandardInputFile(QProcess::nullDevice());
    m_fleet.start(siblingProgram(QStringLiteral("facteo-handset")),
        {QStringLiteral("--fleet"), demoFile(QStringLiteral("roster.pb")), QStringLiteral("--bundles"),
            QString::fromStdString((folder.root / "bundles").string()), QStringLiteral("--quiet")});
}

void ConsoleProgram::setLanguage(const QString &language)
{
    QLocale::setDefault(QLocale(language));
    QCoreApplication::removeTranslator(&m_translator);
    if (m_translator.load(QStringLiteral(":/i18n/facteo_%1.qm").arg(language)))
        QCoreApplication::installTranslator(&m_translator);
    m_settings.setValue("language", language);
    if (m_engine)
        m_engine->retranslate();
    m_desk->refresh();
}

void ConsoleProgram::shootWhenReady()
{
    // Ready: the depot is there, and a picture came; then the map gets the time to paint itself.
    auto *look = new QTimer(this);
    auto ticksSinceReady = std::make_shared<int>(0);
    connect(look, &QTimer::timeout, this, [this, look, ticksSinceReady] {
        *ticksSinceReady = isLive() ? *ticksSinceReady + 1 : 0;
        if (*ticksSinceReady < 30)
            return;
        look->stop();
        const bool saved = m_window->grabWindow().save(QString::fromStdString(m_options.screenshot));
        QCoreApplication::exit(saved ? 0 : 1);
    });
    look->start(100ms);
}

bool ConsoleProgram::isLive() const
{
    return m_desk->status()->ready() && m_desk->postmen()->onMap() > 0 &&
           m_window->property("mapReady").toBool();
}

void ConsoleProgram::endWhenLive()
{
    auto shown = std::make_shared<bool>(false);
    connect(m_window, &QQuickWindow::afterAnimating, this, [this, shown] { *shown = isLive(); });
    connect(
        m_window, &QQuickWindow::frameSwapped, this,
        [shown] {
            if (!std::exchange(*shown, false))
                return;
            std::printf("LIVE %.0f\n", processAgeMs());
            std::fflush(stdout);
            QCoreApplication::quit();
        },
        Qt::QueuedConnection);
}

void ConsoleProgram::runSelfTest()
{
    auto *step = new QTimer(this);
    auto page = std::make_shared<int>(0);
    connect(step, &QTimer::timeout, this, [this, page] {
        if (*page == 12) {
            QCoreApplication::exit(0);
            return;
        }
        m_window->setProperty("page", *page % 6);
        if (*page == 6) {
            m_desk->setAppearance(console::Desk::Dark);
            m_desk->setLanguage(
                m_desk->language() == QLatin1String("fr") ? QStringLiteral("en") : QStringLiteral("fr"));
        }
        ++*page;
    });
    step->start(150ms);
}

} // namespace facteo::app
