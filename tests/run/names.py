"""Names with markup, escapes, emoji and of 200 syllables come out of every writer as they are, and no writer's output is
broken by them."""
import json
import os
import re
import sys
import tempfile
import unicodedata
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from graphs import Graph, strings
from maektest import ROOT, check, maek
from odd import NAMES, UNSEEN, write_pack, write_texts
from svg import Svg

LEAGUE = os.path.join(ROOT, "tests", "pictures", "league")


def plain(text):
    return re.sub(r"[\s\u00a0]+", " ", text).strip()


def league_of(names):
    """A club each, with a stadium and a player of the same name; ids are plain."""
    graph = Graph()
    cup = graph.node("League", names[0], id="cup")
    for index, name in enumerate(names):
        club = graph.node("Club", name, id=f"club {index}", aliases=["also " + name])
        graph.edge(club, "plays_in", cup)
        graph.edge(graph.node("Player", name, id=f"player {index}"), "plays_for", club, number=[name])
        graph.edge(club, "owns", graph.node("Stadium", name, id=f"stadium {index}"))
    return graph


def drawn(folder, names):
    path = league_of(names).write(folder, "names.json")
    for view in "clubs", "panels", "everything":
        out, err = maek("render", path, "-r", LEAGUE, "--view", view)
        svg = Svg(out)
        check(not err, f"{view}: {err}")
        texts = plain(" ".join(svg.texts()))
        for name in names:
            check(texts.count(plain(name)) >= 3, f"{view}: {name!r} is not shown as it is")
        tips = [plain(tip) for tip in svg.tooltips() if tip]
        for name in names:
            check(any(plain(name)[:190] in tip for tip in tips), f"{view}: {name!r} is not in a tooltip as it is")


def seen(text):
    """What a picture shows of a name: no controls, no byte order mark; U+2060 may stand behind a backslash."""
    return plain(re.sub("[\0-\x1f\x7f\ufffe\uffff\ufeff\u2060]", "", text))


def hostile(folder):
    """The strings as names, some at a time: a picture of all of them would be too large."""
    names = strings()
    for start in range(0, len(names), 42):
        some = names[start:start + 42]
        path = league_of(some).write(folder, "hostile.json")
        for view in "clubs", "everything":
            svg = Svg(maek("render", path, "-r", LEAGUE, "--view", view)[0])
            texts, tips = seen(" ".join(svg.texts())), [seen(tip) for tip in svg.tooltips() if tip]
            for name in some:
                check(len(name) > 30 or "\n" in name or texts.count(seen(name)) >= 3, f"{view}: {name!r} is not shown as it is")
                check(any(seen(name)[:190] in tip for tip in tips), f"{view}: {name!r} is not in a tooltip as it is")


def unseen(folder):
    for name in UNSEEN:
        path = league_of([name]).write(folder, "unseen.json")
        for view in "clubs", "panels", "everything":
            svg = Svg(maek("render", path, "-r", LEAGUE, "--view", view)[0])
            check(len(svg.of_class("Club")) == 1, f"{view}: a club without a visible name is not drawn")


def kept(folder):
    path = league_of(NAMES + UNSEEN).write(folder, "all.json")
    again = json.loads(maek("export", "-f", "json", path)[0])
    check([node["label"] for node in again["nodes"] if node["type"] == "Club"] == NAMES + UNSEEN, "JSON changes names")


def broken(folder):
    path = league_of(["name"]).write(folder, "bad.json")
    text = open(path, "rb").read().replace(b"name", b"na\xff\xc3me")
    open(path, "wb").write(text)
    for command in ("render", path), ("export", path):
        out, err = maek(*command, code=3)
        check("unable to decode byte 0xff" in err and "bad.json:1" in err and not out, f"invalid UTF-8: {err}")


def through_all(folder):
    """Out of texts by rules: facts, graph, pictures and pages."""
    pack, texts, out = write_pack(os.path.join(folder, "odd")), write_texts(os.path.join(folder, "texts")), os.path.join(folder, "out")
    _, err = maek("run", "-r", pack, "-o", out, texts)
    graph = json.load(open(os.path.join(out, "graph.json"), encoding="utf-8"))
    found = sorted(node["label"] for node in graph["nodes"])
    check(found == sorted(NAMES), f"names that came out: {found}")
    whole = [pair for pair in zip(NAMES, NAMES[1:] + NAMES[:1]) if not re.search("[!?]", "".join(pair))]  # sentences end at these
    ids = {node["id"]: node["label"] for node in graph["nodes"]}
    found = {(ids[edge["source"]], ids[edge["target"]]) for edge in graph["edges"]}
    check(found >= set(whole), f"relations that did not come out: {set(whole) - found}")
    svg = Svg(maek("render", os.path.join(out, "graph.json"), "-r", pack)[0])
    texts = plain(" ".join(svg.texts()))
    for name in NAMES:
        check(plain(name) in texts, f"{name!r} is not in the picture of everything")
    check("물건 & <것>" in texts, "the label of the type")
    pages = [os.path.join(out, "index.html")] + [os.path.join(out, "pages", name) for name in os.listdir(os.path.join(out, "pages"))]
    check(len(pages) == 3, f"pages: {pages}")
    for page in pages:
        text = open(page, encoding="utf-8").read()
        check(text.count("<script") == 2 and text.count("</script>") == 2 and "<img" not in text, f"{page}: markup of a name is markup")


with tempfile.TemporaryDirectory() as folder:
    drawn(folder, NAMES + ["&amp;", unicodedata.normalize("NFD", "한글이름")])
    hostile(folder)
    unseen(folder)
    kept(folder)
    broken(folder)
    through_all(folder)
