# release only
"""The colours that pictures really use: text and lines stand out from what they lie on, and types stay apart for
colour-blind eyes (Machado, Oliveira and Fernandes 2009), also those that nobody styled."""
import itertools
import math
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from graphs import Graph
from maektest import ROOT, RULES, check, maek
from svg import SPACE, Svg

TEXT, LINE, APART = 4.5, 3.0, 12.0
MARKS = set("●■◆━┅?")  # drawn as text, but no words
VISION = {
    "all colours": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(color):
    parts = [int(color[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    light, dark = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (one, other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(color, vision):
    seen = [min(1, max(0, sum(weight * part for weight, part in zip(row, linear(color))))) for row in VISION[vision]]
    rows = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = (sum(weight * part for weight, part in zip(row, seen)) / white for row, white in zip(rows, (0.9505, 1, 1.089)))
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other, vision):
    return math.dist(lab(one, vision), lab(other, vision))


def box(shape):
    if shape.tag == SPACE + "ellipse":
        x, y, width, height = (float(shape.get(key)) for key in ("cx", "cy", "rx", "ry"))
        return x - width, y - height, x + width, y + height
    words = (shape.get("points") or shape.get("d")).replace("M", " ").replace("C", " ").replace("L", " ").split()
    x, y = zip(*(map(float, word.split(",")) for word in words))
    return min(x), min(y), max(x), max(y)


def under(fills, x, y):
    """The colour of what was drawn last at a place."""
    return next(color for color, (left, top, right, bottom) in reversed(fills) if left <= x <= right and top <= y <= bottom)


def is_color(value):
    return value and value.startswith("#")


def check_picture(svg, what):
    fills, texts, lines = [], 0, 0
    nodes = {shape: element for element in svg.of_class("node") + svg.of_class("edge") for shape in element.iter()}
    for element in svg.root.iter():
        if element.tag == SPACE + "text":
            x, y = float(element.get("x")), float(element.get("y"))
            for run in [element, *element]:
                words = (run.text or "").strip()
                if not words:
                    continue
                color, ground = run.get("fill", "#000000"), under(fills, x + 1, y - 2)
                least = LINE if set(words) <= MARKS else TEXT
                texts += 1
                check(contrast(color, ground) >= least, f"{what}: '{words}' {color} on {ground}: {contrast(color, ground):.2f}")
        if element.tag not in (SPACE + "path", SPACE + "polygon", SPACE + "ellipse"):
            continue
        place = box(element)
        if is_color(element.get("stroke")) and element in nodes and fills:
            ground = under(fills, place[0] + 0.5, (place[1] + place[3]) / 2)
            lines += 1
            check(contrast(element.get("stroke"), ground) >= LINE,
                  f"{what}: a line {element.get('stroke')} on {ground}: {contrast(element.get('stroke'), ground):.2f}")
        if is_color(element.get("fill")) and not (element in nodes and "edge" in nodes[element].get("class")):  # arrows meet
            fills.append((element.get("fill"), place))
    check(texts > 10 and lines > 5, f"{what}: {texts} texts, {lines} lines")


def check_apart(svg, types, what):
    """The borders of the types, pair by pair."""
    borders = {}
    for type in types:
        shapes = [shape for node in svg.of_class("node", *type.split()) for shape in node.iter() if is_color(shape.get("stroke"))]
        check(shapes, f"{what}: no {type}")
        borders[type] = shapes[0].get("stroke")
    for vision in VISION:
        for one, other in itertools.combinations(types, 2):
            found = distance(borders[one], borders[other], vision)
            check(found >= APART, f"{what}, {vision}: {one} {borders[one]} and {other} {borders[other]} are {found:.1f} apart")


seed = os.path.join(ROOT, "out", "graph.json")
for theme in "light", "dark":
    drawn = {view: Svg(maek("render", seed, "-r", RULES, "--view", view, "--theme", theme)[0])
             for view in ("teams", "network", "poster", "everything")}
    for view, svg in drawn.items():
        check_picture(svg, f"{view}, {theme}")
    check_apart(drawn["network"], ["row", "Program", "Person", "Model", "ParameterCount"], f"network, {theme}")
    check_apart(drawn["everything"], ["Organization", "Program", "Person", "Model", "ParameterCount"], f"everything, {theme}")
    with tempfile.TemporaryDirectory() as folder:
        graph = Graph()
        ids = [graph.node(f"Type{number}", f"name {number}") for number in range(6)]
        for number in range(6):
            graph.edge(ids[number], f"relation{number}", ids[(number + 1) % 6])
        svg = Svg(maek("render", graph.write(folder), "--theme", theme)[0])
        check_picture(svg, f"unstyled, {theme}")
        check_apart(svg, [f"Type{number}" for number in range(6)], f"unstyled, {theme}")
