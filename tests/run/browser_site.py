# release only
"""Pages of several documents in Chromium: odd names and the hostile strings stay text, evidence leads across documents, and a thousand documents have
an index that is small and can be searched."""
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import many
from graphs import strings
from maektest import check, maek, node
from odd import NAMES, write_pack, write_strings, write_texts

with tempfile.TemporaryDirectory() as folder:
    out, names = os.path.join(folder, "odd-out"), os.path.join(folder, "names.json")
    maek("run", "-r", write_pack(os.path.join(folder, "odd")), "-o", out, write_texts(os.path.join(folder, "texts"), 3))
    with open(names, "w", encoding="utf-8") as file:
        json.dump(NAMES, file)
    node("site.mjs", out, names, where="browser")

with tempfile.TemporaryDirectory() as folder:
    pack, documents = many.write(folder, 1000)
    out = os.path.join(folder, "out")
    maek("run", "-r", pack, "-o", out, documents)
    size = os.path.getsize(os.path.join(out, "index.html"))
    check(len(os.listdir(os.path.join(out, "pages"))) == 1000, "a document has no page")
    check(size < 2_000_000, f"the index has {size} bytes")
    graph = json.load(open(os.path.join(out, "graph.json"), encoding="utf-8"))
    shared = next(one for one in graph["nodes"] if one["type"] == "Firm" and len({mention["doc"] for mention in one["mentions"]}) > 5)
    own = next(one for one in graph["nodes"] if one["type"] == "Thing" and len(one["mentions"]) == 1)
    node("many.mjs", out, own["label"], shared["label"], len({mention["doc"] for mention in shared["mentions"]}), where="browser")

with tempfile.TemporaryDirectory() as folder:
    texts, pages = [text for text in strings() if text.strip()], []
    for alone in True, False:
        place = os.path.join(folder, f"alone-{alone}")
        pack, path = write_strings(place, texts, alone)
        maek("run", "-q", "--no-svg", "-r", pack, "-o", place, path)
        maek("export", "-f", "html", "--facts", os.path.join(place, "facts.jsonl"), "-o", place, os.path.join(place, "graph.json"))
        pages.append(os.path.join(place, "index.html"))
    titles = os.path.join(folder, "titles.json")
    with open(titles, "w", encoding="utf-8") as file:
        json.dump(texts, file)
    node("hostile.mjs", *pages, titles, where="browser")
