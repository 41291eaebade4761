# release only
"""Views as DOT, to the byte, and as SVG in structure and proportion. `--update` writes tests/pictures/golden/ anew."""
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from graphs import league
from maektest import ROOT, RULES, check, maek
from svg import Svg

PICTURES = os.path.join(ROOT, "tests", "pictures")
TEAMS, LEAGUE = os.path.join(PICTURES, "teams.json"), os.path.join(PICTURES, "league")
SIZE = {"light": "#84206a", "dark": "#f7b0da"}  # what values are drawn in
MISSING = "기사에 언급 없음"


def golden(name, graph, *arguments):
    fresh, _ = maek("export", graph, *arguments)
    path = os.path.join(PICTURES, "golden", name + ".dot")
    if "--update" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write(fresh)
    check(open(path, encoding="utf-8").read() == fresh,
          f"{name} differs from {path}; look at the difference, and `python3 tests/run/pictures.py --update` keeps it")


def goldens(folder):
    for theme in "light", "dark":
        for view in "teams", "network", "poster", "everything":
            golden(f"{view}-{theme}", TEAMS, "-r", RULES, "--view", view, "--theme", theme)
    golden("teams-ko", TEAMS, "-r", RULES, "--view", "teams", "--units", "ko")
    graph = league().write(folder)
    for view in "clubs", "panels", "everything":
        golden(f"league-{view}", graph, "-r", LEAGUE, "--view", view)
    golden("league-bare", graph)


def draw(graph, *arguments, rules=RULES):
    """Graphviz has nothing to say, or it would be an error."""
    out, err = maek("render", graph, "-r", rules, *arguments)
    check(not err, f"messages of {arguments}: {err}")
    return Svg(out)


def count(svg, wanted, view):
    for classes, number in wanted.items():
        found = len(svg.of_class(*classes.split()))
        check(found == number, f"{view}: {found} of '{classes}', wanted {number}")
    check(len(svg.ids) == len(set(svg.ids)), f"{view}: an id stands twice")
    for id, classes, _ in svg.elements:
        check(id is None or id.startswith("a_") or classes, f"{view}: {id} has no class")


def people_of(svg, team):
    card = next(card for card in svg.of_class("row") if any(team in text.split("■")[0] for text in svg.texts(card)))
    return len([one for one in card.iter() if "Person" in one.get("class", "").split()])


def structures(graph, data):
    for theme in "light", "dark":
        how = "--theme", theme
        teams, poster = draw(graph, "--view", "teams", *how), draw(graph, "--view", "poster", *how)
        for view, svg in ("teams", teams), ("poster", poster):
            count(svg, {"row": 5, "cell Model": 6, "cell ParameterCount": 4, "cell unknown": 2}, view)
            executives = sum(people_of(svg, team) for team in ("네이버클라우드", "업스테이지", "SK텔레콤", "NC AI", "LG AI연구원"))
            check(executives == 7 and people_of(svg, "LG AI연구원") == 3, f"{view}: {executives} executives")
        check(teams.texts().count(MISSING) == 2, "teams: a model without a size is not said to have none")
        count(draw(graph, "--view", "network", *how),
              {"cluster": 5, "node row": 5, "node Model": 6, "node ParameterCount": 4, "node unknown": 2,
               "edge develops": 6, "edge participates_in": 5, "edge hosts": 2, "edge has_parameters": 4}, "network")
        count(draw(graph, "--view", "everything", *how), {"node": len(data["nodes"]), "edge": len(data["edges"])}, "everything")
    width, _ = teams.size()
    check(width * 96 / 72 <= 1000, f"teams: {width} points are more than 1,000 pixels")
    smallest = min(float(text.get("font-size")) for text in teams.root.iter() if text.get("font-size"))
    check(smallest * 900 / width >= 9, f"teams: text of {smallest * 900 / width:.1f} pixels at a width of 900")


def left_out(svg, data, labels):
    """The line at the bottom names what is not drawn, by type, with numbers."""
    drawn = {int(id[1:].split("-")[0]) for id in svg.ids if id[0] == "n" and id[1:2].isdigit()}
    missing = {}
    for index, node in enumerate(data["nodes"]):
        if index not in drawn:
            missing[labels[node["type"]]] = missing.get(labels[node["type"]], 0) + 1
    said = next((text for text in svg.texts() if text.startswith("그림에 없는 것: ")), "그림에 없는 것: ")
    said = dict(part.rsplit(" ", 1) for part in said.removeprefix("그림에 없는 것: ").split(", ") if part)
    check(said == {label: str(number) for label, number in missing.items()}, f"left out: {said}, wanted {missing}")


def proportions(graph, data):
    """Bars of all models from top to bottom, and bubbles."""
    values = {node["label"]: node["value"] for node in data["nodes"] if "value" in node}
    greatest = max(values.values())
    for view in "teams", "poster":
        svg = draw(graph, "--view", view)
        bars, said = svg.filled(SIZE["light"]), [link for link in svg.tooltips() if link and link.endswith(")") and ": " in link]
        wanted = [int(link.rsplit("(", 1)[1][:-1]) for link in said]
        legend = 20
        check(sorted(bars, reverse=True)[0] > 80 and legend in bars, f"{view}: bars {bars}")
        bars = sorted(bar for bar in bars if bar != legend)
        whole = bars[-1]
        check(len(bars) == len(wanted) == 4, f"{view}: bars {bars} of {wanted}")
        for bar, value in zip(bars, sorted(wanted)):
            exact = whole * value / greatest
            check(bar == 3 if exact < 3 else abs(bar - exact) <= 0.02 * exact, f"{view}: a bar of {bar} for {value}, wanted {exact}")
    svg = draw(graph, "--view", "network")
    most, _ = svg.radii(max(svg.of_class("node", "ParameterCount"), key=lambda one: svg.radii(one)[0]))
    for bubble in svg.of_class("node", "ParameterCount"):
        width, height = svg.radii(bubble)
        value = int(next(link.get("{http://www.w3.org/1999/xlink}title") for link in bubble.iter() if link.tag.endswith("}a"))
                    .rsplit("(", 1)[1][:-1])
        share = value / greatest
        check(width == height and abs((width / most) ** 2 - share) <= 0.02 * share, f"network: radius {width} for {value}")


def units_and_width(graph):
    check("5000억" in draw(graph, "--view", "teams", "--units", "ko").texts(), "no Korean number")
    check("500B" in draw(graph, "--view", "teams").texts(), "no English number")
    width, _ = draw(graph, "--view", "teams", "--width", "600").size()
    check(width * 96 / 72 == 600, f"{width} points for 600 pixels")


def same_bytes(graph):
    once, again = (maek("render", graph, "-r", RULES, "--view", "teams", env={"LC_ALL": locale})[0] for locale in ("C", "C.UTF-8"))
    check(once == again, "a picture depends on the time or the language")


data = json.load(open(TEAMS, encoding="utf-8"))
seed = os.path.join(ROOT, "out", "graph.json")
seed_data = json.load(open(seed, encoding="utf-8"))
with tempfile.TemporaryDirectory() as folder:
    goldens(folder)
    for graph, of in (TEAMS, data), (seed, seed_data):
        structures(graph, of)
        proportions(graph, of)
    labels = {"Model": "모델", "Organization": "기관", "Person": "인물", "Program": "사업", "ParameterCount": "매개변수"}
    for view in "teams", "poster", "network":
        left_out(draw(TEAMS, "--view", view), data, labels)
    units_and_width(TEAMS)
    same_bytes(TEAMS)
