// SPDX-License-Identifier: Apache-2.0
#include "field_handset.h"

#include "pki/bundle.h"

#include <cstdlib>
#include <format>

namespace facteo::app {
namespace {

namespace fs = std::filesystem;

/// A handset hears a few messages a minute; this many waiting means that its thread stands still.
constexpr std::size_t kQueued = 10'000;
/// A half dead alert connection is known after 15 s.
constexpr std::uint16_t kAlertKeepAliveSeconds = 10;

transport::MqttSettings mqttSettings(const pki::Bundle &bundle, const FieldOptions &options)
{
    transport::MqttSettings settings;
    settings.clientId = pki::clientId(bundle) + options.clientSuffix;
    settings.host = bundle.broker.host;
    settings.port = bundle.broker.port;
    settings.caFile = bundle.caFile;
    settings.certificateFile = bundle.certificateFile;
    settings.keyFile = bundle.keyFile;
    settings.seed = options.seed;
    settings.maxBuffered = 1'000;
    return settings;
}

} // namespace

FieldHandset::FieldHandset(transport::NetworkThread &network, const transport::MqttSettings &settings,
    const FieldOptions &options, std::unique_ptr<handset::PositionSource> positions,
    const std::function<void()> &wakeUp)
    : m_withWill(options.withWill), m_positions(std::move(positions)), m_mainQueue(kQueued, wakeUp),
      m_alertQueue(kQueued, wakeUp), m_main(network, settings)
{
    m_mainQueue.listenTo(m_main);
    if (!options.alertConnection)
        return;
    auto apart = settings;
    apart.clientId += "-alert";
    apart.seed = ~settings.seed;
    apart.keepAliveSeconds = kAlertKeepAliveSeconds;
    apart.will.reset(); // one voice says that the handset is gone
    m_alerts = std::make_unique<transport::MqttTransport>(network, apart);
    m_alertQueue.listenTo(*m_alerts);
}

std::expected<std::unique_ptr<FieldHandset>, std::string> FieldHandset::open(
    transport::NetworkThread &network, const FieldOptions &options,
    std::unique_ptr<handset::PositionSource> positions, const std::function<void()> &wakeUp,
    protocol::Instant now)
{
    const auto bundle = pki::readBundle(options.bundle);
    if (!bundle)
        return std::unexpected(bundle.error().detail);
    if (bundle->role != pki::Role::Handset || bundle->hub.empty())
        return std::unexpected(std::format("{} is the bundle of a {}; a handset's is needed",
            options.bundle.string(), pki::nameOf(bundle->role)));
    const auto state = options.bundle / options.stateFolder;
    std::error_code error;
    fs::create_directories(state, error);
    if (error)
        return std::unexpected(std::format("cannot make folder {}: {}", state.string(), error.message()));
    auto outbox = protocol::Outbox::open(state / "outbox");
    if (!outbox)
        return std::unexpected(
            std::format("{}: {}", (state / "outbox").string(), protocol::describe(outbox.error())));
    auto journal = handset::Journal::open(state / "journal");
    if (!journal)
        return std::unexpected(journal.error());

    protocol::SenderSession session({bundle->id}, bundle->key);
    auto settings = mqttSettings(*bundle, options);
    const handset::HandsetSettings about{.depot = bundle->depot,
        .id = {bundle->id},
        .hub = bundle->hub,
        .hubKey = bundle->hubKey,
        .appVersion = "facteo-handset " FACTEO_VERSION,
        .visiting = options.visiting,
        .positionEvery = options.positionEvery,
        .cadenceFromHub = options.cadenceFromHub};
    if (options.withWill)
        settings.will = transport::LastWill{.topic = protocol::willTopic(about.depot, about.id),
            .payload = session.sealWill(now).bytes,
            .expirySeconds = 24 * 3600};
    std::unique_ptr<FieldHandset> made(
        new FieldHandset(network, settings, options, std::move(positions), wakeUp));
    made->m_handset = std::make_unique<handset::ReferenceHandset>(about,
        handset::ReferenceHandset::Parts{.session = std::move(session),
            .outbox = std::move(*outbox),
            .journal = std::move(*journal),
            .battery = handset::Battery(options.batteryPercent, now)},
        *made->m_positions, made->m_main, made->alerts(), now);
    return made;
}

void FieldHandset::start()
{
    m_main.start();
    if (m_alerts)
        m_alerts->start();
}

void FieldHandset::pump(protocol::Instant now)
{
    m_mainQueue.drain(m_drained);
    for (const auto &incoming : m_drained) {
        if (const auto *state = std::get_if<transport::LinkState>(&incoming))
            m_refused = state->link == transport::Link::Refused;
        m_handset->take(incoming, now);
    }
    m_alertQueue.drain(m_drained);
    for (const auto &incoming : m_drained)
        m_handset->takeFromAlerts(incoming, now);
    m_handset->step(now);
}

void FieldHandset::stop(protocol::Instant now)
{
    if (m_withWill)
        m_handset->sayGoodbye(now);
    close();
}

void FieldHandset::close()
{
    m_main.stop();
    if (m_alerts)
        m_alerts->stop();
}

fs::path defaultBundles()
{
    if (const char *data = std::getenv("XDG_DATA_HOME"); data && *data)
        return fs::path(data) / "facteo" / "bundles";
    const char *home = std::getenv("HOME");
    return fs::path(home && *home ? home : ".") / ".local" / "share" / "facteo" / "bundles";
}

protocol::Instant now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace facteo::app
