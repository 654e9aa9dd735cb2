// SPDX-License-Identifier: Apache-2.0
#include "domain/blank.h"
#include "support/registry.h"

using facteo::domain::isBlank;

class BlankTest : public QObject
{
    Q_OBJECT

private slots:
    void WhatNobodyCanReadIsBlank()
    {
        for (const auto *text : {"", " ", "\t\r\n", "\u00a0", " \u202f\u00a0 ", "\u200b", "\ufeff\u3000"})
            QVERIFY2(isBlank(text), text);
        // A single byte of a space is none: nothing is cut out of a letter.
        for (const auto *text : {"x", " x", "\u00a0é", "à", "\u00e9", "\xc2", "\xe2\x80", "客", "."})
            QVERIFY2(!isBlank(text), text);
    }
};

FACTEO_TEST(BlankTest);
#include "blank_test.moc"
