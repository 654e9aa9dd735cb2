// SPDX-License-Identifier: Apache-2.0
// Nothing of its own: CMake needs a source to compile the headers beside it.
