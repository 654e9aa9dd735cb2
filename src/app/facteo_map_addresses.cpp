// SPDX-License-Identifier: Apache-2.0
#include "commands.h"
#include "facteo_map.h"

#include "maps/ban_import.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <format>
#include <iostream>
#include <memory>
#include <unistd.h>
#include <utility>

namespace facteo::app {
namespace {

const char *wordsOf(maps::BanFileError error)
{
    switch (error) {
    case maps::BanFileError::NoFile:
        return "it does not exist or cannot be read";
    case maps::BanFileError::MissingColumns:
        return "it is not a CSV file of the Base Adresse Nationale: its first line lacks columns";
    case maps::BanFileError::Damaged:
        return "it is cut off or damaged";
    case maps::BanFileError::BadRows:
        return "more than a tenth of its rows are wrong";
    case maps::BanFileError::Empty:
        return "there is no address in it";
    case maps::BanFileError::Stopped:
        return "stopped; nothing was changed";
    }
    std::unreachable();
}

const char *wordsOf(maps::BanRowFault fault)
{
    switch (fault) {
    case maps::BanRowFault::Fields:
        return "more or fewer fields than the header names";
    case maps::BanRowFault::Quotes:
        return "a quoted field does not end";
    case maps::BanRowFault::Encoding:
        return "not UTF-8";
    case maps::BanRowFault::Number:
        return "numero is not a number up to 9999";
    case maps::BanRowFault::Street:
        return "nom_voie is empty";
    case maps::BanRowFault::Postcode:
        return "code_postal has not five digits";
    case maps::BanRowFault::Commune:
        return "code_insee or nom_commune is missing or wrong";
    case maps::BanRowFault::Position:
        return "lon and lat are no place on the map";
    }
    std::unreachable();
}

const char *wordsOf(maps::BanError error)
{
    switch (error) {
    case maps::BanError::WrongFile:
        return "one of the files cannot be used";
    case maps::BanError::NotOnTheMap:
        return "no address of the files lies on this map";
    case maps::BanError::Damaged:
        return "the package is damaged; import it again";
    case maps::BanError::Stopped:
        return "stopped; nothing was changed";
    case maps::BanError::NoFolder:
        return "the folder of the package does not exist";
    case maps::BanError::Refused:
        return "the package cannot be created there";
    case maps::BanError::NoSpace:
        return "the disk is full";
    case maps::BanError::TooLarge:
        return "that is too much for one package";
    }
    std::unreachable();
}

void listBadRows(const std::string &file, const std::vector<maps::BanBadRow> &rows)
{
    for (const auto &row : rows)
        std::cerr << file << ":" << row.line << ": " << wordsOf(row.fault) << "\n";
}

void runAdd(const maps::BanOrder &order)
{
    const auto old = openOrSay(order.package.string());
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    const auto begun = std::chrono::steady_clock::now();
    const auto tell = [&](double share) {
        if (terminal)
            std::fprintf(stderr, "\rreading addresses %d %%", static_cast<int>(share * 100));
    };
    const auto report = maps::addBan(order, old, tell, stopOnSignals());
    if (terminal)
        std::fputc('\n', stderr);
    if (!report) {
        if (report.error().file)
            sayWrongBanFile(*report.error().file);
        std::cerr << order.package.string() << ": " << wordsOf(report.error().why) << "\n";
        throw CLI::RuntimeError(report.error().why == maps::BanError::Stopped ? 130 : 1);
    }
    sayBanFiles(report->files);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::cout << std::format(
        "{}: {} communes renewed; {} addresses in {} streets, {} places, {} KiB, {:.1f} s\n",
        order.package.string(), report->communes, report->counts.addresses, report->counts.streets,
        report->counts.places, report->packageBytes / 1024, took.count());
}

} // namespace

void sayBanFiles(const std::vector<maps::BanTaken> &files)
{
    for (const auto &[file, read, outside] : files) {
        listBadRows(file.string(), read.badRows);
        std::cout << std::format("{}: {} rows, {} wrong, {} outside of the map\n", file.string(), read.rows,
            read.badCount(), outside);
    }
}

void sayWrongBanFile(const maps::BanFailure &failure)
{
    listBadRows(failure.file.string(), failure.what.badRows);
    std::cerr << failure.file.string() << ": " << wordsOf(failure.what.why);
    if (!failure.what.detail.empty())
        std::cerr << " (" << failure.what.detail << ")";
    std::cerr << "\n";
}

void addMapAddresses(CLI::App &map)
{
    auto *addresses = map.add_subcommand("addresses", "The addresses of a map package");
    addresses->require_subcommand(1);
    auto *add = addresses->add_subcommand(
        "add", "Add CSV files of the Base Adresse Nationale, or renew their communes");
    const auto order = std::make_shared<maps::BanOrder>();
    add->add_option("package", order->package, "The package, replaced in one step")->required();
    add->add_option("files", order->files, "adresses-18.csv.gz, compressed or not")->required();
    add->add_option("--attribution", order->attribution, "Who is named beside the map for them")
        ->capture_default_str();
    add->callback([order] { runAdd(*order); });
}

} // namespace facteo::app
