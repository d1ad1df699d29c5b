"""How the comparison starts processes: all pinned to the same cores, with the same number of threads, one at a time."""
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "target" / "bench"
PEERS = ROOT / "src" / "bench" / "peers"
PACKAGE = "org.fiftylayers.bench."


class Failure(Exception):
    """Something that the user must know; shown without a stack trace."""


class Processes:
    def __init__(self, threads, java, python):
        self.java, self.python = java, python
        self.flags = [f"-Dfiftylayers.threads={threads}"]
        self.pin, self.cores = [], "any core"
        if shutil.which("taskset") and hasattr(os, "sched_getaffinity"):
            allowed = sorted(os.sched_getaffinity(0))
            if len(allowed) < threads:
                raise Failure(f"--threads is {threads}, but this process may run on {len(allowed)} core(s) only")
            self.cores = ",".join(map(str, allowed[:threads]))
            self.pin = ["taskset", "-c", self.cores]
        names = ("OMP", "MKL", "OPENBLAS", "VECLIB_MAXIMUM", "NUMEXPR")
        self.environment = {**os.environ, **{name + "_NUM_THREADS": str(threads) for name in names}}
        self.environment |= {"NPROC": str(threads), "PYTHONDONTWRITEBYTECODE": "1", "JAX_PLATFORMS": "cpu"}
        if threads == 1:
            self.environment["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"

    def run(self, command, allowed=(0,)):
        """The standard output's lines."""
        environment = {**self.environment, "BENCH_STARTED": repr(time.time())}
        command = [*self.pin, *map(str, command)]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
        if done.returncode not in allowed:
            said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-15:])
            raise Failure(f"exit code {done.returncode} from: {' '.join(command)}\n{said}")
        return done.stdout.splitlines()

    def build(self):
        """Compiles the library and the benchmarks, if a source is newer than the last time."""
        stamp = TARGET / "built"
        sources = [ROOT / "pom.xml", *ROOT.glob("src/main/**/*"), *ROOT.glob("src/bench/java/**/*")]
        if stamp.exists() and stamp.stat().st_mtime > max(source.stat().st_mtime for source in sources):
            return
        print("building target/bench …", file=sys.stderr, flush=True)
        started = time.time()
        maven = subprocess.run(["mvn", "-q", "-B", "-Pbench", "compile"], cwd=ROOT)
        if maven.returncode:
            raise Failure("the build failed: see above")
        stamp.touch()
        os.utime(stamp, (started, started))

    def main(self, name, *arguments, flags=(), allowed=(0,)):
        """One of our programs in a fresh JVM."""
        flags = ["-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector", *self.flags, *flags]
        return self.run([self.java, *flags, "-cp", self.class_path(), PACKAGE + name, *arguments], allowed)

    def benchmark(self, name, warm, seconds, *options, **parameters):
        """One fork of a JMH benchmark: its JSON results, one for each combination of parameters."""
        result = TARGET / "jmh.json"
        result.unlink(missing_ok=True)
        chosen = [word for key, value in parameters.items() for word in ("-p", f"{key}={value}")]
        times = ["-f", 1, "-wi", max(1, round(warm)), "-w", "1s", "-i", max(1, round(seconds)), "-r", "1s"]
        files = ["-rf", "json", "-rff", result, "-jvm", shutil.which(self.java), "-foe", "true"]
        words = [*times, *files, *chosen, *options, "-jvmArgsPrepend", *self.flags]
        output = self.run([self.java, "-cp", self.class_path(), "org.openjdk.jmh.Main", PACKAGE + name + ".", *words])
        if not result.exists():
            raise Failure(f"JMH gave no result for {name}:\n" + "\n".join(output[-15:]))
        return json.loads(result.read_text())

    def peer(self, script, *arguments):
        return self.run([self.python, PEERS / script, *arguments])

    def has(self, module):
        """Whether Python can import the module."""
        if self.python == sys.executable:
            return importlib.util.find_spec(module) is not None
        return subprocess.run([self.python, "-c", f"import {module}"], capture_output=True).returncode == 0

    def peaks(self):
        """What the machine can do at most, as printed by peak.c; nothing where there is no C compiler."""
        compiler = shutil.which("cc")
        if not compiler:
            return ["PEAK unknown: there is no C compiler"]
        lines = []
        for contraction, words in (("fast", ["FMA", "stream"]), ("off", ["multiply-and-add"])):
            program = TARGET / f"peak-{contraction}"
            flags = ["-O2", "-march=native", f"-ffp-contract={contraction}"]
            self.run([compiler, *flags, PEERS / "peak.c", "-o", program])
            lines += self.run([program, *words])
        return lines

    def class_path(self):
        return f"{TARGET / 'classes'}{os.pathsep}{(TARGET / 'classpath').read_text().strip()}"


def values(lines, word):
    """From lines such as ``CHECK loss 2.3``: {"loss": 2.3}."""
    rows = (line.split() for line in lines if line.startswith(word + " "))
    return {row[1]: float(row[2]) for row in rows}


def numbers(lines, word):
    """The numbers of the first line that starts with the word."""
    for line in lines:
        if line.startswith(word + " "):
            return [float(part) for part in line.split()[1:]]
    raise Failure(f"no line {word} in:\n" + "\n".join(lines))
