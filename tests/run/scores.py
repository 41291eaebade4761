# release only
"""`maek eval` agrees with score.py on every document; the scores over all but `n*` and `o*` do not fall below the floors."""
import json
import os
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import CORPUS, ROOT, RULES, check, corpus_files, floored_files, maek

FLOORS = {"ENTITIES": 0.97, "RELATIONS": 0.92}
TYPES = 0.88  # of every type and relation
FEW = 6
SEED = {"ENTITIES": 1.0, "RELATIONS": 1.0, "title": 1.0}
score = os.path.join(ROOT, "tests", "score.py")


def by_scorer(gold, graphs):
    return json.loads(subprocess.run(["/usr/bin/python3", score, gold, graphs, "--json"], capture_output=True, check=True).stdout)


def stem_of(path):
    return os.path.basename(path).rsplit(".", 1)[0]


def few(paths):
    """A few at a time, since every run reads the rules anew; the seed alone, since its scores have floors of their own."""
    others = [path for path in paths if stem_of(path) != "seed"]
    return [[path for path in paths if stem_of(path) == "seed"], *(others[i:i + FEW] for i in range(0, len(others), FEW))]


with tempfile.TemporaryDirectory() as folder:
    graphs = os.path.join(folder, "graphs")
    os.mkdir(graphs)
    lines = maek("extract", "-q", "-r", RULES, *corpus_files())[0].splitlines(keepends=True)
    for path, facts in zip(corpus_files(), lines):
        graph, _ = maek("link", "-", stdin=facts.encode())
        open(os.path.join(graphs, stem_of(path) + ".json"), "w", encoding="utf-8").write(graph)
    for number, paths in enumerate(few(corpus_files())):
        stems = [stem_of(path) for path in paths]
        some_gold, some_graphs = os.path.join(folder, str(number), "gold"), os.path.join(folder, str(number), "graphs")
        os.makedirs(some_gold)
        os.makedirs(some_graphs)
        for stem in stems:
            os.symlink(os.path.join(CORPUS, stem + ".gold.json"), os.path.join(some_gold, stem + ".gold.json"))
            os.symlink(os.path.join(graphs, stem + ".json"), os.path.join(some_graphs, stem + ".json"))
        wanted = by_scorer(some_gold, some_graphs)
        found = json.loads(maek("eval", "-r", RULES, "--gold", CORPUS, "-f", "json", *paths)[0])
        for name, row in wanted.items():
            mine = found.get(name, {"tp": 0, "fp": 0, "fn": 0})
            check([row[k] for k in ("tp", "fp", "fn")] == [mine[k] for k in ("tp", "fp", "fn")],
                  f"{', '.join(stems)}: {name}: the scorer says {row}, eval says {mine}")
        if stems == ["seed"]:
            for name, floor in SEED.items():
                check(found[name]["f"] >= floor, f"seed: {name} fell to {found[name]}")
    floored = os.path.join(folder, "floored")
    os.mkdir(floored)
    for path in floored_files():
        gold = os.path.basename(path).rsplit(".", 1)[0] + ".gold.json"
        os.symlink(os.path.join(CORPUS, gold), os.path.join(floored, gold))
    wanted = by_scorer(floored, graphs)
    print(maek("eval", "-r", RULES, "--gold", CORPUS, *floored_files())[0])
    for name, row in wanted.items():
        floor = FLOORS.get(name, TYPES)
        check(row["f"] >= floor, f"{name}: F1 {row['f']:.3f} is below {floor}")
