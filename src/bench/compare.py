#!/usr/bin/env python3
"""Compares the library's speed with PyTorch's and JAX's: python3 src/bench/compare.py (see src/bench/README.md).

It checks first, from shared weights, that losses and the norm of every parameter's gradient agree, and times nothing that
does not. Then ours and the peers take turns for some rounds, one process at a time, all pinned to the same cores."""
import argparse
import platform
import shutil
import statistics
import sys

sys.dont_write_bytecode = True

from processes import TARGET, Failure, Processes, numbers, values

WORKLOADS = {
    "i": "MLP 50×64, batch 64, sigmoid",
    "ii": "MLP 50×256, batch 128, ReLU",
    "iii": "MLP 1000×16, batch 16, tanh",
    "iv": "residual + BN 50×128, batch 128",
    "v": "LSTM, length 100, hidden 64, batch 32",
    "vi": "ResNet 16/32/64, n = 1, batch 32",
}
GOALS = {"i": 0.75, "ii": 0.95, "iii": 0.30, "iv": 0.80, "v": 0.80, "vi": 0.60, "i-plain": 1, "iii-plain": 1}
# of ours alone: nanoseconds, milliseconds
LIMITS = {"scalar": 8, "first-step": 1000}
# by name: module, script, variant, and the workloads that it has
PEERS = {
    "torch": ("torch", "torch_step.py", "", list(WORKLOADS)),
    "torch-loop": ("torch", "torch_step.py", "loop", ["v"]),
    "jax": ("jax", "jax_step.py", "", list(WORKLOADS)),
    "jax-scan": ("jax", "jax_step.py", "scan", ["i", "ii"]),
    "jax-unrolled": ("jax", "jax_step.py", "unrolled", ["iii"]),
    "autograd": ("autograd", "autograd_step.py", "", ["i", "ii", "iii"]),
}
PARTS = ["steps", "plain", "products", "scalar", "first", "memory"]
TOLERANCE = 1e-9
SIZES = "64,256"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)

    def names(known):
        def split(text):
            chosen = text.split(",")
            unknown = [name for name in chosen if name not in known]
            if unknown:
                raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(known)}")
            return chosen

        return split

    parser.add_argument("--workloads", type=names(WORKLOADS), default=list(WORKLOADS), help="such as i,iii")
    parser.add_argument("--parts", type=names(PARTS), default=PARTS, help=", ".join(PARTS))
    parser.add_argument("--peers", type=names(PEERS), default=["torch", "torch-loop", "jax"], help=", ".join(PEERS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1, choices=[1, 2])
    parser.add_argument("--dtype", default="f64", choices=["f64", "f32"], help="of the peers; ours always is float64")
    parser.add_argument("--warm", type=float, default=10, help="seconds of warm-up in Java (peers: a tenth)")
    parser.add_argument("--seconds", type=float, default=2, help="of measurement per process")
    parser.add_argument("--java", default="java", help="the Java to measure")
    parser.add_argument("--python", default=sys.executable, help="the Python that has torch and jax")
    return parser.parse_args()


class Comparison:
    def __init__(self, chosen):
        self.chosen = chosen
        self.processes = Processes(chosen.threads, chosen.java, chosen.python)
        self.label = f"{chosen.dtype} {chosen.threads}"
        # (row, who) → one [median, best] for each round
        self.times = {}

    def peers(self, workload):
        return [name for name in self.chosen.peers if workload in PEERS[name][3]]

    def require(self):
        """Before anything is started, whether all is there that will be needed."""
        if not shutil.which(self.chosen.java):
            raise Failure(f"--java {self.chosen.java}: there is no such program")
        needed = {PEERS[name][0] for name in self.chosen.peers} | {"numpy", "safetensors"}
        missing = sorted(module for module in needed if not self.processes.has(module))
        if missing:
            raise Failure(
                f"{self.chosen.python} has no {' and no '.join(missing)}: pip install -r src/bench/requirements.txt"
                " there, or name another with --python; --peers chooses fewer"
            )

    def check(self, workload):
        """Writes the shared weights, and compares losses and gradients in float64."""
        file = self.weights(workload)
        file.parent.mkdir(parents=True, exist_ok=True)
        ours = values(self.processes.main("Check", workload, file), "CHECK")
        for peer in self.peers(workload):
            _, script, variant, _ = PEERS[peer]
            theirs = values(self.processes.peer(script, workload, file, "--variant", variant, "--check"), "CHECK")
            worst, where = difference(workload, ours, theirs)
            if not worst <= TOLERANCE:
                raise Failure(
                    f"{workload}, {peer}: {where} differs by {worst:.1e}, ours {ours.get(where)}, theirs"
                    f" {theirs.get(where)}; nothing is timed until they agree within {TOLERANCE}"
                )
            print(f"AGREE {workload} {peer} {len(ours)} numbers, at most {worst:.1e} apart (relative)", flush=True)

    def weights(self, workload):
        return TARGET / "shared" / f"{workload}.safetensors"

    def note(self, row, who, median, best):
        self.times.setdefault((row, who), []).append((median, best))
        print(f"  {row:12} {who:12} {median:10.4g} (best {best:.4g})", file=sys.stderr, flush=True)

    def steps(self, workload):
        if "steps" in self.chosen.parts:
            self.ours(workload, workload, "fastest")
        if "plain" in self.chosen.parts and workload in ("i", "iii"):
            self.ours(workload + "-plain", workload, "plain")
        if "steps" not in self.chosen.parts and workload not in ("i", "iii"):
            return
        for peer in self.peers(workload):
            _, script, variant, _ = PEERS[peer]
            words = ["--variant", variant, "--dtype", self.chosen.dtype, "--threads", self.chosen.threads]
            words += ["--warm", self.chosen.warm / 10, "--seconds", self.chosen.seconds]
            lines = self.processes.peer(script, workload, self.weights(workload), *words)
            self.note(workload, peer, *numbers(lines, "TIME")[:2])
            if workload == "i":
                self.note("first-step", peer, *2 * numbers(lines, "FIRST")[:1])
                self.note("from-start", peer, *2 * numbers(lines, "FIRST")[1:])

    def ours(self, row, workload, kernels):
        options = ["-bm", "sample", "-tu", "ms"]
        result = self.processes.benchmark(
            "StepBenchmark", self.chosen.warm, self.chosen.seconds, *options, workload=workload, kernels=kernels
        )[0]["primaryMetric"]["scorePercentiles"]
        self.note(row, "ours", result["50.0"], result["0.0"])

    def products(self):
        seconds = self.chosen.seconds
        for result in self.processes.benchmark(
            "ProductBenchmark", self.chosen.warm / 2, seconds, n=SIZES, kernels="fastest"
        ):
            rates = result["secondaryMetrics"]["gflops"]["rawData"][0]
            self.note("product" + result["params"]["n"], "ours", statistics.median(rates), max(rates))
        if not self.processes.has("torch"):
            return
        words = ["--sizes", SIZES, "--dtype", self.chosen.dtype, "--threads", self.chosen.threads]
        for line in self.processes.peer("gemm.py", *words, "--seconds", seconds):
            _, peer, _, n, median, best = line.split()
            self.note("product" + n, peer, float(median), float(best))

    def scalar(self):
        result = self.processes.benchmark("ScalarBenchmark", self.chosen.warm, self.chosen.seconds)[0]
        times = result["primaryMetric"]["rawData"][0]
        self.note("scalar", "ours", statistics.median(times), min(times))
        if self.processes.has("micrograd"):
            self.note("scalar", "micrograd", *numbers(self.processes.peer("micrograd_chain.py"), "SCALAR"))

    def check_scalar(self):
        if not self.processes.has("micrograd"):
            print("SKIPPED micrograd: pip install micrograd, for its row beside the scalar engine's")
            return
        ours = values(self.processes.main("ScalarCheck", 20), "CHECK")
        theirs = values(self.processes.peer("micrograd_chain.py", "--samples", 20), "CHECK")
        worst, where = difference("scalar", ours, theirs)
        if not worst <= TOLERANCE:
            raise Failure(f"scalar: {where} differs by {worst:.1e}: ours {ours}, micrograd {theirs}")
        print(f"AGREE scalar micrograd 1 number, {worst:.1e} apart (relative)")

    def first(self):
        for _ in range(3):
            step, start = numbers(self.processes.main("FirstStep"), "FIRST")
            self.note("first-step", "ours", step, step)
            self.note("from-start", "ours", start, start)

    def memory(self):
        """What is shown as it is: allocation per step, and time and memory by depth."""
        flags = ["-XX:-UseTLAB"]
        for workload in self.chosen.workloads:
            words = [self.chosen.warm, workload]
            print(*self.processes.main("AllocationCheck", *words, flags=flags, allowed=(0, 3)), sep="\n", flush=True)
        for depth in (50, 100, 500, 1000, 5000, 10_000):
            words = [depth, self.chosen.warm / 2, self.chosen.seconds]
            print(*self.processes.main("DepthBenchmark", *words, flags=["-Xmx2g"]), sep="\n", flush=True)

    def run(self):
        parts = self.chosen.parts
        self.require()
        self.processes.build()
        java = self.processes.run([self.chosen.java, "--version"])[0]
        print(f"MACHINE {platform.machine()}, core {self.processes.cores}; {java}; {self.chosen.python}")
        for line in self.processes.peaks():
            print(line, flush=True)
        stepping = [w for w in self.chosen.workloads if "steps" in parts or ("plain" in parts and w in ("i", "iii"))]
        for workload in stepping:
            self.check(workload)
        if "scalar" in parts:
            self.check_scalar()
        for number in range(self.chosen.rounds):
            print(f"round {number + 1} of {self.chosen.rounds}", file=sys.stderr, flush=True)
            for workload in stepping:
                self.steps(workload)
            for part in ("products", "scalar", "first"):
                if part in parts:
                    getattr(self, part)()
        if "memory" in parts:
            self.memory()
        if self.times:
            self.report()

    def report(self):
        medians = {key: statistics.median(m for m, _ in rounds) for key, rounds in self.times.items()}
        for (row, who), rounds in self.times.items():
            ours = self.times.get((row, "ours"))
            if who == "ours" or not ours:
                continue
            self.ratio(row, who, medians[row, "ours"] / medians[row, who], ours, rounds)
        for workload in ("i", "iii"):
            for peer in self.peers(workload):
                ours, theirs = self.times.get((workload + "-plain", "ours")), self.times.get((workload, peer))
                if ours and theirs:
                    row = workload + "-plain"
                    self.ratio(row, peer, medians[row, "ours"] / medians[workload, peer], ours, theirs)
        self.table(medians)

    def ratio(self, row, who, ratio, ours, theirs):
        rounds = [a / b for (a, _), (b, _) in zip(ours, theirs)]
        better = max if row.startswith("product") else min
        print(
            f"RATIO {row} {self.label} {who} {ratio:.3f}   rounds {min(rounds):.3f}–{max(rounds):.3f}, ours"
            f" {statistics.median(m for m, _ in ours):.4g} (best {better(b for _, b in ours):.4g}), {who}"
            f" {statistics.median(m for m, _ in theirs):.4g} (best {better(b for _, b in theirs):.4g}) {unit(row)}"
        )

    def table(self, medians):
        print(f"\n{'':46}{'ours':>10}{'best peer':>22}{'ratio':>8}{'goal':>8}")
        for row in dict.fromkeys(row for row, who in self.times if who == "ours"):
            workload = row.removesuffix("-plain")
            product = row.startswith("product")
            theirs = {who: m for (r, who), m in medians.items() if r == workload and who != "ours"}
            if product or row != workload:  # what is promised of products and of plain kernels is a lead over PyTorch
                theirs = {who: m for who, m in theirs.items() if who == "torch"}
            title = WORKLOADS.get(workload, row) + (" (plain kernels)" if row != workload else "")
            line = f"{title:46}{medians[row, 'ours']:10.4g}"
            if theirs:
                who = (max if product else min)(theirs, key=theirs.get)
                ratio = medians[row, "ours"] / theirs[who]
                line += f"{who:>12}{theirs[who]:10.4g}{ratio:8.3f}{verdict(row, ratio)}"
            limit = LIMITS.get(row)
            met = f", at most {limit}: {'yes' if medians[row, 'ours'] <= limit else 'no'}" if limit else ""
            print(f"{line} {unit(row)}{met}")
        print(
            f"\nMedians of rounds ({self.chosen.rounds}); peers in {self.chosen.dtype}, ours in f64,"
            f" {self.chosen.threads} thread(s). A ratio of times is good below 1, one of GFLOP/s above 1."
        )


def verdict(row, ratio):
    if row.startswith("product"):
        return f"{'≥1.3':>8} {'yes' if ratio >= 1.3 else 'no'}"
    goal = GOALS.get(row)
    return f"{'≤' + str(goal):>8} {'yes' if ratio <= goal else 'no'}" if goal else " " * 11


def unit(row):
    return "GFLOP/s" if row.startswith("product") else "ns/operation" if row == "scalar" else "ms"


def vanishes(workload, name):
    """Whether a gradient is zero in theory: batch normalisation takes away the bias before it. What is left is rounding."""
    return workload == "iv" and name.startswith("layer") and name.endswith(".bias")


def difference(workload, ours, theirs):
    """The largest relative difference, and where it is; infinite where a name is missing."""
    if ours.keys() != theirs.keys():
        return float("inf"), sorted(ours.keys() ^ theirs.keys())[0]
    largest = max(ours.values())

    def apart(name):
        a, b = ours[name], theirs[name]
        scale = largest if vanishes(workload, name) else max(abs(a), abs(b))
        # not max(): a NaN must not get lost
        return 0.0 if a == b else abs(a - b) / scale if abs(a - b) / scale >= 0 else float("inf")

    worst = max(ours, key=apart)
    return apart(worst), worst


if __name__ == "__main__":
    try:
        Comparison(arguments()).run()
    except Failure as failure:
        sys.exit(f"compare: {failure}")
    except KeyboardInterrupt:
        sys.exit("compare: interrupted")
