// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace facteo::pki {

enum class PkiError : std::uint8_t {
    NotFound,     ///< a file or folder that must be there is not
    NotReadable,  ///< it is there, but may not be read
    NotWritable,  ///< no right, no space, no such folder
    NotPrivate,   ///< a private key that others may read
    Malformed,    ///< it says something else than it should
    Mismatch,     ///< a key that does not belong to its certificate, a certificate of another authority
    AlreadyThere, ///< never written over: an authority, or an id that has a valid certificate
    NoSuchId,     ///< nothing was issued under this id
    BadName,      ///< not a protocol::Name
    Crypto,       ///< OpenSSL refused
};

/// What went wrong, and a line for whoever sits at the terminal: which file, which key in it, and what to do.
struct Failure
{
    PkiError error = PkiError::Crypto;
    std::string detail;
};

} // namespace facteo::pki
