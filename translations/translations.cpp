// SPDX-License-Identifier: Apache-2.0
// A static library needs one object of its own; the translations are compiled in beside it.
