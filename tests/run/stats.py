"""maek stats: the counts of the committed graph and of one with homeless documents, counted a second time here."""
import collections
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import CORPUS, ROOT, RULES, check, corpus_files, maek


def count(graph):
    types, relations, rules, sources = (collections.defaultdict(collections.Counter) for _ in range(4))
    source = {}
    for document in graph["documents"]:
        host = document["url"].split("://", 1)[1].split("/")[0] if "://" in document.get("url", "") else ""
        source[document["id"]] = document.get("publisher") or host
        sources[source[document["id"]]]["documents"] += 1
    for node in graph["nodes"]:
        types[node["type"]].update(nodes=1, mentions=len(node["mentions"]))
        for mention in node["mentions"]:
            rules[mention["rule"]]["mentions"] += 1
            sources[source[mention["doc"]]]["mentions"] += 1
    for edge in graph["edges"]:
        relations[edge["type"]].update(edges=1, evidence=len(edge["evidence"]))
        for evidence in edge["evidence"]:
            for rule in [evidence["rule"]] + [step["rule"] for step in evidence.get("inferred", [])]:
                rules[rule]["evidence"] += 1
            sources[source[evidence["doc"]]]["evidence"] += 1
    return {"types": types, "relations": relations, "rules": rules, "sources": sources}


with tempfile.TemporaryDirectory() as folder:
    maek("run", "-q", "--no-svg", "-r", RULES, "-o", folder, *corpus_files())
    for path in (os.path.join(ROOT, "out", "graph.json"), os.path.join(folder, "graph.json")):
        graph = json.load(open(path, encoding="utf-8"))
        stats, expected = json.loads(maek("stats", "-f", "json", path)[0]), count(graph)
        for name in ("documents", "nodes", "edges"):
            check(stats[name] == len(graph[name]), f"{path}: {name}")
        check(stats["mentions"] == sum(len(node["mentions"]) for node in graph["nodes"]) > 0, f"{path}: mentions")
        check(stats["evidence"] == sum(len(edge["evidence"]) for edge in graph["edges"]) > 0, f"{path}: evidence")
        for section, there in expected.items():
            found = {row["name"]: {key: value for key, value in row.items() if key != "name" and value} for row in stats[section]}
            check(found == {name: dict(row) for name, row in there.items()}, f"{path}: {section}: {found} {there}")
            sizes = [tuple(row.get(key, 0) for key in ("nodes", "edges", "documents")) for row in stats[section]]
            check(sizes == sorted(sizes, reverse=True), f"{path}: order of {section}")
        text, err = maek("stats", path)
        check(err == "" and all(row["name"] in text for section in expected for row in stats[section]), text)
    check("" in expected["sources"], "a document without a source")
maek("stats", "-f", "csv", os.path.join(ROOT, "out", "graph.json"), code=2)
maek("stats", os.path.join(CORPUS, "README.md"), code=3)
