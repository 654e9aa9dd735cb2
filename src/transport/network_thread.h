// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

namespace facteo::transport {

/// One thread that serves any number of MQTT connections, so that a thousand handsets need no thousand
/// threads. Make it before its transports and destroy it after them; the hub, the console and a single
/// handset have one with one or two connections on it.
class NetworkThread
{
public:
    NetworkThread();
    ~NetworkThread();
    NetworkThread(const NetworkThread &) = delete;
    NetworkThread &operator=(const NetworkThread &) = delete;

private:
    friend class MqttTransport;
    friend class Connection;
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace facteo::transport
