// SPDX-License-Identifier: Apache-2.0
#include "maps/style.h"

#include <QFile>
#include <algorithm>
#include <cmath>

/// The macro has to stand outside of every namespace.
static void loadStyleResource()
{
    Q_INIT_RESOURCE(styles);
}

namespace facteo::maps {

using namespace Qt::StringLiterals;

namespace {

std::string resource(const QString &name)
{
    QFile file(u":/facteo/maps/styles/%1.toml"_s.arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return file.readAll().toStdString();
}

Style builtIn(const QString &name)
{
    loadStyleResource();
    const auto rules = resource(u"map"_s);
    const auto colors = resource(name);
    auto style = Style::read(rules, colors);
    if (!style)
        qFatal("style %s: %s", qPrintable(name), style.error().where.c_str());
    return *std::move(style);
}

} // namespace

double Ramp::at(double zoom) const
{
    if (m_points.empty())
        return 0;
    const auto above = std::ranges::find_if(m_points, [&](const auto &point) { return point.first > zoom; });
    if (above == m_points.begin())
        return above->second;
    const auto below = std::prev(above);
    if (above == m_points.end())
        return below->second;
    const double part = (zoom - below->first) / (above->first - below->first);
    if (below->second <= 0 || above->second <= 0)
        return std::lerp(below->second, above->second, part);
    return below->second * std::pow(above->second / below->second, part);
}

const Style &Style::light()
{
    static const Style style = builtIn(u"light"_s);
    return style;
}

const Style &Style::dark()
{
    static const Style style = builtIn(u"dark"_s);
    return style;
}

const std::vector<std::pair<std::string_view, FeatureKind>> &featureKinds()
{
    using enum FeatureKind;
    static const std::vector<std::pair<std::string_view, FeatureKind>> kinds{{"Motorway", Motorway},
        {"Trunk", Trunk}, {"Primary", Primary}, {"Secondary", Secondary}, {"Tertiary", Tertiary},
        {"Residential", Residential}, {"LivingStreet", LivingStreet}, {"Service", Service},
        {"Pedestrian", Pedestrian}, {"Track", Track}, {"Cycleway", Cycleway}, {"Path", Path},
        {"Steps", Steps}, {"Rail", Rail}, {"Tram", Tram}, {"River", River}, {"Stream", Stream},
        {"Coastline", Coastline}, {"Boundary", Boundary}, {"Wall", Wall}, {"Dam", Dam}, {"Water", Water},
        {"Building", Building}, {"Forest", Forest}, {"Grass", Grass}, {"Park", Park}, {"Farmland", Farmland},
        {"Orchard", Orchard}, {"ResidentialArea", ResidentialArea}, {"CommercialArea", CommercialArea},
        {"IndustrialArea", IndustrialArea}, {"Cemetery", Cemetery}, {"Pitch", Pitch}, {"Parking", Parking},
        {"Sand", Sand}, {"Rock", Rock}, {"SchoolGround", SchoolGround}, {"HospitalGround", HospitalGround},
        {"RailwayGround", RailwayGround}, {"Island", Island}, {"Wetland", Wetland}, {"Sea", Sea},
        {"City", City}, {"Town", Town}, {"Village", Village}, {"Hamlet", Hamlet}, {"Suburb", Suburb},
        {"PostOffice", PostOffice}, {"PostBox", PostBox}, {"Pharmacy", Pharmacy}, {"TownHall", TownHall},
        {"School", School}, {"Church", Church}, {"Hospital", Hospital}, {"Station", Station},
        {"Police", Police}, {"FireStation", FireStation}, {"Bakery", Bakery}, {"Peak", Peak}, {"Tree", Tree},
        {"Address", Address}};
    return kinds;
}

} // namespace facteo::maps
