// SPDX-License-Identifier: Apache-2.0
#include "mail_text.h"

#include "outreach/printable.h"

#include <QByteArray>
#include <QString>
#include <algorithm>
#include <chrono>
#include <format>

namespace facteo::outreach {
namespace {

std::string base64(std::string_view bytes)
{
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()))
        .toBase64()
        .toStdString();
}

/// How many bytes of UTF-8 go first so that no character is cut; `most` is at least 4.
std::size_t wholeCharacters(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text.size();
    while ((static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U)
        --most;
    return most;
}

/// RFC 2047: encoded words of at most 75 characters, each of whole characters, one a line.
std::string encodedWords(std::string_view text)
{
    constexpr std::size_t kMostBytes = 39; // 52 in base64, 12 around them, and the header's name before
    std::string words;
    while (!text.empty()) {
        const auto count = wholeCharacters(text, kMostBytes);
        words += std::format("{}=?UTF-8?B?{}?=", words.empty() ? "" : "\r\n ", base64(text.substr(0, count)));
        text.remove_prefix(count);
    }
    return words;
}

std::string subjectOf(const Message &message)
{
    const auto subject = printable(message.subject, kMostLine);
    constexpr std::size_t kShort = 60;
    const bool isPlain =
        subject.size() <= kShort && !subject.contains("=?") &&
        std::ranges::all_of(subject, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return isPlain ? subject : encodedWords(subject);
}

/// Lines of 76 characters.
std::string wrapped(const std::string &text)
{
    constexpr std::size_t kLine = 76;
    std::string lines;
    for (std::size_t from = 0; from < text.size(); from += kLine)
        lines += text.substr(from, kLine) + "\r\n";
    return lines;
}

/// MIME text has CR LF between its lines, whatever the message has.
std::string withMimeLines(std::string_view bytes)
{
    const auto text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())).toStdString();
    std::string lines;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            continue;
        lines += text[i] == '\n' || text[i] == '\r' ? "\r\n" : text.substr(i, 1);
    }
    return lines;
}

} // namespace

std::string mailText(const Message &message, std::string_view from)
{
    const auto domain = from.substr(from.find('@') + 1);
    const auto at = std::chrono::floor<std::chrono::seconds>(message.at);
    return std::format("From: <{}>\r\nTo: <{}>\r\nSubject: {}\r\nDate: {:%a, %d %b %Y %H:%M:%S} +0000\r\n"
                       "Message-ID: <{}@{}>\r\nAuto-Submitted: auto-generated\r\nImportance: {}\r\n"
                       "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                       "Content-Transfer-Encoding: base64\r\n\r\n{}",
        from, message.to, subjectOf(message), at, message.id, domain, message.exercise ? "normal" : "high",
        wrapped(base64(withMimeLines(message.text))));
}

} // namespace facteo::outreach
