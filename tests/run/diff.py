"""`maek diff`: graphs and facts files, what rules and texts gain and lose, as text, JSON and DOT."""
import json
import os
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, check, maek

PACK = os.path.join(ROOT, "tests", "explain", "pack")
BEFORE = "파랑새는 봄비를 불렀다. 먹구름은 달밤을 부른다.\n"
AFTER = "파랑새는 봄비를 불렀다. 파랑새악단은 달밤을 부른다.\n"


def run(folder, name, text, *rules):
    out, path = os.path.join(folder, name), os.path.join(folder, name + "-input")
    os.makedirs(path, exist_ok=True)
    open(os.path.join(path, "song.txt"), "w", encoding="utf-8").write(text)
    maek("run", "-q", "--no-svg", *(part for rule in rules for part in ("-r", rule)), "-o", out, path)
    return os.path.join(out, "graph.json"), os.path.join(out, "facts.jsonl")


def texts(folder):
    before, before_facts = run(folder, "before", BEFORE, PACK)
    after, after_facts = run(folder, "after", AFTER, PACK)
    out, err = maek("diff", before, before)
    check(out == "" and err == "maek: nodes +0 -0 ~0, edges +0 -0 ~0\n", out + err)
    check(maek("diff", "-q", before, before_facts) == ("", ""), "a graph and its facts")
    out, err = maek("diff", before, after, code=1)
    check("maek: nodes +0 -1 ~2, edges +2 -2 ~0\n" == err, err)
    for part in ("- Band/먹구름|plays|Song/달밤\n    - song, sentence 2: 먹구름은 달밤을 부른다.\n        by bands/plays bands/rules.yaml:2\n",
                 "+ Band/파랑새|plays|Song/달밤\n    + song, sentence 2: 파랑새악단은 달밤을 부른다.\n",
                 "- Band/먹구름\n    - mention 먹구름  song, sentence 2  bands/names.yaml bands/names.yaml:",
                 "~ Band/파랑새\n    + alias 파랑새악단\n    + mention 파랑새악단  song, sentence 2  "):
        check(part in out, f"{part!r} is not in\n{out}")
    check(maek("diff", before_facts, after_facts, code=1)[0] == out, "facts tell the same as their graphs")
    found = json.loads(maek("diff", "-f", "json", before, after, code=1)[0])
    check([(edge["change"], edge["id"]) for edge in found["edges"]] ==
          [("lost", "Band/먹구름|covers|Song/달밤"), ("lost", "Band/먹구름|plays|Song/달밤"),
           ("gained", "Band/파랑새|covers|Song/달밤"), ("gained", "Band/파랑새|plays|Song/달밤")], found)
    check([step["rule"] for step in found["edges"][0]["parts"][-1]["inferred"]] == ["bands/not-led"], found)
    evidence = found["edges"][1]["parts"][-1]
    check((evidence["what"], evidence["document"], evidence["sentence"], evidence["cp"], evidence["rule"]) ==
          ("evidence", "song", 1, [14, 27], "bands/plays"), evidence)
    backwards = json.loads(maek("diff", "-f", "json", after, before, code=1)[0])
    turned = {"gained": "lost", "lost": "gained", "changed": "changed"}
    for kind in ("nodes", "edges"):
        check({(item["id"], turned[item["change"]], len(item["parts"])) for item in found[kind]} ==
              {(item["id"], item["change"], len(item["parts"])) for item in backwards[kind]}, "the other way round")
    dot, _ = maek("diff", "-f", "dot", before, after, code=1)
    check('color="#1a7f37"' in dot and 'color="#cf222e"' in dot and "style=dashed" in dot and "+ plays" in dot, dot)
    done = subprocess.run(["dot", "-Tplain"], input=dot.encode(), capture_output=True)
    check(done.returncode == 0 and done.stdout.decode().count("\nedge ") == 4, done)
    return before


def rules(folder, before):
    """The lines of rules say nothing; another name of a node does not hide what is the same."""
    moved = os.path.join(folder, "moved")
    subprocess.run(["cp", "-r", PACK, moved], check=True)
    for name in os.listdir(moved):
        path = os.path.join(moved, name)
        text = open(path, encoding="utf-8").read()
        if name != "pack.yaml":
            text = "# a line more\n" + text
        open(path, "w", encoding="utf-8").write(text)
    check(maek("diff", "-q", before, run(folder, "same", BEFORE, moved)[0])[0] == "", "a rule in another line is the same rule")
    path = os.path.join(moved, "names.yaml")
    text = open(path, encoding="utf-8").read()
    check("파랑새:" in text, text)
    open(path, "w", encoding="utf-8").write(text.replace("파랑새:", "파랑새 악단:").replace("파랑새악단", "파랑새, 파랑새악단"))
    out, err = maek("diff", before, run(folder, "renamed", BEFORE, moved)[0], code=1)
    check("Band/파랑새 악단  (was Band/파랑새)" in out, out)
    check("edges +0 -0" in err and "nodes +0 -0" in err, out + err)


with tempfile.TemporaryDirectory() as temporary:
    graph = texts(temporary)
    rules(temporary, graph)
    check("--format is" in maek("diff", "-f", "svg", graph, graph, code=2)[1], "-f svg")
    maek("diff", graph, code=2)
    maek("diff", graph, os.path.join(temporary, "none.json"), code=3)
    broken = os.path.join(temporary, "broken.jsonl")
    open(broken, "w").write("{}\n")
    maek("diff", graph, broken, code=3)
print("differences are told")
