"""`maek explain`: one folder a case, with what is said as text and as JSON, to the byte; places, streams, graphs, colours.

Every reason why a rule says nothing has a case. With --update the expected files are written anew; look at what changed.
"""
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import CORPUS, ROOT, RULES, check, maek

CAUSES = {"fired", "types", "literal", "covered", "pattern", "region", "when", "unless", "unless-fact", "overlap", "gone", "topic",
          "antecedent", "signature", "number", "pair", "list", "self", "taken", "premise", "denied", "only", "stated"}
FOLDER = os.path.join(ROOT, "tests", "explain")
PACK = os.path.join(FOLDER, "pack")
update = "--update" in sys.argv


def same(path, found):
    if update:
        open(path, "w", encoding="utf-8").write(found)
    expected = open(path, encoding="utf-8").read()
    check(expected == found, f"{path}: wanted\n{expected}\ngot\n{found}")


def columns(pointer):
    """The text that a pointer points at."""
    return pointer["text"][pointer["column"] - 1:pointer["end_column"] - 1]


def cases():
    causes = set()
    names = sorted(name for name in os.listdir(FOLDER) if os.path.exists(os.path.join(FOLDER, name, "arguments")))
    for name in names:
        case = os.path.join(FOLDER, name)
        arguments = open(os.path.join(case, "arguments"), encoding="utf-8").read().splitlines()
        same(os.path.join(case, "expected"), maek("explain", *arguments, cwd=case)[0])
        text, _ = maek("explain", "-f", "json", *arguments, cwd=case)
        same(os.path.join(case, "expected.json"), text)
        found = json.loads(text)
        source = open(os.path.join(case, "input.txt"), encoding="utf-8").read()
        for sentence in found["sentences"]:
            check(source.splitlines()[sentence["line"] - 1].find(sentence["text"]) >= 0, f"{name}: {sentence}")
        if "rule" in found:
            causes |= {found["rule"]["cause"], *(drop["cause"] for drop in found["rule"]["drops"])}
    check(CAUSES <= causes, f"no case for {CAUSES - causes}")
    return len(names)


def rule(*arguments, **more):
    return json.loads(maek("explain", "-f", "json", "-r", PACK, *arguments, **more)[0])


def places(folder):
    """A file at a line and column, JSONL, standard input, a text."""
    path = os.path.join(folder, "songs.txt")
    open(path, "w", encoding="utf-8").write("파랑새는 봄비를 불렀다. 먹구름은 달밤을 부른다.\n\n세모꼴은 봄비를 골랐다.\n")
    everything = rule(path)["sentences"]
    check([sentence["line"] for sentence in everything] == [1, 1, 3], everything)
    check(rule(path + ":1")["sentences"] == everything[:2], "a line")
    check(rule(path + ":3")["sentences"] == everything[2:], "the last line")
    for column, wanted in ((1, 0), (13, 0), (15, 1), (20, 1)):
        found = rule(f"{path}:1:{column}")["sentences"]
        check(found == everything[wanted:wanted + 1], f"column {column}: {found}")
    check("no text stands in line 2" in maek("explain", "-r", PACK, path + ":2", code=3)[1], "an empty line")
    check("no text stands in line 9" in maek("explain", "-r", PACK, path + ":9", code=3)[1], "a line too far")
    check(rule("--rule", "plays", path + ":3")["rule"]["cause"] == "pattern", "the rule in line 3")
    check(rule("--rule", "bands/plays", path)["rule"]["hits"] == 2, "the rule in the file")
    text = open(path, "rb").read()
    check(rule("-", stdin=text)["sentences"] == everything, "standard input")
    check(rule(text.decode())["sentences"] == everything, "a text")
    lines = os.path.join(folder, "songs.jsonl")
    open(lines, "w", encoding="utf-8").write("".join(json.dumps({"id": name, "text": name + "는 봄비를 불렀다."}) + "\n"
                                                     for name in ("파랑새", "나그네")))
    check(rule(lines + ":1")["document"] == "파랑새" and rule(lines + ":2")["document"] == "나그네", "a line of JSONL")
    maek("explain", "-r", PACK, lines + ":3", code=3)
    # the columns count code points, and point at the very words
    found = rule("--rule", "plays", "먹구름이 달밤을 골랐다.")["rule"]["furthest"]
    check(columns(found["yaml"]) == "{verb.sung}" and columns(found["text"]) == "골", found)
    found = rule("--rule", "plays", "어제 먹구름이 달밤을 불렀다.")["rule"]["drops"][0]
    check(columns(found["text"]) == "어제 ‹Band:먹구름›" and columns(found["yaml"]) == "(?:어제|그제)\\s{Band:band}", found)


def usage():
    _, err = maek("explain", "-r", PACK, "--rule", "bands/playz", "봄비", code=2)
    check("did you mean 'bands/plays'" in err, err)
    check("--format is text or json" in maek("explain", "-r", PACK, "-f", "xml", "봄비", code=2)[1], "-f xml")
    check("no rules given" in maek("explain", "봄비", code=2)[1], "without rules")
    out, _ = maek("explain", "-r", PACK, "-v", "--rule", "plays", "파랑새는 봄비를 불렀다.", env={"NO_COLOR": ""})
    check("\x1b" not in out, "colours without a terminal")
    check("fired" in out and "line 1: 파랑새는" in out, "-v shows the sentences as well")


def graphs(folder):
    """Nodes and edges of the graph of a case with a derived fact and merged names."""
    out = os.path.join(folder, "out")
    text = os.path.join(folder, "news.txt")
    open(text, "w", encoding="utf-8").write("파랑새악단은 봄비를 불렀다. 봄비를 300 명 들었다. 파랑새는 떴다.\n")
    maek("run", "-q", "--no-svg", "-r", PACK, "-o", out, text)
    graph = os.path.join(out, "graph.json")
    whole = json.load(open(graph, encoding="utf-8"))
    node, _ = maek("explain", "--node", "Band/파랑새", graph)
    for part in ("also called\n  파랑새악단  as in news, by bands/names.yaml", "mentioned 2 times", "news, sentence 1  Band(파랑새악단)  bands/names.yaml bands/names.yaml:"):
        check(part in node, f"{part!r} is not in\n{node}")
    check(maek("explain", "--node", "파랑새악단", graph)[0] == node, "by an alias")
    edge, _ = maek("explain", "--edge", "Band/파랑새|covers|Song/봄비", graph)
    for part in ("evidence: 2", "  derived by bands/covered-too bands/rules.yaml:59", "    └ said by bands/plays bands/rules.yaml:2\n      news, sentence 1: 파랑새악단은 봄비를 불렀다."):
        check(part in edge, f"{part!r} is not in\n{edge}")
    check(maek("explain", "--edge", "파랑새악단|covers|봄비", graph)[0] == edge, "by names")
    check("did you mean 'Band/파랑새'" in maek("explain", "--node", "Band/파랑", graph, code=3)[1], "the nearest node")
    maek("explain", "--edge", "Band/파랑새|plays|Song/달밤", graph, code=3)
    for found in whole["nodes"]:
        told = json.loads(maek("explain", "-f", "json", "--node", found["id"], graph)[0])
        check([(m["document"], m["cp"], m["rule"], m["at"]) for m in told["mentions"]] ==
              [(m["doc"], m["cp"], m["rule"], m["at"]) for m in found["mentions"]], told)
        check(told["aliases"] == found["aliases"], told)
    for found in whole["edges"]:
        told = json.loads(maek("explain", "-f", "json", "--edge", f"{found['source']}|{found['type']}|{found['target']}", graph)[0])
        check([(e["document"], e["text"], e["rule"], e["at"], [step["rule"] for step in e["steps"]]) for e in told["evidence"]] ==
              [(e["doc"], e["text"], e["rule"], e["at"], [step["rule"] for step in e.get("inferred", [])]) for e in found["evidence"]],
              told)


def corpus():
    """The mentions and facts of an explanation are those of the facts."""
    path = os.path.join(CORPUS, "d03.txt")
    facts = json.loads(maek("extract", "-q", "-r", RULES, path)[0].splitlines()[0])
    found = json.loads(maek("explain", "-f", "json", "-r", RULES, path)[0])
    check(len(found["sentences"]) == len(facts["sentences"]), "sentences")
    told = {(tuple(item["cp"]), item["rule"]) for sentence in found["sentences"] for item in sentence["mentions"]}
    for mention in facts["mentions"]:
        check((tuple(mention["cp"]), mention["rule"]) in told, mention)


count = cases()
with tempfile.TemporaryDirectory() as temporary:
    places(temporary)
    graphs(temporary)
usage()
corpus()
print(count, "cases")
