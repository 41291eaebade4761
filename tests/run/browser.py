# release only
"""The explorer of the seed and the pictures, in Chromium: everything is clicked and reached by keys, nothing is fetched,
and no text is wider than its box in either of two fonts."""
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from graphs import league
from maektest import ROOT, RULES, check, maek, node, without_korean_fonts

with tempfile.TemporaryDirectory() as folder:
    maek("run", "-r", RULES, "-o", folder, os.path.join(ROOT, "seeds"))
    page, graph = (os.path.join(folder, name) for name in ("index.html", "graph.json"))
    check(os.path.getsize(page) <= 100_000, f"the page has {os.path.getsize(page)} bytes")

    drawn = []
    for view in "teams", "network", "poster", "everything":
        drawn.append(os.path.join(folder, view + ".svg"))
        maek("render", graph, "-r", RULES, "--view", view, "--units", "ko", "-o", drawn[-1])
        drawn.append(os.path.join(folder, view + "-boxes.svg"))  # made where no font has the letters, seen where one has
        maek("render", graph, "-r", RULES, "--view", view, "-o", drawn[-1], env=without_korean_fonts(folder))
    each = os.path.join(folder, "each")
    maek("render", graph, "-r", RULES, "--view", "teams", "--each", "row", "-o", each)
    drawn += [os.path.join(each, name) for name in sorted(os.listdir(each))]
    for view in "clubs", "panels", "everything":
        drawn.append(os.path.join(folder, f"league-{view}.svg"))
        maek("render", league().write(folder, "league.json"), "-r", os.path.join(ROOT, "tests", "pictures", "league"),
             "--view", view, "-o", drawn[-1])
    node("labels.mjs", *drawn, where="browser")
    node("explorer.mjs", page, os.path.join(ROOT, "rules"), where="browser")
