// SPDX-License-Identifier: Apache-2.0
// Makes the console's sounds at build time: make_sounds FOLDER. Nothing recorded, nothing borrowed.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <numbers>
#include <span>
#include <string>
#include <vector>

namespace {

constexpr int kSampleRate = 44'100;

/// One tone: pitch in hertz (0 = silence), length and the loudness of its start, 0 to 1.
struct Tone
{
    double hertz;
    double seconds;
    double loudness;
};

/// A tone with its second and third harmonic, so that it cuts through a noisy room, and with soft ends, so
/// that it does not click.
void append(std::vector<std::int16_t> &samples, const Tone &tone)
{
    constexpr double kEdgeSeconds = 0.008;
    const int count = static_cast<int>(tone.seconds * kSampleRate);
    for (int i = 0; i < count; ++i) {
        const double t = static_cast<double>(i) / kSampleRate;
        const double edge = std::min({1.0, t / kEdgeSeconds, (tone.seconds - t) / kEdgeSeconds});
        const double phase = 2 * std::numbers::pi * tone.hertz * t;
        const double wave = 0.68 * std::sin(phase) + 0.22 * std::sin(2 * phase) + 0.10 * std::sin(3 * phase);
        samples.push_back(static_cast<std::int16_t>(std::lround(32'000 * tone.loudness * edge * wave)));
    }
}

void writeLittleEndian(std::ofstream &out, std::uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out.put(static_cast<char>((value >> (8 * i)) & 0xff));
}

/// RIFF WAVE, PCM, mono, 16 bit.
bool writeWav(const std::string &path, std::span<const Tone> tones)
{
    std::vector<std::int16_t> samples;
    for (const auto &tone : tones)
        append(samples, tone);
    const auto bytes = static_cast<std::uint32_t>(samples.size() * 2);

    std::ofstream out(path, std::ios::binary);
    out << "RIFF";
    writeLittleEndian(out, 36 + bytes, 4);
    out << "WAVEfmt ";
    writeLittleEndian(out, 16, 4);
    writeLittleEndian(out, 1, 2); // PCM
    writeLittleEndian(out, 1, 2); // mono
    writeLittleEndian(out, kSampleRate, 4);
    writeLittleEndian(out, kSampleRate * 2, 4);
    writeLittleEndian(out, 2, 2);
    writeLittleEndian(out, 16, 2);
    out << "data";
    writeLittleEndian(out, bytes, 4);
    for (const auto sample : samples)
        writeLittleEndian(out, static_cast<std::uint16_t>(sample), 2);
    return static_cast<bool>(out.flush());
}

// Danger: three rising pairs and a pause, 2.1 s, meant to be looped. Between 700 and 1 300 Hz, where hearing
// is keen and cheap loudspeakers are honest.
constexpr std::array kDanger{
    Tone{784, 0.16, 0.9},
    Tone{1175, 0.22, 1.0},
    Tone{0, 0.10, 0},
    Tone{784, 0.16, 0.9},
    Tone{1175, 0.22, 1.0},
    Tone{0, 0.10, 0},
    Tone{784, 0.16, 0.9},
    Tone{1319, 0.34, 1.0},
    Tone{0, 0.64, 0},
};

// The system itself is in trouble: two low, falling tones. Never to be taken for a person in danger.
constexpr std::array kFault{Tone{392, 0.22, 0.6}, Tone{0, 0.06, 0}, Tone{294, 0.36, 0.6}};

// Something came back: a report, a refusal. One soft tone.
constexpr std::array kNotice{Tone{660, 0.09, 0.35}, Tone{880, 0.16, 0.3}};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: make_sounds FOLDER\n");
        return 2;
    }
    const std::string folder = argv[1];
    const bool written = writeWav(folder + "/danger.wav", kDanger) &&
                         writeWav(folder + "/fault.wav", kFault) && writeWav(folder + "/notice.wav", kNotice);
    if (!written)
        std::fprintf(stderr, "make_sounds: cannot write into %s\n", folder.c_str());
    return written ? 0 : 1;
}
