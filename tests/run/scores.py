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
SEED = {"ENTITIES": 1.0, "RELATIONS": 1.0, "title": 1.0}
score = os.path.join(ROOT, "tests", "score.py")


def by_scorer(gold, graphs):
    return json.loads(subprocess.run(["/usr/bin/python3", score, gold, graphs, "--json"], capture_output=True, check=True).stdout)


with tempfile.TemporaryDirectory() as folder:
    graphs = os.path.join(folder, "graphs")
    os.mkdir(graphs)
    lines = maek("extract", "-q", "-r", RULES, *corpus_files())[0].splitlines(keepends=True)
    for path, facts in zip(corpus_files(), lines):
        stem = os.path.basename(path).rsplit(".", 1)[0]
        graph, _ = maek("link", "-", stdin=facts.encode())
        open(os.path.join(graphs, stem + ".json"), "w", encoding="utf-8").write(graph)
        one_gold, one_graph = os.path.join(folder, stem, "gold"), os.path.join(folder, stem, "graph")
        os.makedirs(one_gold)
        os.makedirs(one_graph)
        os.symlink(os.path.join(CORPUS, stem + ".gold.json"), os.path.join(one_gold, stem + ".gold.json"))
        os.symlink(os.path.join(graphs, stem + ".json"), os.path.join(one_graph, stem + ".json"))
        wanted = by_scorer(one_gold, one_graph)
        found = json.loads(maek("eval", "-r", RULES, "--gold", CORPUS, "-f", "json", path)[0])
        for name, row in wanted.items():
            mine = found.get(name, {"tp": 0, "fp": 0, "fn": 0})
            check([row[k] for k in ("tp", "fp", "fn")] == [mine[k] for k in ("tp", "fp", "fn")],
                  f"{stem}: {name}: the scorer says {row}, eval says {mine}")
        if stem == "seed":
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
