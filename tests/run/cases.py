"""Documents with rules of their own and the graph that comes of them: one folder a case.

Every anchor of the graph is verified as well. With --update the expected files are written anew; look at what changed.
"""
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, RULES, check, maek


def node_row(node):
    row = {key: node[key] for key in ("id", "label", "value", "overflow", "aliases", "properties", "merged") if node.get(key)}
    row["mentions"] = [f"{m['doc']} {m['cp'][0]}-{m['cp'][1]} {m['text']} ({m['rule']})" for m in node["mentions"]]
    return row


def edge_row(edge):
    row = {"edge": f"{edge['source']} {edge['type']} {edge['target']}", "confidence": edge["confidence"]}
    if edge["properties"]:
        row["properties"] = edge["properties"]
    row["evidence"] = [f"{e['doc']} {e['text']} ({e['rule']} {e['at']})" for e in edge["evidence"]]
    return row


def outcome(folder, out):
    inputs = sorted(name for name in os.listdir(folder) if name.startswith("input"))
    rules = "rules" if os.path.isdir(os.path.join(folder, "rules")) else RULES
    _, messages = maek("run", "-q", "--no-svg", "-r", rules, "-o", out, *inputs, cwd=folder)
    maek("verify", os.path.join(out, "graph.json"), *inputs, cwd=folder)
    graph = json.load(open(os.path.join(out, "graph.json"), encoding="utf-8"))
    return {"messages": messages.splitlines(), "documents": [document["id"] for document in graph["documents"]],
            "nodes": [node_row(node) for node in graph["nodes"]], "edges": [edge_row(edge) for edge in graph["edges"]]}


cases = os.path.join(ROOT, "tests", "cases")
names = sorted(os.listdir(cases))
failed = []
for name in names:
    with tempfile.TemporaryDirectory() as out:
        found = json.dumps(outcome(os.path.join(cases, name), out), ensure_ascii=False, indent=1) + "\n"
    expected = os.path.join(cases, name, "expected.json")
    if "--update" in sys.argv:
        open(expected, "w", encoding="utf-8").write(found)
    if open(expected, encoding="utf-8").read() != found:
        failed.append(name)
        print(f"{name}: found\n{found}")
check(not failed, "not as expected: " + ", ".join(failed))
check(len(names) >= 12, f"only {len(names)} cases")
print(len(names), "cases")
