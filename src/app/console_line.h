// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data_folder.h"
#include "pki/bundle.h"
#include "protocol/messages.h"
#include "protocol/request_book.h"
#include "protocol/sender_session.h"
#include "transport/message_queue.h"
#include "transport/mqtt_transport.h"

#include <chrono>
#include <expected>
#include <functional>
#include <memory>
#include <semaphore>
#include <string>
#include <vector>

namespace facteo::app {

/// The command line as a console: asks a running hub over the broker and waits for the answer.
/// Blocking; one thread.
class ConsoleLine
{
public:
    /// With the bundle console-cli of an embedded hub. `depot`, in a house: whom to ask, when it is not the
    /// bundle's own. The error is for a terminal.
    [[nodiscard]] static std::expected<std::unique_ptr<ConsoleLine>, std::string> open(
        const DataFolder &folder, const std::string &depot = {});
    ~ConsoleLine();

    /// Every page of the answer, in order. An answer Refused is given as such. Repeated while nobody answers;
    /// after `patience` without a page: an error for a terminal.
    [[nodiscard]] std::expected<std::vector<protocol::ResponseBody>, std::string> ask(
        protocol::RequestBody body, std::chrono::milliseconds patience = std::chrono::seconds{5});

    /// ask() whose answer is one T, or nothing of use.
    template<typename T> [[nodiscard]] std::expected<T, std::string> askFor(protocol::RequestBody body)
    {
        auto pages = ask(std::move(body));
        if (!pages)
            return std::unexpected(pages.error());
        if (auto *found = std::get_if<T>(&pages->front()))
            return std::move(*found);
        return std::unexpected(explained(pages->front()));
    }

    /// All depots of the house, as its hub shows them every two seconds; in the hub's order.
    [[nodiscard]] std::expected<std::vector<protocol::DepotSummary>, std::string> overview(
        std::chrono::milliseconds patience = std::chrono::seconds{10});

    /// Every frame that is no answer (facts, heartbeats) until the function says false. Gives up never.
    void listen(const std::function<bool(const protocol::Body &)> &each);

    /// Why the hub did not do it, for a terminal.
    [[nodiscard]] static std::string explained(const protocol::ResponseBody &body);

private:
    explicit ConsoleLine(pki::Bundle bundle);
    [[nodiscard]] std::string silence() const;
    [[nodiscard]] std::vector<protocol::Body> arrived(std::chrono::milliseconds patience);

    pki::Bundle m_bundle;
    std::binary_semaphore m_something{0};
    transport::MessageQueue m_queue;
    transport::NetworkThread m_network;
    std::unique_ptr<transport::MqttTransport> m_transport;
    protocol::SenderSession m_session;
    protocol::RequestBook m_book;
    std::string m_lastReason;
};

} // namespace facteo::app
