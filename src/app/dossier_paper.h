// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dossier.h"

#include <QByteArray>
#include <QString>

namespace facteo::app {

/// What the paper says, as Qt's rich text. French.
[[nodiscard]] QString paperOf(const Dossier &dossier);

/// The paper, A4, with a head and a page number on every page; a drill has EXERCICE across each. Needs a
/// QGuiApplication for its fonts.
[[nodiscard]] QByteArray pdfOf(const Dossier &dossier);

} // namespace facteo::app
