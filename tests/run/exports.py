# release only
"""Every format is loaded by a reader that others use, and says what graph.json says: the seed, the corpus, hostile names."""
import csv
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import igraph
import networkx
import pandas
import rdflib
from graphs import hostile, of_strings, strings
from maektest import MAEK, ROOT, RULES, check, corpus_files, maek, node
from odd import as_told, write_strings


def same(left, right, what):
    if left == right:
        return
    for key in left if isinstance(left, dict) else range(min(len(left), len(right))):
        if isinstance(left, dict) and key not in right:
            check(False, f"{what}: {key!r} is missing")
        if left[key] != right[key]:
            check(False, f"{what}: {key!r}:\n{left[key]}\n{right[key]}")
    check(False, f"{what}: {len(left)} and {len(right)}")


def parts(graph):
    return {item["id"]: item for item in graph["nodes"]}, {item["id"]: item for item in graph["edges"]}


def printable(text):
    """What XML can hold of a text."""
    return "".join("\ufffd" if ord(c) < 32 and c not in "\t\n\r" else c for c in text)


def properties(row):
    return {name[len("properties."):]: json.loads(value) for name, value in row.items() if name.startswith("properties.") and value}


def graphml(graph, path):
    graph = json.loads(re.sub("[\ufffe\uffff]", "\ufffd", json.dumps(graph, ensure_ascii=False)))
    nodes, edges = parts(graph)
    read = networkx.read_graphml(path, force_multigraph=True)
    found = {}
    for name, data in read.nodes(data=True):
        check(data["mention_count"] == len(json.loads(data["mentions"])), f"graphml: {name}: count of mentions")
        found[name] = {"id": name, "type": data["type"], "label": data.get("label", ""), "properties": properties(data),
                       **{key: json.loads(data[key]) for key in ("aliases", "merged", "mentions")},
                       **{key: data[key] for key in ("value", "overflow") if key in data}}
    same({printable(name): {**item, "id": printable(name), "label": printable(item["label"])} for name, item in nodes.items()},
         found, "networkx, nodes")
    found = {name: {"id": name, "source": source, "target": target, "key": data["type"], "type": data["type"],
                    "properties": properties(data), "confidence": data["confidence"], "evidence": json.loads(data["evidence"])}
             for source, target, name, data in read.edges(keys=True, data=True)}
    same({printable(name): {**item, **{key: printable(item[key]) for key in ("id", "source", "target", "key", "type")}}
          for name, item in edges.items()}, found, "networkx, edges")
    check(json.loads(read.graph["documents"]) == graph["documents"] and json.loads(read.graph["head"]) == graph["graph"],
          "networkx, documents")

    read = igraph.Graph.Read_GraphML(path)
    check(read.is_directed(), "igraph: a directed graph")
    for kind in (read.vs, read.es):  # igraph leaves an ampersand in an id as libxml2 hands it over
        kind["id"] = [id.replace("&#38;", "&") for id in kind["id"]]
    for kind, items in ((read.vs, graph["nodes"]), (read.es, graph["edges"])):
        check(kind["id"] == [printable(item["id"]) for item in items], "igraph, ids")
        check(kind["type"] == [printable(item["type"]) for item in items], "igraph, types")
    check(read.vs["label"] == [printable(item["label"]) for item in graph["nodes"]], "igraph, labels")
    check([json.loads(text) for text in read.vs["mentions"]] == [item["mentions"] for item in graph["nodes"]], "igraph, mentions")
    check(read.es["confidence"] == [item["confidence"] for item in graph["edges"]], "igraph, confidence")
    check([(read.vs[edge.source]["id"], read.vs[edge.target]["id"]) for edge in read.es] ==
          [(printable(item["source"]), printable(item["target"])) for item in graph["edges"]], "igraph, ends")
    check([value for value in read.vs["value"] if value == value] == [item["value"] for item in graph["nodes"] if "value" in item],
          "igraph, values")


def cyjs(graph, path):
    read = json.loads(node("cytoscape.mjs", path))
    same(parts(graph)[0], {item["id"]: item for item in read["nodes"]}, "cytoscape, nodes")
    same(parts(graph)[1], {item["id"]: item for item in read["edges"]}, "cytoscape, edges")
    check(read["ends"] == [[item["source"], item["target"]] for item in graph["edges"]], "cytoscape, ends")
    data = json.load(open(path, encoding="utf-8"))["data"]
    check(data["documents"] == graph["documents"] and data["graph"] == graph["graph"], "cytoscape, documents")


def place(row):
    number = lambda name: int(row[name])
    return {"doc": row["doc"], "sentence": int(row["sentence"]) if row["sentence"] else None, "text": row["text"],
            "byte": [number("byte_start"), number("byte_end")], "cp": [number("cp_start"), number("cp_end")],
            "rule": row["rule"], "at": row["at"]}


def csv_tables(graph, folder):
    tables = {name: pandas.read_csv(os.path.join(folder, name + ".csv"), dtype=str, keep_default_na=False).to_dict("records")
              for name in ("documents", "nodes", "edges", "mentions", "evidence")}
    same(graph["documents"], [{key: value for key, value in row.items() if value or key == "id"} for row in tables["documents"]],
         "pandas, documents")
    nodes = {row["id"]: {"id": row["id"], "type": row["type"], "label": row["label"], "aliases": json.loads(row["aliases"]),
                         "merged": json.loads(row["merged"]), "properties": properties(row), "mentions": [],
                         **({"value": int(row["value"])} if row["value"] else {}),
                         **({"overflow": True} if row["overflow"] else {})} for row in tables["nodes"]}
    for row in tables["mentions"]:
        item = nodes[row["node"]]
        item["mentions"].append({**place(row), **({"type": row["type"]} if row["type"] != item["type"] else {})})
    check(all(int(row["mentions"]) == len(nodes[row["id"]]["mentions"]) for row in tables["nodes"]), "pandas, counts of mentions")
    same(parts(graph)[0], nodes, "pandas, nodes")
    edges = {row["id"]: {**{key: row[key] for key in ("id", "source", "target", "type")}, "key": row["type"],
                         "confidence": float(row["confidence"]), "properties": properties(row), "evidence": []}
             for row in tables["edges"]}
    for row in tables["evidence"]:
        inferred = json.loads(row["inferred"])
        edges[row["edge"]]["evidence"].append({**place(row), "roles": json.loads(row["roles"]),
                                               **({"inferred": inferred} if inferred else {})})
    check(all(int(row["evidence"]) == len(edges[row["id"]]["evidence"]) for row in tables["edges"]), "pandas, counts of evidence")
    same(parts(graph)[1], edges, "pandas, edges")


# `name:TYPE(space)` as the importer's manual has it; lists are of plain types.
FIELD = re.compile(r"(?P<name>[^:]*)(:(?P<type>ID|START_ID|END_ID|LABEL|TYPE|(?P<plain>int|long|double|boolean|string)(?P<list>\[\])?)"
                   r"(\((?P<space>\w+)\))?)?$")
KINDS = {"int": int, "long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__, "string": str, None: str}


def neo4j_rows(path):
    """The rows as Neo4j's importer takes them; columns without a name under their type."""
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    fields = [FIELD.match(name) for name in header]
    check(all(fields), f"{path}: {header}")
    names = [field["name"] or field["type"] for field in fields]
    check(len(set(names)) == len(names), f"{path}: a column twice: {names}")
    for row in rows:
        check(len(row) == len(header), f"{path}: {row}")
        yield {name: [KINDS[field["plain"]](value) for value in text.split("\x1f")] if field["list"] else KINDS[field["plain"]](text)
               for name, field, text in zip(names, fields, row) if text}, {field["type"]: field["space"] for field in fields}


def neo4j(graph, folder):
    tables = {name: list(neo4j_rows(os.path.join(folder, name + ".csv"))) for name in ("documents", "nodes", "edges", "mentions")}
    check(sorted(os.listdir(folder)) == ["documents.csv", "edges.csv", "mentions.csv", "nodes.csv"], "neo4j: files")
    plain = lambda text: text.replace("\x1f", " ")
    nodes, edges = parts(graph)
    check([row["id"] for row, _ in tables["nodes"]] == list(nodes) and tables["nodes"][0][1]["ID"] == "Node", "neo4j, ids")
    for row, _ in tables["nodes"]:
        item = nodes[row["id"]]
        check(row["LABEL"] == item["type"] and row.get("label", "") == item["label"] and row.get("value") == item.get("value") and
              row.get("aliases", []) == [plain(text) for text in item["aliases"]], f"neo4j: {row}")
        for key, values in item["properties"].items():
            check(row[key.replace(":", "_")] == [plain(value) if isinstance(value, str) else value for value in values],
                  f"neo4j: {key} of {row}")
    check([(row["START_ID"], row["TYPE"], row["END_ID"], row["confidence"]) for row, _ in tables["edges"]] ==
          [(item["source"], item["type"], item["target"], item["confidence"]) for item in edges.values()], "neo4j, edges")
    check([row["sentences"] for row, _ in tables["edges"]] ==
          [[plain(piece["text"]) for piece in item["evidence"]] for item in edges.values()], "neo4j, sentences")
    documents = {row["id"] for row, spaces in tables["documents"]}
    check(documents == {item["id"] for item in graph["documents"]}, "neo4j, documents")
    check([(row["START_ID"], row["END_ID"], row.get("text", ""), row["cp_start"]) for row, _ in tables["mentions"]] ==
          [(item["id"], piece["doc"], piece["text"], piece["cp"][0]) for item in nodes.values() for piece in item["mentions"]],
          "neo4j, mentions")


PROV, OA = rdflib.Namespace("http://www.w3.org/ns/prov#"), rdflib.Namespace("http://www.w3.org/ns/oa#")
BASE = "urn:maek:"


def coded(text):
    """An id as it stands in an IRI."""
    return "".join("".join(f"%{byte:02X}" for byte in c.encode()) if c.isspace() or unicodedata.category(c) == "Cc" or c in '<>"{}|^`\\#?\ufffe\uffff' else c for c in text)


def nquads(graph, path):
    lines = open(path, "rb").read().split(b"\n")
    check(lines.pop() == b"" and lines == sorted(set(lines)), "nquads: lines sorted, each once")
    store = rdflib.ConjunctiveGraph()
    store.parse(path, format="nquads")
    check(len(store) == len(lines), f"rdflib: {len(store)} quads of {len(lines)} lines")
    name = lambda kind, id: rdflib.URIRef(BASE + kind + "/" + coded(id))
    value = lambda subject, predicate: (lambda found: found.toPython() if found is not None else None)(store.value(subject, predicate))
    term = lambda subject, word: value(subject, rdflib.URIRef(BASE + "term/" + word))

    def named(subject, kind):
        return {str(predicate)[len(BASE + kind) + 1:]: sorted(item.toPython() for item in store.objects(subject, predicate))
                for predicate in set(store.predicates(subject)) if str(predicate).startswith(BASE + kind + "/")}

    def check_place(subject, piece, what):
        found = {"doc": value(subject, PROV.wasQuotedFrom), "text": value(subject, PROV.value), "sentence": term(subject, "sentence"),
                 "cp": [value(subject, OA.start), value(subject, OA.end)], "at": term(subject, "at"), "rule": term(subject, "rule"),
                 "byte": [term(subject, "byteStart"), term(subject, "byteEnd")]}
        wanted = {**{key: piece[key] for key in found}, "doc": str(name("document", piece["doc"])), "rule": str(name("rule", piece["rule"]))}
        same(wanted, found, what)

    relations = set()
    for item in graph["nodes"]:
        subject = name("node", item["id"])
        check({name("type", item["type"]), PROV.Entity} == set(store.objects(subject, rdflib.RDF.type)), f"rdflib: type of {subject}")
        check(value(subject, rdflib.RDFS.label) == item["label"], f"rdflib: label of {subject}")
        check(sorted(map(str, store.objects(subject, rdflib.SKOS.altLabel))) == item["aliases"], f"rdflib: aliases of {subject}")
        check(term(subject, "value") == item.get("value"), f"rdflib: value of {subject}")
        same({coded(key): sorted(values) for key, values in item["properties"].items()}, named(subject, "property"), f"rdflib: {subject}")
        check(len(list(store.objects(subject, PROV.wasDerivedFrom))) == len(item["mentions"]), f"rdflib: mentions of {subject}")
        for number, piece in enumerate(item["mentions"]):
            check_place(rdflib.URIRef(f"{name('mention', item['id'])}#{number}"), piece, f"rdflib: {subject}")
        check(sorted((value(merge, rdflib.RDFS.label), term(merge, "rule")) for merge in store.subjects(PROV.alternateOf, subject)) ==
              sorted((merge["alias"], str(name("rule", merge["by"]))) for merge in item["merged"]), f"rdflib: merged of {subject}")
    for item in graph["edges"]:
        subject = name("edge", item["id"])
        relations.add((name("node", item["source"]), name("relation", item["type"]), name("node", item["target"]), subject))
        check(float(term(subject, "confidence")) == item["confidence"], f"rdflib: confidence of {subject}")
        same({coded(key): sorted(values) for key, values in item["properties"].items()}, named(subject, "property"), f"rdflib: {subject}")
        check(len(list(store.objects(subject, PROV.wasDerivedFrom))) == len(item["evidence"]), f"rdflib: evidence of {subject}")
        for number, piece in enumerate(item["evidence"]):
            there = rdflib.URIRef(f"{name('evidence', item['id'])}#{number}")
            check_place(there, piece, f"rdflib: {subject}")
            roles = {coded(role): sorted(f"{name('document', piece['doc'])}#char={start},{end}" for start, end in
                                         ([spans] if isinstance(spans[0], int) else spans)) for role, spans in piece["roles"].items()}
            same(roles, named(there, "role"), f"rdflib: roles of {there}")
            check({str(rule) for rule in store.objects(there, rdflib.URIRef(BASE + "term/inferredBy"))} ==
                  {str(name("rule", step["rule"])) for step in piece.get("inferred", [])}, f"rdflib: inferred {there}")
    found = {(*triple, where.identifier) for *triple, where in store.quads() if str(triple[1]).startswith(BASE + "relation/")}
    check(found == relations, f"rdflib: {len(found)} edges, wanted {len(relations)}")
    for item in graph["documents"]:
        meta = {coded(key): [text] for key, text in item.items() if key not in ("id", "sha256")}
        same(meta, named(name("document", item["id"]), "meta"), f"rdflib: {item['id']}")


def jsonl(graph, path):
    kinds = {"graph": [], "document": [], "node": [], "edge": []}
    for line in open(path, encoding="utf-8", newline="\n"):
        item = json.loads(line)
        kinds[item.pop("kind")].append(item)
    check(kinds == {"graph": [graph["graph"]], "document": graph["documents"], "node": graph["nodes"], "edge": graph["edges"]}, "jsonl")


def mermaid(graph, path):
    read = json.loads(node("mermaid.mjs", path))
    # Mermaid itself takes blanks from both ends, a byte order mark is one to it
    blanks = "".join(map(chr, range(33))) + "\x7f\x85\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200b))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
    shown = lambda text: "".join(" " if ord(c) < 32 and c != "\n" or c == "\x7f" else c for c in text).strip(blanks)
    labels = [item["label"].strip(blanks) for item in read["nodes"]]
    same([shown(item["label"]) for item in graph["nodes"]], labels, "mermaid, labels")
    classes = {(item["type"], tuple(there["classes"])) for item, there in zip(graph["nodes"], read["nodes"])}
    check(len(classes) == len({item["type"] for item in graph["nodes"]}), f"mermaid: classes {classes}")
    index = {item["id"]: f"n{number}" for number, item in enumerate(graph["nodes"])}
    same([{"start": index[item["source"]], "end": index[item["target"]], "label": shown(item["type"])} for item in graph["edges"]],
         [{**item, "label": item["label"].strip(blanks)} for item in read["edges"]], "mermaid, edges")


def dot(graph, path):
    program = r'''
        N[index(name, "n") == 0] { printf("N\x02%s\x02%s\x02%s\x01", name, class, tooltip) }
        E { printf("E\x02%s\x02%s\x02%s\x01", tail.name, head.name, class) }'''
    done = subprocess.run(["gvpr", program, path], capture_output=True)
    check(done.returncode == 0 and not done.stderr, f"gvpr: {done.stderr.decode()}")
    # what is shown is written for HTML: without control characters, long names cut; Graphviz's own escapes are kept apart
    def shown(text):
        apart = [c + ("\u2060" if c == "\\" and next and next in "GNETHL\\" else "") for c, next in zip(text, [*text[1:], ""])]
        text = "".join(apart[:200]) + ("…" if len(apart) > 200 else "")
        return re.sub("[\0-\x1f\x7f\ufffe\uffff\ufeff]", "", text)
    found = sorted(tuple(html.unescape(field).replace("\\\\", "\\") for field in item.split("\x02")) for item in done.stdout.decode().split("\x01")[:-1])
    index = {item["id"]: f"n{number}" for number, item in enumerate(graph["nodes"])}
    same(sorted([("N", index[item["id"]], item["type"], shown(item["label"])) for item in graph["nodes"]] +
                 [("E", index[item["source"]], index[item["target"]], item["type"]) for item in graph["edges"]]),
         found, "dot")


FORMATS = {"graphml": graphml, "cyjs": cyjs, "nquads": nquads, "jsonl": jsonl, "mermaid": mermaid, "dot": dot}


def check_graph(path, folder):
    graph, made = json.loads(maek("export", "-f", "json", path)[0]), json.load(open(path, encoding="utf-8"))
    check(graph["nodes"] and all(graph[part] == made[part] for part in ("documents", "nodes", "edges")), f"json differs from {path}")
    for name, reader in FORMATS.items():
        to = os.path.join(folder, "graph." + name)
        maek("export", "-f", name, "-o", to, path)
        reader(graph, to)
        check(maek("export", "-f", name, path)[0].encode() == open(to, "rb").read(), f"{name} differs on standard output")
    maek("export", "-f", "csv", "-o", os.path.join(folder, "tables"), path)
    csv_tables(graph, os.path.join(folder, "tables"))
    maek("export", "-f", "csv", "--neo4j", "-o", os.path.join(folder, "neo4j"), path)
    neo4j(graph, os.path.join(folder, "neo4j"))


with tempfile.TemporaryDirectory() as folder:
    texts = strings()
    told = [text for text in texts if text.strip()]
    check(len(texts) > 400, f"{len(texts)} hostile strings")
    for name, files in (("hostile", hostile()), ("strings", of_strings(texts)), ("told", write_strings(os.path.join(folder, "names"), told, False)),
                        ("seed", [os.path.join(ROOT, "seeds")]), ("corpus", corpus_files())):
        out = os.path.join(folder, name)
        os.mkdir(out)
        if isinstance(files, tuple):
            maek("run", "-q", "--no-svg", "-r", files[0], "-o", out, files[1])
            graph = json.load(open(os.path.join(out, "graph.json"), encoding="utf-8"))
            said = {mention["text"] for item in graph["nodes"] for mention in item["mentions"]}
            missing = [text for text in told if as_told(text) not in said]
            check(not missing, f"a document tells these names, and no mention is: {missing}")
        elif isinstance(files, list):
            maek("run", "-q", "--no-svg", "-r", RULES, "-o", out, *files)
        else:
            files.write(out)
        check_graph(os.path.join(out, "graph.json"), out)
    graph = os.path.join(folder, "seed", "graph.json")
    page = open(os.path.join(ROOT, "docs", "exports.md"), encoding="utf-8").read()
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```$", page, re.S | re.M)
    check(len(blocks) > 5, "docs/exports.md: its blocks")
    for language, code in blocks:
        done = subprocess.run(["bash", "-ec", code] if language == "sh" else [sys.executable, "-c", code], cwd=os.path.dirname(graph),
                              env={**os.environ, "PATH": os.path.dirname(os.path.abspath(MAEK)) + ":" + os.environ["PATH"]},
                              capture_output=True, text=True)
        check(done.returncode == 0 and (language == "sh" or done.stdout.count("Model/") + done.stdout.count("솔라") > 1),
              f"docs/exports.md:\n{code}{done.stdout}{done.stderr}")
    for wrong in (["-f", "csv"], ["-f", "csv", "-o", "-"], ["-f", "json", "--neo4j"], ["-f", "mermaid", "--view", "teams"]):
        maek("export", *wrong, graph, code=2)
    maek("export", "-f", "csv", "-o", graph, graph, code=4)
