// What one core can do at most. Compiled twice: where the compiler may fuse a*x + y it prints the FMA peak, which is what
// products can reach, with -ffp-contract=off that of separate multiplications and additions.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

// Chains that do not wait for each other: where registers allow sixteen, since Zen 4 reaches its peak with no fewer.
#define TWELVE(each) each(0) each(1) each(2) each(3) each(4) each(5) each(6) each(7) each(8) each(9) each(10) each(11)
#if defined(__AVX512F__)
#define BYTES 64
#define CHAINS 16
#define ALL(each) TWELVE(each) each(12) each(13) each(14) each(15)
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif
#define LANES (BYTES / 8)
#if !defined(CHAINS)
#define CHAINS 12
#define ALL(each) TWELVE(each)
#endif

typedef double vector __attribute__((vector_size(BYTES)));

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double gflops(double start) {
    const long rounds = 10000000;
    // one number in every lane, which stays in a register
    vector x = (vector){0} + 0.999, y = (vector){0} + 1e-9 * (1 + start);
#define START(i) vector a##i = y * (double)i;
    ALL(START)
    double begin = now();
    for (long k = 0; k < rounds; k++) {
#define STEP(i) a##i = a##i * x + y;
        ALL(STEP)
    }
    double time = now() - begin;
#define ADD(i) + a##i
    vector sum = (vector){0} ALL(ADD);
    volatile double keep = sum[0];
    (void)keep;
    return 2.0 * rounds * CHAINS * LANES / time / 1e9;
}

// GB/s of v -= rate * g over arrays that no cache holds: two reads and a write per number.
static double stream(void) {
    size_t n = 16u << 20;
    double *v = malloc(8 * n), *g = malloc(8 * n);
    if (!v || !g) return 0;
    for (size_t i = 0; i < n; i++) v[i] = g[i] = i;
    double best = 0;
    for (int repeat = 0; repeat < 5; repeat++) {
        double begin = now();
        for (size_t i = 0; i < n; i++) v[i] -= 1e-3 * g[i];
        double rate = 24.0 * n / (now() - begin) / 1e9;
        if (rate > best) best = rate;
    }
    volatile double keep = v[n / 2];
    (void)keep;
    return best;
}

int main(int count, char **arguments) {
    double best = 0;
    for (int repeat = 0; repeat < 8; repeat++) {
        double rate = gflops(repeat);
        if (rate > best) best = rate;
    }
    printf("PEAK %s %d-bit %.1f GFLOP/s\n", count > 1 ? arguments[1] : "?", 8 * BYTES, best);
    if (count > 2) printf("STREAM %.1f GB/s\n", stream());
}
