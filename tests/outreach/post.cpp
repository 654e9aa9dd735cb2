// SPDX-License-Identifier: Apache-2.0
#include "post.h"

#include <QTest>
#include <fstream>
#include <future>
#include <iterator>
#include <sys/stat.h>

namespace facteo::tests {

using namespace std::chrono_literals;

outreach::Message notice(const std::string &id, outreach::Channel channel)
{
    const bool isMail = channel == outreach::Channel::Mail;
    return {.id = id,
        .channel = channel,
        .to = isMail ? "chef@example.org" : "+33612345678",
        .subject = "Alerte danger : Élodie Œuvrard",
        .text = "Élodie Œuvrard ne répond pas.\nRappelez le dépôt.",
        .at = std::chrono::sys_days{2026y / 11 / 23} + 9h + 5min + 7s + 300ms,
        .alert = "2026-118",
        .depot = "D-BRANCELLE",
        .postman = "Élodie Œuvrard",
        .exercise = false,
        .priority = "danger",
        .place = outreach::Place{.at = {.latE7 = 481'173'000, .lonE7 = -16'778'000}, .age = 35s}};
}

Post::Post(outreach::Settings settings)
    : m_outreach(std::make_unique<outreach::Outreach>(std::move(settings), [this] {
          QMetaObject::invokeMethod(this, [this] {
              if (m_outreach)
                  std::ranges::move(m_outreach->takeOutcomes(), std::back_inserter(m_outcomes));
          });
      }))
{
}

bool Post::hears(std::size_t count)
{
    return QTest::qWaitFor([&] { return m_outcomes.size() >= count; }, 30'000);
}

outreach::Outcome Post::fateOf(outreach::Message message)
{
    const auto id = message.id;
    const auto before = m_outcomes.size();
    send(std::move(message));
    if (!hears(before + 1) || m_outcomes.back().id != id)
        return {};
    return m_outcomes.back();
}

bool Post::close()
{
    auto *const outreach = m_outreach.release();
    auto closed = std::async(std::launch::async, [outreach] { delete outreach; });
    // A future that is not ready would wait in its destructor, and with it the whole test.
    const bool isClosed = closed.wait_for(30s) == std::future_status::ready;
    if (!isClosed)
        qFatal("the Outreach does not come to its end");
    return isClosed;
}

std::string Workshop::script(const std::string &name, const std::string &lines) const
{
    const auto file = path() / name;
    std::ofstream(file) << "#!/bin/sh\n" << lines;
    ::chmod(file.c_str(), 0700);
    return file.string();
}

std::filesystem::path Workshop::secret(const std::string &name, const std::string &text) const
{
    const auto file = path() / name;
    std::ofstream(file) << text;
    ::chmod(file.c_str(), 0600);
    return file;
}

std::string Workshop::contents(const std::string &name) const
{
    std::ifstream stream(path() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

outreach::Settings only(outreach::Channel channel, outreach::Way way)
{
    outreach::Settings settings;
    settings.channels.emplace(channel, std::move(way));
    return settings;
}

} // namespace facteo::tests
