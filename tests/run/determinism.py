# release only: bytes are compared, of runs that other tests look into
"""The same bytes from two runs, from shuffled inputs, from another working folder, and however facts are split."""
import os
import random
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import RULES, check, corpus_files, maek

files = corpus_files()
check(len(files) >= 60, "the corpus is not there")
with tempfile.TemporaryDirectory() as folder:
    def run(name, inputs, cwd=None):
        out = os.path.join(folder, name)
        maek("run", "-q", "--no-svg", "-r", RULES, "-o", out, *inputs, cwd=cwd)
        return {name: open(os.path.join(out, name), "rb").read() for name in ("graph.json", "graph.dot", "teams.dot")}
    first = run("a", files)
    check(first == run("b", files), "two runs differ")
    seeded = random.Random(7)
    shuffled = files[:]
    seeded.shuffle(shuffled)
    check(first == run("c", shuffled), "the order of the inputs changes the graph")
    check(first == run("d", files, cwd=folder), "the working folder changes the graph")

    lines = open(os.path.join(folder, "a", "facts.jsonl"), encoding="utf-8").read().splitlines(True)
    for round in range(4):
        seeded.shuffle(lines)
        parts = [[] for _ in range(3)]
        for line in lines + seeded.sample(lines, 5):        # some documents twice
            parts[seeded.randrange(3)].append(line)
        names = []
        for index, part in enumerate(parts):
            names.append(os.path.join(folder, f"part{index}.jsonl"))
            open(names[-1], "w", encoding="utf-8").write("".join(part))
        graph = maek("link", *names)[0].encode()
        check(graph == first["graph.json"], "the split of the facts changes the graph")
        merged, _ = maek("merge", *names)
        check(sorted(merged.splitlines(True)) == sorted(lines), "merge is no union")
    piped, _ = maek("link", "-", stdin="".join(lines).encode())
    check(piped.encode() == first["graph.json"], "extract | link differs from run")
