"""Memory and time of large inputs: extract and run on JSON lines, extract on a folder of small files, link on facts, and two
workers against one. Not a test: it takes minutes.

usage: tests/bench/scale.py [--size MB] [--facts N] [--files N] [--pairs N] [--rules PACK]    (MAEK is the program, build/maek)

Each size is measured at a tenth as well: what is flat stays as it is, what is proportional grows by ten. Workers are measured in
pairs, one after the other, since other work on the machine comes and goes; processor time says what two workers cost, the
clock what they gain.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
sys.path.insert(0, os.path.dirname(__file__))
import facts
import many
from maektest import MAEK, check

PER_DOCUMENT = 1090  # bytes that many.write() makes of fifteen names


def measure(*arguments):
    """Clock seconds, processor seconds, peak MiB."""
    start = time.monotonic()
    child = subprocess.Popen([os.path.abspath(MAEK), arguments[0], "-q", *map(str, arguments[1:])], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    check(child.returncode == 0, f"maek {' '.join(map(str, arguments))}: exit {child.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def row(what, size, figures, note=""):
    clock, processor, peak = figures
    print(f"{what:<24}{size:>14}{clock:>10.1f}{processor:>12.1f}{peak:>9.0f}  {note}", flush=True)


def texts(folder, size):
    """JSON lines that share their names, so that the pack stays small."""
    os.mkdir(folder)
    return many.write(folder, max(10, int(size * 1e6 / PER_DOCUMENT)), own=0, shared=15)


def lines(folder, size, rules):
    for part in (size / 10, size):
        pack, path = texts(os.path.join(folder, f"texts{part}"), part)
        row("extract", f"{os.path.getsize(path) / 1e6:.0f} MB", measure("extract", "-j", 1, "-r", rules or pack, "-o", "/dev/null", path))
        out = os.path.join(folder, f"out{part}")
        figures = measure("run", "-j", 1, "--no-svg", "-r", rules or pack, "-o", out, path)
        row("run --no-svg", f"{os.path.getsize(path) / 1e6:.0f} MB", figures, f"graph.json {os.path.getsize(out + '/graph.json') / 1e6:.0f} MB")
    return pack, path


def files(folder, count, rules):
    for part in (count // 10, count):
        inner = os.path.join(folder, f"files{part}")
        os.mkdir(inner)
        for number in range(part):
            with open(os.path.join(inner, f"{number:07}.txt"), "w", encoding="utf-8") as file:
                file.write(many.sentence(many.name("사", number % 750), many.name("품", number % 750)) + "\n")
        row("extract, a folder", f"{part} files", measure("extract", "-j", 1, "-r", rules, "-o", "/dev/null", inner))


def link(folder, count):
    for part in (count // 10, count):
        path, graph = os.path.join(folder, f"facts{part}.jsonl"), os.path.join(folder, "graph.json")
        size = facts.write(path, part)
        figures = measure("link", "-o", graph, path)
        row("link", f"{part} facts", figures, f"facts.jsonl {size / 1e6:.0f} MB, graph.json {os.path.getsize(graph) / 1e6:.0f} MB")
        os.remove(path)


def workers(pack, path, pairs):
    found = []
    for _ in range(pairs):
        one, two = (measure("extract", "-j", jobs, "-r", pack, "-o", "/dev/null", path) for jobs in (1, 2))
        found.append((one[0] / two[0], two[1] / one[1], two[1] / two[0]))
    gain, cost, busy = (statistics.median(column) for column in zip(*found))
    print(f"two workers against one, median of {pairs} pairs: {gain:.2f} times as fast; {cost:.2f} times the processor time, so at most "
          f"{2 / cost:.2f} times as fast; {busy:.2f} processors were to be had")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--size", type=float, default=100)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--rules")
    options = parser.parse_args()
    print(f"{'task':<24}{'size':>14}{'clock s':>10}{'processor s':>12}{'MiB':>9}")
    with tempfile.TemporaryDirectory() as place:
        small, documents = lines(place, options.size, options.rules)
        files(place, options.files, options.rules or small)
        link(place, options.facts)
        workers(options.rules or small, texts(os.path.join(place, "pairs"), options.size / 5)[1], options.pairs)
