// SPDX-License-Identifier: Apache-2.0
#include "console/address_book.h"

#include "maps/address_index.h"
#include "maps/street_route.h"

#include <QPointer>

namespace facteo::console {

namespace {

constexpr std::size_t kSuggestions = 6;

} // namespace

struct AddressBook::Content
{
    explicit Content(maps::MapPackage opened)
        : package(std::move(opened)), index(package), streets(package), router(streets)
    {
    }

    maps::MapPackage package;
    maps::AddressIndex index;
    maps::StreetNetwork streets;
    maps::StreetRouter router;
};

namespace {

FoundAddress found(const maps::Hit &hit)
{
    const auto street = QString::fromStdString(hit.street);
    const auto number = QString::fromStdString(hit.houseNumber);
    const auto postcode = QString::fromStdString(hit.postcode);
    const auto city = QString::fromStdString(hit.city);
    return {.text = number.isEmpty() ? street : number + QLatin1Char(' ') + street,
        .town = postcode.isEmpty() ? city : postcode + QLatin1Char(' ') + city,
        .position = hit.position};
}

} // namespace

AddressBook::AddressBook(const QString &packageFile, QObject *parent) : QObject(parent)
{
    m_worker.setMaxThreadCount(1); // in order, and nobody waits for a lock
    if (packageFile.isEmpty())
        return;
    m_worker.start([this, packageFile] {
        if (auto package = maps::MapPackage::open(packageFile.toStdString()))
            m_content = std::make_shared<Content>(std::move(*package));
    });
}

AddressBook::~AddressBook()
{
    m_worker.clear();
    m_worker.waitForDone();
}

void AddressBook::find(const QString &typed, std::function<void(std::vector<FoundAddress>)> then)
{
    m_worker.start([this, typed = typed.toStdString(), near = m_near, then = std::move(then)] {
        std::vector<FoundAddress> all;
        if (m_content)
            for (const auto &hit : m_content->index.search(typed, kSuggestions, near))
                all.push_back(found(hit));
        QMetaObject::invokeMethod(this, [then, all = std::move(all)] { then(all); }, Qt::QueuedConnection);
    });
}

void AddressBook::nearest(protocol::Position position, std::function<void(QString)> then)
{
    m_worker.start([this, position, then = std::move(then)] {
        const auto hit = m_content ? m_content->index.reverse(position) : std::nullopt;
        QString words;
        if (hit) {
            const auto address = found(*hit);
            words = hit->city.empty()
                        ? address.text
                        : address.text + QStringLiteral(", ") + QString::fromStdString(hit->city);
        }
        QMetaObject::invokeMethod(this, [then, words] { then(words); }, Qt::QueuedConnection);
    });
}

void AddressBook::walks(protocol::Position from, std::vector<protocol::Position> to,
    std::function<void(std::vector<std::optional<double>>)> then)
{
    m_worker.start([this, from, to = std::move(to), then = std::move(then)] {
        std::vector<std::optional<double>> metres;
        if (m_content)
            if (const auto legs = m_content->router.legs(from, to, maps::TravelMode::Foot))
                for (const auto &leg : *legs)
                    metres.push_back(leg ? std::optional(leg->metres) : std::nullopt);
        QMetaObject::invokeMethod(
            this, [then, metres = std::move(metres)] { then(metres); }, Qt::QueuedConnection);
    });
}

void AddressBook::preferNear(protocol::Position position)
{
    m_near = position;
}

} // namespace facteo::console
