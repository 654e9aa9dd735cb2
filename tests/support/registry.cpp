// SPDX-License-Identifier: Apache-2.0
#include "support/registry.h"

#ifdef FACTEO_TEST_GUI
#include <QGuiApplication>
#else
#include <QCoreApplication>
#endif
#include <QStandardPaths>
#include <cstdio>
#include <string_view>
#include <vector>

namespace facteo::tests {
namespace {

struct Entry
{
    const char *name;
    std::unique_ptr<QObject> (*make)();
};

std::vector<Entry> &entries()
{
    static std::vector<Entry> all;
    return all;
}

} // namespace

Registered::Registered(const char *name, std::unique_ptr<QObject> (*make)())
{
    entries().push_back({name, make});
}

} // namespace facteo::tests

/// `program` runs every class; `program Class [Qt Test arguments]` runs one.
int main(int argc, char **argv)
{
#ifdef FACTEO_TEST_GUI
    const QGuiApplication app(argc, argv);
#else
    const QCoreApplication app(argc, argv);
#endif
    QStandardPaths::setTestModeEnabled(true);
    const std::string_view wanted = argc > 1 && argv[1][0] != '-' ? argv[1] : "";
    int failed = 0;
    bool any = false;
    for (const auto &entry : facteo::tests::entries()) {
        if (!wanted.empty() && wanted != entry.name)
            continue;
        any = true;
        const auto test = entry.make();
        const int skip = wanted.empty() ? 0 : 1;
        argv[skip] = argv[0];
        failed += QTest::qExec(test.get(), argc - skip, argv + skip);
    }
    if (!any) {
        std::fprintf(stderr, "no test class is called %s\n", argv[1]);
        return 2;
    }
    return failed == 0 ? 0 : 1;
}
