// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/outreach.h"

#include <QObject>
#include <QTemporaryDir>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace facteo::tests {

/// A message to a made-up superior, with a position.
[[nodiscard]] outreach::Message notice(const std::string &id, outreach::Channel channel);

/// An Outreach, and the outcomes that it told of.
class Post : public QObject
{
    Q_OBJECT

public:
    explicit Post(outreach::Settings settings);

    void send(outreach::Message message) { m_outreach->send(std::move(message)); }
    /// Waits until there are so many outcomes; false when they do not come.
    [[nodiscard]] bool hears(std::size_t count);
    [[nodiscard]] const std::vector<outreach::Outcome> &outcomes() const { return m_outcomes; }
    /// Sends it and gives its outcome; one with an empty id when it does not come. Alone under way.
    [[nodiscard]] outreach::Outcome fateOf(outreach::Message message);
    /// Destroys the Outreach; false when that takes half a minute.
    [[nodiscard]] bool close();

private:
    std::vector<outreach::Outcome> m_outcomes;
    std::unique_ptr<outreach::Outreach> m_outreach;
};

/// A folder with scripts and secrets.
class Workshop
{
public:
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }
    /// A program for /bin/sh that only its owner may run, in the folder.
    [[nodiscard]] std::string script(const std::string &name, const std::string &lines) const;
    [[nodiscard]] std::filesystem::path secret(const std::string &name, const std::string &text) const;
    /// Of a file that a script wrote; empty when there is none.
    [[nodiscard]] std::string contents(const std::string &name) const;

private:
    QTemporaryDir m_folder;
};

/// Settings with one channel.
[[nodiscard]] outreach::Settings only(outreach::Channel channel, outreach::Way way);

} // namespace facteo::tests
