// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace facteo::tests {

/// A locale named "comma", as C but for its decimal point: it stands for the French one, which need not be
/// installed. glibc reads it from a folder that LOCPATH names.
class CommaLocale
{
public:
    CommaLocale();

    /// For LOCPATH.
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

/// While it lives, this process writes and reads numbers in that locale.
class CommaLocaleHere
{
public:
    CommaLocaleHere();
    ~CommaLocaleHere();
    CommaLocaleHere(const CommaLocaleHere &) = delete;
    CommaLocaleHere &operator=(const CommaLocaleHere &) = delete;

    /// Whether the system took it.
    [[nodiscard]] bool isSet() const { return m_isSet; }

private:
    CommaLocale m_locale;
    bool m_isSet = false;
};

} // namespace facteo::tests
