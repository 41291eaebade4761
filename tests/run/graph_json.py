"""graph.json is read whatever the order of its members and however it is laid out; what is wrong with it is said with its place."""
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from graphs import hostile
from maektest import ROOT, check, maek

BROKEN = {  # text: where and what
    "": ":1:1: error[graph-json]: '{' expected near end of file",
    "[1]": ":1:1: error[graph-json]: '{' expected near '['",
    '{"a":1,}': ":1:8: error[graph-json]: string expected near '}'",
    '{"a":1,\n "a":2}': ":2:4: error[graph-json]: duplicate object key",
    '{"a":{"b":1,"b":2}}': ":1:15: error[graph-json]: duplicate object key",
    '{"a":[1,2,]}': ":1:11: error[graph-json]: unexpected ']'",
    '{"a":[1 2]}': ":1:9: error[graph-json]: ']' expected near '2'",
    '{"a" 1}': ":1:6: error[graph-json]: ':' expected near '1'",
    '{"a":tru}': ":1:8: error[graph-json]: invalid token near 'tru'",
    '{"가나":"다",\n"nodes":[\n{"id":"라" 2}]}': ":3:11: error[graph-json]: '}' expected near '2'",
    '{"format":"maek-graph"} x': ":1:25: error[graph-json]: end of file expected near 'x'",
    '{"format":"maek-graph"': ":1:23: error[graph-json]: '}' expected near end of file",
    '{가': ":1:2: error[graph-json]: string or '}' expected",
    '{"a":1}': "not a graph of maek: 'format' is missing or wrong",
    '{"format":1.5}': "not a graph of maek: 'format' is missing or wrong",
    '{"format":"maek-graph","nodes":[{"id":1}]}': "not a graph of maek: 'id' is missing or wrong",
    '{"format":"maek-graph","nodes":{}}': "not a graph of maek: 'id' is missing or wrong",
    '{"format":"maek-graph","edges":[{"id":"e","type":"t","source":"x","target":"x","confidence":1}]}':
        "not a graph of maek: 'source' is missing or wrong",
}
for text, wanted in BROKEN.items():
    out, err = maek("export", "-f", "json", "-", stdin=text.encode(), code=3)
    check(out == "" and err.startswith("-") and wanted in err, f"{text}\n{err}")
check("unable to decode byte 0xff" in maek("export", "-f", "json", "-", stdin=b'{"a":"\xff"}', code=3)[1], "invalid UTF-8")
check("cannot be read" in maek("export", "-f", "json", "/", code=3)[1], "a folder")
check("cannot be read: No such file" in maek("export", "-f", "json", "/nowhere", code=3)[1], "a file that is not there")
check('"nodes":[]' in maek("export", "-f", "json", "-", stdin=b'{"format":"maek-graph"}')[0], "an empty graph")

with tempfile.TemporaryDirectory() as folder:
    for path in (os.path.join(ROOT, "out", "graph.json"), hostile().write(folder)):
        data = json.load(open(path, encoding="utf-8"))
        wanted = maek("export", "-f", "json", path)[0]
        for members in (sorted(data), sorted(data, reverse=True), ["edges", "documents", "format", "nodes", "graph"]):
            for layout in ({"indent": 2, "ensure_ascii": False}, {"separators": (",", ":")}):
                text = json.dumps({member: data[member] for member in members}, **layout)
                check(maek("export", "-f", "json", "-", stdin=text.encode())[0] == wanted, f"{path}: {members} {layout}")
