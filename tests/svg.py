"""What is drawn in an SVG of Graphviz."""
import xml.etree.ElementTree as tree

SPACE = "{http://www.w3.org/2000/svg}"
ORIGIN = "{http://www.w3.org/1999/xlink}"


class Svg:
    def __init__(self, text):
        self.root = tree.fromstring(text)
        self.elements = [(element.get("id"), element.get("class", "").split(), element) for element in self.root.iter(SPACE + "g")]
        self.ids = [id for id, _, _ in self.elements if id]

    def of_class(self, *classes):
        return [element for _, own, element in self.elements if set(classes) <= set(own)]

    def texts(self, element=None):
        found = (self.root if element is None else element).iter(SPACE + "text")
        return ["".join(text.itertext()).replace("\u00a0", " ").strip() for text in found]

    def tooltips(self):
        return [link.get(ORIGIN + "title") for link in self.root.iter(SPACE + "a")]

    def size(self):
        """Width and height in points."""
        return tuple(float(self.root.get(side).removesuffix("pt")) for side in ("width", "height"))

    def filled(self, color):
        """The widths of the rectangles filled with a colour, from top to bottom."""
        found = []
        for polygon in self.root.iter(SPACE + "polygon"):
            if polygon.get("fill", "").lower() == color.lower():
                x, y = zip(*(map(float, point.split(",")) for point in polygon.get("points").split()))
                found.append((min(y), max(x) - min(x)))
        return [width for _, width in sorted(found)]

    def radii(self, element):
        ellipse = next(element.iter(SPACE + "ellipse"))
        return float(ellipse.get("rx")), float(ellipse.get("ry"))


