# release only
"""Every output keeps the schemas that are installed with the program, and what breaks them is noticed."""
import copy
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import jsonschema
from maektest import CORPUS, ROOT, RULES, check, corpus_files, maek, node

GRAPH, FACTS = (os.path.join(ROOT, "graph", name) for name in ("graph.schema.json", "facts.schema.json"))


def runs(folder):
    """The outputs of the corpus, the seed and every case, as (graph.json, facts.jsonl)."""
    cases = os.path.join(ROOT, "tests", "cases")
    jobs = [(RULES, corpus_files()), (RULES, [os.path.join(ROOT, "seeds")])]
    for name in sorted(os.listdir(cases)):
        case = os.path.join(cases, name)
        rules = os.path.join(case, "rules")
        inputs = sorted(os.path.join(case, file) for file in os.listdir(case) if file.startswith("input"))
        jobs.append((rules if os.path.isdir(rules) else RULES, inputs))
    for number, (rules, inputs) in enumerate(jobs):
        out = os.path.join(folder, str(number))
        maek("run", "-q", "--no-svg", "-r", rules, "-o", out, *inputs, code=None)
        yield os.path.join(out, "graph.json"), os.path.join(out, "facts.jsonl")


with tempfile.TemporaryDirectory() as folder:
    graphs, facts = zip(*[pair for pair in runs(folder) if os.path.exists(pair[0])])
    check(len(graphs) > 12, f"only {len(graphs)} graphs")
    bad = os.path.join(folder, "bad.txt")
    open(bad, "wb").write(b"\xff")
    ended = os.path.join(folder, "ended.jsonl")
    maek("extract", "-q", "--trailer", "-r", RULES, "-o", ended, bad, os.path.join(CORPUS, "d01.txt"))
    check([json.loads(line)["kind"] for line in open(ended, encoding="utf-8")] == ["error", "document", "end"], "kinds of lines")
    check(int(node("validate.mjs", GRAPH, *graphs)) == len(graphs), "graphs")
    lines = sum(len(open(name, encoding="utf-8").readlines()) for name in [*facts, ended])
    check(int(node("validate.mjs", FACTS, *facts, ended)) == lines, "lines of facts")

    schema = json.load(open(GRAPH, encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    seed = json.load(open(os.path.join(ROOT, "out", "graph.json"), encoding="utf-8"))
    validator.validate(seed)
    of_facts = json.load(open(FACTS, encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(of_facts)
    for line in open(os.path.join(ROOT, "out", "facts.jsonl"), encoding="utf-8"):
        jsonschema.Draft202012Validator(of_facts).validate(json.loads(line))

    for path, wrong in ((("version",), 2), (("nodes", 0, "more"), 1), (("nodes", 0, "mentions", 0, "cp"), [1]),
                        (("edges", 0, "evidence"), []), (("edges", 0, "confidence"), 1.5), (("edges", 0, "key"), None)):
        broken = copy.deepcopy(seed)
        there = broken
        for step in path[:-1]:
            there = there[step]
        there[path[-1]] = wrong
        check(not validator.is_valid(broken), f"not noticed: {path} = {wrong}")
        name = os.path.join(folder, "broken.json")
        json.dump(broken, open(name, "w", encoding="utf-8"))
        node("validate.mjs", GRAPH, name, code=1)
