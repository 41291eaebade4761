"""Every anchor of the seed and of the whole corpus slices to its text; a changed text is noticed."""
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, RULES, check, corpus_files, maek

with tempfile.TemporaryDirectory() as folder:
    for inputs in ([os.path.join(ROOT, "seeds")], corpus_files()):
        maek("run", "-q", "--no-svg", "-r", RULES, "-o", folder, *inputs)
        _, err = maek("verify", os.path.join(folder, "graph.json"), *inputs)
        check(" 0 differences" in err, err)
        graph = json.load(open(os.path.join(folder, "graph.json"), encoding="utf-8"))
        texts = {}
        for line in open(os.path.join(folder, "facts.jsonl"), encoding="utf-8"):
            facts = json.loads(line)
            texts[facts["id"]] = facts["text"]
        count = 0
        for node in graph["nodes"]:
            for mention in node["mentions"]:
                start, end = mention["cp"]
                check(texts[mention["doc"]][start:end] == mention["text"], f"{node['id']}: {mention}")
                count += 1
        check(count > 50, "no mentions")
    changed = os.path.join(folder, "d03.txt")
    text = open(os.path.join(ROOT, "tests", "corpus", "d03.txt"), encoding="utf-8").read()
    open(changed, "w", encoding="utf-8").write("새 첫 줄\n" + text)
    facts, _ = maek("extract", "-q", "-r", RULES, os.path.join(ROOT, "tests", "corpus", "d03.txt"))
    graph = os.path.join(folder, "one.json")
    maek("link", "-", "-o", graph, stdin=facts.encode())
    maek("verify", graph, changed, code=1)
