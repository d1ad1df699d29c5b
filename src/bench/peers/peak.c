// What one core can do at most. Compiled twice: where the compiler may fuse a*x + y it prints the FMA peak, with
// -ffp-contract=off that of separate multiplications and additions, which is all that our kernels use.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif
#define LANES (BYTES / 8)
#define CHAINS 12  // enough to hide the latency of both instructions

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
    START(0) START(1) START(2) START(3) START(4) START(5) START(6) START(7) START(8) START(9) START(10) START(11)
    double begin = now();
    for (long k = 0; k < rounds; k++) {
#define STEP(i) a##i = a##i * x + y;
        STEP(0) STEP(1) STEP(2) STEP(3) STEP(4) STEP(5) STEP(6) STEP(7) STEP(8) STEP(9) STEP(10) STEP(11)
    }
    double time = now() - begin;
    vector sum = a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11;
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
