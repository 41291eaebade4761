"""A fresh run on seeds/ gives the committed out/: facts, graph and DOT by the byte, the pictures in structure, the page by
the byte but for its drawing, whose coordinates are Graphviz's and the fonts'."""
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as tree
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, RULES, check, maek


def without_drawing(path):
    return re.sub(r"<svg.*?</svg>", "<svg/>", open(path, encoding="utf-8").read(), flags=re.S)


def structure(path):
    rows = []
    for element in tree.parse(path).iter():
        rows.append((element.tag.rsplit("}")[-1], element.get("id", ""), element.get("class", ""),
                     "".join(element.itertext()).strip() if element.tag.endswith(("text", "title")) else ""))
    return rows


with tempfile.TemporaryDirectory() as folder:
    maek("run", "-r", RULES, "-o", folder, os.path.join(ROOT, "seeds"))
    for name in ["facts.jsonl", "graph.json", "graph.dot", "teams.dot"]:
        fresh, kept = (open(os.path.join(where, name), "rb").read() for where in (folder, os.path.join(ROOT, "out")))
        check(fresh == kept, f"out/{name} differs from a fresh run; run ./bootstrap and look at the difference")
    for name in ["teams.svg", "teams-dark.svg"]:
        fresh, kept = (structure(os.path.join(where, name)) for where in (folder, os.path.join(ROOT, "out")))
        check(fresh == kept, f"out/{name} differs in structure from a fresh run")
    fresh_page, kept_page = (without_drawing(os.path.join(where, "index.html")) for where in (folder, os.path.join(ROOT, "out")))
    check(fresh_page == kept_page, "out/index.html differs from a fresh run in more than its drawing")
    check(sum(1 for row in fresh if row[2] == "Organization row" or "row" in row[2].split()) == 5, "not five teams in the picture")
