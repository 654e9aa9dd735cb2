// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"
#include "maps/style.h"

#include <QPainter>

namespace facteo::maps {

/// Draws the symbol of a kind around `middle`. Our own drawings, no icon font.
void paintSymbol(QPainter &painter, FeatureKind kind, const SymbolRule &rule, QPointF middle);

} // namespace facteo::maps
