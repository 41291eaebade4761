# release only
"""graph.json loads in networkx, pandas and igraph, with its counts, ids, attributes and text spans."""
import json
import os
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import igraph
import networkx
import pandas
from maektest import ROOT, check

data = json.load(open(os.path.join(ROOT, "out", "graph.json"), encoding="utf-8"))
facts = json.loads(open(os.path.join(ROOT, "out", "facts.jsonl"), encoding="utf-8").readline())

data.setdefault("links", data["edges"])
graph = networkx.node_link_graph(data)
check(isinstance(graph, networkx.MultiDiGraph), "not a directed multigraph")
check(graph.number_of_nodes() == len(data["nodes"]) and graph.number_of_edges() == len(data["edges"]), "networkx: counts")
check(graph.nodes["Model/A.X K1"]["properties"]["parameters"] == [500000000000], "networkx: the size of A.X K1")
check(graph["Organization/SK텔레콤"]["Model/A.X K1"]["develops"]["confidence"] > 0, "networkx: the edge by its key")

nodes, edges = pandas.DataFrame(data["nodes"]), pandas.DataFrame(data["edges"])
check(set(edges["source"]) | set(edges["target"]) <= set(nodes["id"]), "pandas: an edge without its node")
check(nodes["id"].is_unique and edges["id"].is_unique, "pandas: ids")
check((nodes[nodes.type == "ParameterCount"]["value"] > 0).all(), "pandas: values")

plain = igraph.Graph(directed=True)
plain.add_vertices([node["id"] for node in data["nodes"]], {"label": [node["label"] for node in data["nodes"]]})
plain.add_edges([(edge["source"], edge["target"]) for edge in data["edges"]])
check(plain.vcount() == len(data["nodes"]) and plain.ecount() == len(data["edges"]), "igraph: counts")

for node in data["nodes"]:
    for mention in node["mentions"]:
        start, end = mention["cp"]
        check(facts["text"][start:end] == mention["text"], f"span of {node['id']}")
for edge in data["edges"]:
    for evidence in edge["evidence"]:
        start, end = evidence["cp"]
        check(facts["text"][start:end] == evidence["text"], f"span of {edge['id']}")
        check(os.path.exists(os.path.join(ROOT, "rules", evidence["at"].rsplit(":", 1)[0])), evidence["at"])
