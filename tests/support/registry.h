// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTest>
#include <memory>

namespace facteo::tests {

/// Enters a Qt Test class into the list that the program's main runs, in order of registration.
struct Registered
{
    Registered(const char *name, std::unique_ptr<QObject> (*make)());
};

} // namespace facteo::tests

/// One line per test class, in its .cpp, instead of QTEST_MAIN.
#define FACTEO_TEST(Class)                                                                                   \
    static const ::facteo::tests::Registered registered##Class(                                              \
        #Class, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); })
