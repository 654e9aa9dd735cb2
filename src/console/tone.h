// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>

/// How loud a state speaks. Views turn it into colour and sign; the word beside it always says the same.
namespace facteo::console::tone {

Q_NAMESPACE
QML_NAMED_ELEMENT(Tone)

enum Kind {
    Quiet,     ///< ended, or nothing to do with it
    Normal,    ///< under way
    Good,      ///< as it should be
    Attention, ///< somebody should look
    Danger,    ///< somebody has to act now
};
Q_ENUM_NS(Kind)

} // namespace facteo::console::tone
