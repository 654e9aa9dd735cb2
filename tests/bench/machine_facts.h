// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QJsonObject>
#include <QSysInfo>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

/// A number without the machine it was measured on says nothing.
namespace facteo::bench {

inline QJsonObject machineFacts()
{
    QFile cpu(QStringLiteral("/proc/cpuinfo"));
    QString model;
    if (cpu.open(QIODevice::ReadOnly))
        for (const auto &line : cpu.readAll().split('\n'))
            if (line.startsWith("model name") && model.isEmpty())
                model = QString::fromUtf8(line.mid(line.indexOf(':') + 2));
    double load[1] = {};
    getloadavg(load, 1);
    return {{"cores", static_cast<int>(std::thread::hardware_concurrency())}, {"cpu", model},
        {"loadAverage", load[0]}, {"system", QSysInfo::prettyProductName()}};
}

/// The value below which `share` of the samples lie.
inline double percentile(std::vector<double> samples, double share)
{
    if (samples.empty())
        return 0;
    std::ranges::sort(samples);
    return samples[std::min(
        samples.size() - 1, static_cast<std::size_t>(share * static_cast<double>(samples.size())))];
}

/// Of this thread, without what it waited for: on a busy machine the fairer number.
inline double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

inline double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace facteo::bench
