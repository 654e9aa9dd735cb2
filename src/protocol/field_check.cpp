// SPDX-License-Identifier: Apache-2.0
#include "protocol/field_check.h"

#include <algorithm>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/stubs/common.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/wire_format_lite.h>

namespace facteo::protocol {
namespace {

bool isControl(char c)
{
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && c != '\t' && c != '\n' && c != '\r') || code == 0x7f;
}

bool beginsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

} // namespace

std::string FieldCheck::text(const std::string &text, std::size_t mostCharacters, std::string_view field)
{
    const auto characters = static_cast<std::size_t>(std::ranges::count_if(text, beginsCharacter));
    // Control characters would drive the terminal of whoever reads the log.
    if (characters > mostCharacters || std::ranges::any_of(text, isControl))
        fail(Fault::OutOfRange, field);
    return text;
}

std::uint32_t firstFieldFrom(int least, const google::protobuf::MessageLite &message)
{
    using google::protobuf::internal::WireFormatLite;
    const auto bytes = message.SerializeAsString();
    google::protobuf::io::CodedInputStream fields(
        reinterpret_cast<const std::uint8_t *>(bytes.data()), static_cast<int>(bytes.size()));
    while (const auto tag = fields.ReadTag()) {
        const auto number = WireFormatLite::GetTagFieldNumber(tag);
        if (number >= least)
            return static_cast<std::uint32_t>(number);
        if (!WireFormatLite::SkipField(&fields, tag))
            break;
    }
    return 0;
}

bool parse(std::span<const std::byte> bytes, google::protobuf::MessageLite &out)
{
    [[maybe_unused]] static auto *const printer = google::protobuf::SetLogHandler(nullptr);
    return out.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

std::string technicalText(std::string_view text, std::size_t mostCharacters)
{
    const bool utf8 =
        google::protobuf::internal::IsStructurallyValidUTF8(text.data(), static_cast<int>(text.size()));
    std::string out;
    std::size_t characters = 0;
    for (const char c : text) {
        characters += !utf8 || beginsCharacter(c);
        if (characters > mostCharacters)
            break;
        const bool foreign = !utf8 && static_cast<unsigned char>(c) >= 0x80;
        out += foreign || isControl(c) ? '?' : c;
    }
    return out;
}

} // namespace facteo::protocol
