// SPDX-License-Identifier: Apache-2.0
#include "maps/osm_import.h"
#include "maps/package.h"
#include "maps/street_route.h"
#include "maps/world.h"

#include <QTemporaryDir>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <span>
#include <string>

namespace {

using namespace facteo::maps;

constexpr std::string_view kOldPackage = "the package that was there before";

void write(const std::filesystem::path &file, std::string_view content)
{
    std::ofstream(file, std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
}

std::string contentOf(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Everything that a console asks of a package.
void use(const MapPackage &package)
{
    const auto bounds = package.bounds();
    for (const int zoom : {4, 9, 12, 16})
        (void)package.features(bounds, zoom);
    const auto middle = positionOf({bounds.left / 2 + bounds.right / 2, bounds.top / 2 + bounds.bottom / 2});
    const StreetNetwork network(package);
    StreetRouter router(network, 50'000);
    (void)router.route(middle, positionOf({bounds.left, bounds.top}), TravelMode::Foot);
}

} // namespace

/// Whatever somebody takes for an extract: it is refused and the package that was there stays to the byte, or
/// it becomes a package that is whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static const QTemporaryDir folder;
    static const auto extract = std::filesystem::path(folder.path().toStdString()) / "in.osm.pbf";
    static const auto file = std::filesystem::path(folder.path().toStdString()) / "out.facteomap";
    write(extract, {reinterpret_cast<const char *>(bytes), size});
    write(file, kOldPackage);
    const std::atomic<bool> stop{false};
    const auto report = importOsm({.extract = extract, .package = file}, {}, stop);
    if (!report) {
        if (contentOf(file) != kOldPackage)
            std::abort();
        return 0;
    }
    const auto package = MapPackage::open(file);
    if (!package || !package->check())
        std::abort();
    use(*package);
    return 0;
}
