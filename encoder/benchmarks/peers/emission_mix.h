// What the peers' drivers share: the rows of registers, the clock, the check of the bytes.
#pragma once
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace mix {

struct Row {
    uint32_t a, b, c, d, u, v, w;
};

// The general registers of x86-64 but rsp, by pick.
constexpr uint32_t X86_GENERAL[15] = {0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

inline std::vector<Row> rows(bool rotating) {
    std::vector<Row> rows(256, Row{0, 1, 3, 6, 0, 1, 2});
    uint32_t state = 12345;
    auto pick = [&](uint32_t n) {
        state = state * 1664525 + 1013904223;
        return (state >> 16) % n;
    };
    for (Row& row : rows) {
        if (!rotating) break;
        for (uint32_t* field : {&row.a, &row.b, &row.c, &row.d}) *field = pick(15);
        for (uint32_t* field : {&row.u, &row.v, &row.w}) *field = pick(16);
    }
    return rows;
}

inline uint64_t fnv(const uint8_t* data, size_t size) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++) hash = (hash ^ data[i]) * 0x100000001b3u;
    return hash;
}

inline double threadSeconds() {
    timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

// Fails loudly if the chunk is not the one that all assemblers must give.
inline void check(const uint8_t* code, size_t size, size_t wantedSize, uint64_t wantedHash) {
    if (size != wantedSize || fnv(code, size) != wantedHash) {
        std::fprintf(stderr, "wrong code: %zu bytes, hash %016llx\n", size, (unsigned long long)fnv(code, size));
        std::exit(1);
    }
}

// Prints the median of `samples` samples of 200 chunks, in million instructions a second of thread CPU time.
template <class Chunk>
void measure(const char* name, int instructions, int samples, Chunk chunk) {
    constexpr int CHUNKS = 200;
    std::vector<double> rates;
    for (int i = -5; i < samples; i++) {
        double start = threadSeconds();
        for (int k = 0; k < CHUNKS; k++) chunk();
        double seconds = threadSeconds() - start;
        if (i >= 0) rates.push_back(double(CHUNKS) * instructions / seconds / 1e6);
    }
    std::sort(rates.begin(), rates.end());
    std::printf("%s %.1f\n", name, rates[rates.size() / 2]);
}

}  // namespace mix
