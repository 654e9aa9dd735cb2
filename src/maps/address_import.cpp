// SPDX-License-Identifier: Apache-2.0
#include "maps/address_import.h"

#include <utility>

namespace facteo::maps {

std::expected<AddressReport, AddressFailure> importAddresses(Gazetteer &gazetteer,
    const std::vector<std::filesystem::path> &ban, const WriterRoom &room, PackageWriter &writer,
    const std::function<void(double)> &progress, const std::atomic<bool> &stop)
{
    AddressBuilder builder(room);
    BanIntake intake(builder, writer.bounds());
    AddressReport report;
    for (const auto &file : ban) {
        auto taken = intake.take(file, progress, stop);
        if (!taken)
            return std::unexpected(AddressFailure{.ban = std::move(taken.error())});
        report.ban.push_back(*std::move(taken));
    }
    gazetteer.pourInto(builder);
    report.counts = builder.write(
        [&](SectionKind kind, std::span<const std::byte> bytes) { writer.addSection(kind, bytes); });
    for (const auto fault : {gazetteer.fault(), builder.fault()})
        if (fault)
            return std::unexpected(AddressFailure{.disk = fault});
    return report;
}

} // namespace facteo::maps
