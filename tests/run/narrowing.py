"""`maek render` draws less when it is told to, a picture a row, refuses what cannot be read, and says what is missing."""
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from graphs import Graph, cloud, league
from maektest import ROOT, RULES, check, maek, without_korean_fonts
from svg import Svg

LEAGUE = os.path.join(ROOT, "tests", "pictures", "league")


def names(graph, *arguments):
    svg = Svg(maek("render", graph, "-r", LEAGUE, *arguments)[0])
    return sorted(svg.texts(node)[0] for node in svg.of_class("node"))


def less(graph):
    for arguments, wanted in [
        (("--focus", "Last"), ["Last", "The League"]),
        (("--focus", "Club/Last", "--hops", 2), ["Host", "Last", "Red & <Sons>", "The League", "청룡"]),
        (("--focus", "BD FC"), ["Big", "The League", "청룡"]),  # another name
        (("--focus", "Nobody"), ["Nobody", "Nobody"]),  # of two nodes
        (("--select", "type=Seats"), ["60K", "6K"]),
        (("--select", "type=Seats", "--select", "type=Stadium"), ["60K", "6K", "Big", "Small"]),
        (("--top", 2), ["Red & <Sons>", "The League"]),
        (("--focus", "Big", "--hops", 3, "--select", "type=Club", "--select", "type=Stadium"), ["Big", "Red & <Sons>", "Small", "청룡"]),
    ]:
        found = names(graph, *arguments)
        check(found == wanted, f"{arguments}: {found}, wanted {wanted}")
    picture = Svg(maek("render", graph, "-r", LEAGUE, "--top", 2)[0])
    check("그림에 없는 것: 구단 4, 리그 1, 선수 3, 경기장 2, 좌석 2" in picture.texts() or
          "구단 4, 리그 1, 선수 3, 경기장 2, 좌석 2" in picture.texts(), f"what is left out is not said: {picture.texts()}")
    for arguments, code, part in [
        (("--focus", "Nowhere"), 3, "Nowhere"), (("--select", "type=Stadion"), 3, "Stadium"), (("--select", "Club"), 2, "type=TYPE"),
        (("--hops", 2), 2, "--focus"), (("--view", "club"), 3, "clubs"), (("--theme", "blue"), 2, "light or dark"),
        (("--format", "gif"), 2, "svg, png and pdf"), (("--each", "row"), 2, "--view"), (("--view", "broken"), 3, "views.yaml"),
        (("--units", "miles"), 2, "miles"),
    ]:
        out, err = maek("render", graph, "-r", LEAGUE, *arguments, code=code)
        check(part in err and not out, f"{arguments}: {err}")


def each(folder):
    graph = Graph()
    cup = graph.node("League", "Cup")
    for label in ("a/b", "..", "청룡", "x" * 400, "c\\d:*?"):
        graph.edge(graph.node("Club", label), "plays_in", cup)
    where = os.path.join(folder, "each")
    maek("render", graph.write(folder, "each.json"), "-r", LEAGUE, "--view", "clubs", "--each", "row", "-o", where)
    found = sorted(os.listdir(where))
    wanted = ["01-a_b.svg", "02-_..svg", "03-청룡.svg", "04-" + "x" * 150 + ".svg", "05-c_d___.svg"]
    check(found == wanted, f"--each: {found}, wanted {wanted}")
    for name in found:
        svg = Svg(open(os.path.join(where, name), encoding="utf-8").read())
        check(len(svg.of_class("row")) == 1, f"{name}: not one row")
    check("청룡" in Svg(open(os.path.join(where, "03-청룡.svg"), encoding="utf-8").read()).texts(), "the wrong row")
    teams = os.path.join(folder, "teams")
    maek("render", os.path.join(ROOT, "out", "graph.json"), "-r", RULES, "--view", "teams", "--each", "row", "-f", "png", "-o", teams)
    check([name[:3] for name in sorted(os.listdir(teams))] == ["01-", "02-", "03-", "04-", "05-"], "not a picture a team")
    for name in os.listdir(teams):
        check(open(os.path.join(teams, name), "rb").read(8) == b"\x89PNG\r\n\x1a\n", f"{name} is no PNG")
    _, err = maek("render", Graph().write(folder, "none.json"), "-r", LEAGUE, "--view", "clubs", "--each", "row", "-o", where)
    check("no rows" in err, f"no rows: {err}")


def formats(folder, graph):
    for ending, beginning in ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml"):
        path = os.path.join(folder, "picture." + ending)
        maek("render", graph, "-r", LEAGUE, "--view", "clubs", "-o", path)
        check(open(path, "rb").read(4) == beginning[:4], f"{ending}: not its format")


def limits(folder):
    many = cloud(2001).write(folder, "many.json")
    out, err = maek("render", many, code=3)
    check(not out and "2001 nodes" in err and "--focus NAME --hops 2" in err and "--top" in err and "--force" in err, f"the limit: {err}")
    check(len(Svg(maek("render", many, "--force")[0]).of_class("node")) == 2001, "--force leaves nodes out")
    check(len(Svg(maek("render", many, "--top", 50)[0]).of_class("node")) == 50, "--top 50 of many")
    path = os.path.join(folder, "refused.svg")
    maek("render", many, "-o", path, code=3)
    check(not os.path.exists(path), "a picture that was refused is there")


def missing_parts(folder, graph):
    """No font for the language: a warning, and the picture all the same. No Graphviz: a message, and DOT all the same."""
    seed = os.path.join(ROOT, "out", "graph.json")
    out, err = maek("render", seed, "-r", RULES, "--view", "teams", env=without_korean_fonts(folder))
    check("warning[no-font]" in err and "fonts-noto-cjk" in err, f"no font: {err}")
    check("네이버클라우드" in Svg(out).texts() and "Noto Sans CJK KR" in out, "no font: the text is not in the picture")
    _, err = maek("render", seed, "-r", RULES, "--view", "teams")
    check(not err, f"with fonts: {err}")
    nowhere = {"PATH": folder}
    out, err = maek("render", graph, "-r", LEAGUE, code=4, env=nowhere)
    check("graphviz" in err and "DOT can be written" in err and not out, f"no Graphviz: {err}")
    check("digraph" in maek("export", graph, "-r", LEAGUE, env=nowhere)[0], "no DOT without Graphviz")


with tempfile.TemporaryDirectory() as folder:
    graph = league().write(folder)
    less(graph)
    each(folder)
    formats(folder, graph)
    limits(folder)
    missing_parts(folder, graph)
