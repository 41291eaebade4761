"""Graphs made by hand, as graph.json has them."""
import json
import os

RULE = {"rule": "hand/made", "at": "hand/made.yaml:1"}
DOCUMENT = {"id": "d", "sha256": "0" * 64, "title": "Made by hand"}


class Graph:
    """Nodes are mentioned in the order in which they are added, unless `at` says where. An id may be given, so that two
    nodes can have one label."""

    def __init__(self):
        self.nodes, self.edges, self.documents = [], [], [DOCUMENT]

    def node(self, type, label, id=None, value=None, aliases=(), at=None):
        place = at if at is not None else 1000 + 10 * len(self.nodes)
        node = {"id": id or f"{type}/{label}", "type": type, "label": label, "aliases": list(aliases), "properties": {},
                "merged": [], "mentions": [self.mention(label, place)] + [self.mention(alias, place + 5) for alias in aliases]}
        if value is not None:
            node["value"] = value
        self.nodes.append(node)
        return node["id"]

    @staticmethod
    def mention(text, at):
        return {"doc": "d", "sentence": 0, "text": text, "byte": [at, at + 1], "cp": [at, at + 1], **RULE}

    def edge(self, source, type, target, **properties):
        self.edges.append({"id": f"{source}|{type}|{target}", "key": type, "source": source, "target": target, "type": type,
                           "confidence": 1, "properties": {key: list(texts) for key, texts in properties.items()},
                           "evidence": [{**self.mention("said", 0), "roles": {}}]})

    def write(self, folder, name="graph.json"):
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"format": "maek-graph", "version": 1, "directed": True, "multigraph": True, "graph": {"rules": []},
                       "documents": self.documents, "nodes": self.nodes, "edges": self.edges}, file, ensure_ascii=False)
        return path


def cloud(count):
    """A graph of `count` nodes and about as many edges, with a few hubs."""
    graph = Graph()
    ids = [graph.node("Thing", f"thing {index}") for index in range(count)]
    for index in range(1, count):
        graph.edge(ids[index], "near", ids[index * 7 % (index // 5 + 1)])
    return graph


def hostile():
    """Names, texts, types and property names that mean something to a format of their own: markup, separators, line
    ends, escapes, control characters, emoji, decomposed letters; a label that is empty; parallel edges."""
    graph = Graph()
    names = ['"', "a,b;c\td", "'single' \"double\"", "two\nlines\r\nthree", "<b>&amp;</b> & ]]>", "\\ back\\n", "1. list", "- dash", "+ plus",
             "# hash #35; %20 ?", "`code` **bold** _it_ $$x$$", "end", "[x](y) {z} |p|", "NA", "null", "=1+1", "-1", " blanks ", "",
             "😀👩\u200d👩\u200d👧", "\u1112\u1161\u11ab\u1100\u1173\u11af", "한글, \"따옴표\"", "\u202eright\u202c", "ctl\x01\x1f\x7f", "\ufffe\uffff\u2028\u0085",
             "fa:fa-car", "n0:::c1 --> n2", "@startuml", "<script>alert(1)</script>", "x" * 500]
    ids = [graph.node(f"Kind {index % 3}", name, id=f"Kind {index % 3}/{name}", aliases=sorted({name + "!", "별명 <" + name + ">"}))
           for index, name in enumerate(names)]
    number = graph.node("Number", "9007199254740991", value=9007199254740991)
    for index, id in enumerate(ids):
        graph.nodes[index]["properties"] = {"no:te": sorted({names[index], names[-index]}), "many": [index, index + 1]} if index % 2 else {}
        graph.edge(id, "is <as> \"good\" as", ids[(index + 1) % len(ids)], **{"how, much": [names[index]]})
        graph.edge(id, "has", number)
    graph.edge(ids[0], "near", ids[1])
    for edge, name in zip(graph.edges, names[:12]):
        edge["evidence"][0]["text"] = name
        edge["evidence"][0]["roles"] = {"one": [1, 2], "mány<": [[1, 2], [3, 4]]}
    graph.edges[0]["evidence"][0]["inferred"] = [RULE, {**RULE, "rule": "hand/other"}]
    graph.nodes[3]["merged"] = [{"alias": "별명, \"<", "by": "hand/made"}]
    return graph


def strings():
    """Each of hostile/strings.json; `[text, times]` there is a text so often."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "hostile", "strings.json"), encoding="ascii") as file:
        return [text if isinstance(text, str) else text[0] * text[1] for group in json.load(file).values() for text in group]


def of_strings(texts):
    """A document for each text, which is its title and address and part of its id, and a node there with the text as label,
    alias, property and part of its id; each node beside the next, and the sentence that says so is the text."""
    graph = Graph()
    graph.documents = [{"id": f"{index}/{text}", "sha256": f"{index:064x}", "title": text, "url": text} for index, text in enumerate(texts)]
    ids = [graph.node(f"Kind {index % 3}", text, id=f"{index}/{text}", aliases=[text + "!"]) for index, text in enumerate(texts)]
    for index, (text, id, document) in enumerate(zip(texts, ids, graph.documents)):
        graph.edge(id, "beside", ids[(index + 1) % len(ids)], said=[text])
        graph.nodes[index]["properties"] = {"note": [text]}
        graph.edges[index]["evidence"][0]["text"] = text
        for mention in graph.nodes[index]["mentions"] + graph.edges[index]["evidence"]:
            mention["doc"] = document["id"]
    return graph


def league():
    """The world of the pack pictures/league: three clubs in order of mention, Red with two stadiums, 청룡 with one of them,
    Last with nothing; a host; what belongs to no club."""
    graph = Graph()
    blue, last = graph.node("Club", "청룡", at=20, aliases=["BD", "BD FC"]), graph.node("Club", "Last", at=30)
    red, host = graph.node("Club", "Red & <Sons>", at=10), graph.node("Club", "Host", at=40)
    graph.node("League", "Other League", at=1)
    cup = graph.node("League", "The League", at=2)
    kim, boss = graph.node("Player", "김"), graph.node("Player", "Boss")
    small, big = graph.node("Stadium", "Small"), graph.node("Stadium", "Big")
    thousands, most = graph.node("Seats", "6,000", value=6000), graph.node("Seats", "60,000", value=60000)
    graph.node("Club", "Nobody")
    graph.node("Player", "Nobody")
    for club in (blue, last, red):
        graph.edge(club, "plays_in", cup)
    graph.edge(host, "runs", cup)
    graph.edge(boss, "plays_for", host)
    graph.edge(kim, "plays_for", red, number=["captain", "team captain"])
    graph.edge(red, "owns", small)
    graph.edge(red, "owns", big)
    graph.edge(blue, "owns", big)
    graph.edge(small, "seats", thousands)
    graph.edge(big, "seats", most)
    return graph
