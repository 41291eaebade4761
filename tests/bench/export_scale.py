"""Exports of a large graph: the peak memory and time of each format, against that of reading the graph alone, and what the
readers of GraphML, CSV and JSON make of it. Not a test: it takes minutes.

usage: tests/bench/export_scale.py [NODES]      (200000; MAEK is the program, build/maek)
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import time
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, check

NODES = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
AT = {"rule": "bench/made", "at": "bench/made.yaml:1"}
FORMATS = ["json", "jsonl", "graphml", "cyjs", "nquads", "mermaid", "csv", "csv --neo4j", "dot"]
READERS = {  # each prints nodes and edges
    "networkx, graph.json": "import json, networkx; d = json.load(open('graph.json', encoding='utf-8')); "
                            "g = networkx.node_link_graph({**d, 'links': d['edges']})",
    "networkx, GraphML": "import networkx; g = networkx.read_graphml('graphml', force_multigraph=True)",
    "igraph, GraphML": "import igraph; g = igraph.Graph.Read_GraphML('graphml'); print(g.vcount(), g.ecount()); raise SystemExit",
    "pandas, CSV": "import pandas; r = lambda n: pandas.read_csv('csv/' + n + '.csv', keep_default_na=False, low_memory=False); "
                   "n, e, m, v = map(r, ('nodes', 'edges', 'mentions', 'evidence')); print(len(n), len(e)); raise SystemExit",
}


def write_graph(path):
    """Nodes with three mentions each and two edges a node, in documents of some hundred nodes; a few hubs."""
    chance = random.Random(1)
    syllables = "가나다라마바사아자차카타파하고노도로모보소오조초"

    def place(text, document):
        start = chance.randrange(5000)
        return {"doc": document, "sentence": start // 60, "text": text, "byte": [3 * start, 3 * (start + len(text))],
                "cp": [start, start + len(text)], **AT}

    def lines(key, items, end):
        file.write(f',\n"{key}":[')
        for number, item in enumerate(items):
            file.write((",\n" if number else "\n") + json.dumps(item, ensure_ascii=False))
        file.write("]" + end)

    names = ["".join(chance.choices(syllables, k=5)) + f" {number}" for number in range(NODES)]
    ids = [f"{('Person', 'Organization', 'Model')[number % 3]}/{name}" for number, name in enumerate(names)]
    documents = [f"{number:08}" for number in range(NODES // 300 + 1)]
    document = lambda number: documents[number // 300]

    def node(number):
        name = names[number]
        return {"id": ids[number], "type": ids[number].split("/")[0], "label": name, "aliases": [name + "사"],
                "properties": {"parameters": [number]} if number % 3 == 2 else {}, "merged": [],
                "mentions": [place(name, document(number)) for _ in range(3)]}

    def edge(number):
        source, target = number // 2, number % 50 if number % 2 else (number * 7 + 1) % NODES
        text = f"{names[source]}은(는) {names[target]}와 손을 잡았다고 어제 밝혔다."
        return {"id": f"{ids[source]}|r{number % 2}|{ids[target]}", "source": ids[source], "target": ids[target], "key": f"r{number % 2}",
                "type": f"r{number % 2}", "properties": {}, "confidence": 0.9,
                "evidence": [{**place(text, document(source)), "roles": {"who": [0, 5], "whom": [8, 13]}}]}

    with open(path, "w", encoding="utf-8") as file:
        file.write('{"format":"maek-graph","version":1,"directed":true,"multigraph":true,\n'
                   '"graph":{"generator":{"name":"maek","version":"0"},"rules":[]}')
        lines("documents", ({"id": name, "sha256": "0" * 64, "title": "Made"} for name in documents), "")
        lines("nodes", map(node, range(NODES)), "")
        lines("edges", map(edge, range(2 * NODES)), "}\n")


def measure(command, folder, code=0):
    """Seconds and peak MiB of a command."""
    start = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = child.stdout.read(), child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    check(child.returncode == code, f"{command}: {child.returncode} {err.decode()}")
    return out.decode(), time.monotonic() - start, usage.ru_maxrss / 1024


def size_of(path):
    return sum(os.path.getsize(os.path.join(path, name)) for name in os.listdir(path)) if os.path.isdir(path) else os.path.getsize(path)


with tempfile.TemporaryDirectory() as folder:
    graph, maek = os.path.join(folder, "graph.json"), os.path.abspath(MAEK)
    write_graph(graph)
    print(f"{NODES} nodes, {2 * NODES} edges, {NODES * 3} mentions: graph.json of {size_of(graph) / 2**20:.0f} MiB")
    # a picture of so many nodes is refused as soon as the graph has been read
    _, seconds, alone = measure([maek, "render", graph], folder, code=3)
    print(f"{'reading alone':24}{seconds:8.1f} s{alone:8.0f} MiB")
    for format in FORMATS:
        to = format.replace(" --", "-")
        _, seconds, peak = measure([maek, "export", "-f", *format.split(), "-o", to, graph], folder)
        print(f"{format:24}{seconds:8.1f} s{peak:8.0f} MiB{peak / alone:7.2f} times{size_of(os.path.join(folder, to)) / 2**20:8.0f} MiB written")
    for name, program in READERS.items():
        out, seconds, peak = measure(["/usr/bin/python3", "-c", program + "\nprint(g.number_of_nodes(), g.number_of_edges())"], folder)
        check(out.split() == [str(NODES), str(2 * NODES)], f"{name}: {out}")
        print(f"{name:24}{seconds:8.1f} s{peak:8.0f} MiB")
