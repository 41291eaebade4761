"""How long pictures and pages take; prints figures, fails at nothing. `python3 tests/bench/pictures.py`"""
import os
import sys
import tempfile
import time
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from graphs import cloud
from maektest import ROOT, RULES, maek, node

ROUNDS = 5


def fastest(*arguments, code=0):
    def once():
        start = time.perf_counter()
        maek(*arguments, code=code)
        return time.perf_counter() - start
    return min(once() for _ in range(ROUNDS))


with tempfile.TemporaryDirectory() as folder:
    maek("run", "-r", RULES, "-o", folder, os.path.join(ROOT, "seeds"))
    page, seed = os.path.join(folder, "index.html"), os.path.join(folder, "graph.json")
    for view in "teams", "network", "poster", "everything":
        print(f"seed, {view} as SVG: {fastest('render', seed, '-r', RULES, '--view', view):.3f} s")
    for count in 150, 500, 2000:
        print(f"{count} nodes as SVG: {fastest('render', cloud(count).write(folder)):.3f} s")
    many = cloud(5000).write(folder)
    print(f"5000 nodes refused: {fastest('render', many, code=3):.3f} s; forced: {fastest('render', many, '--force'):.3f} s; "
          f"the 100 with most relations: {fastest('render', many, '--top', 100):.3f} s")
    print(f"page of the seed: {os.path.getsize(page)} bytes, loaded in {node('load.mjs', page, ROUNDS, where='browser').strip()} ms")
