"""What is written for people cannot steer their terminal: names with escape sequences, C1 controls and bidi controls, in a document,
in a graph and in its ids, go through each command that shows text."""
import json
import os
import re
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from graphs import of_strings
from maektest import check, maek

# What extract/shown.h lists.
OBEYED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NAMES = ["가\x1b[31m람", "나\x9b31m라", "다\u202e마\u2066", "\x1b]0;title\x07", "\x1bc", "라\u200f\u061c\x7f", "바\b\b\r사"]
RULES = """entities: { Name: { label: 이름 } }
relations: { beside: { from: Name, to: Name, label: 옆 } }
candidates: [{ id: quoted, label: 따옴표, match: '‘(?<name>[^‘’]+)’' }]
rules:
  - id: name
    match: '<(?<n>[^<>]+)>'
    emit: Name(n)
    examples:
      - { text: '<가ESC나>와 다', finds: [Name(다)] }
"""
LINKS = """rules:
  - id: beside
    match: '{Name:a}> 옆 <{Name:b}'
    emit: beside(a, b)
  - id: never
    match: '없다 {Name:b}'
    emit: beside(b, b)
"""


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def is_quiet(*arguments, code=0, shows=True):
    out, err = maek(*arguments, code=code)
    for stream in out, err:
        found = OBEYED.search(stream)
        check(not found, f"maek {arguments}: {stream[max(0, found.start() - 40):found.end() + 40]!r}" if found else "")
    check(not shows or re.search("[\u2400-\u2421\ufffd]", out + err), f"maek {arguments} shows none of the names: {out[:500]}{err[:500]}")
    return out


with tempfile.TemporaryDirectory() as folder:
    pack, out = os.path.join(folder, "pack"), os.path.join(folder, "out")
    os.mkdir(pack)
    write(os.path.join(pack, "pack.yaml"), "pack: p\nstages: [rules.yaml, links.yaml]\n")
    write(os.path.join(pack, "rules.yaml"), RULES.replace("ESC", ""))
    write(os.path.join(pack, "links.yaml"), LINKS)
    lines = [{"id": f"d{name}", "title": name, "publisher": name, "text": f"<{name}> 옆 <{name}끝>이다. ‘{name}’도 <{name}>도 있다.\n"} for name in NAMES]
    texts = write(os.path.join(folder, "texts.jsonl"), "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    plain = write(os.path.join(folder, "plain.txt"), "".join(line["text"] for line in lines))
    maek("run", "-q", "--no-svg", "-r", pack, "-o", out, texts)
    made = os.path.join(out, "graph.json")
    graph = json.load(open(made, encoding="utf-8"))
    check(len(graph["nodes"]) > len(NAMES), f"{len(graph['nodes'])} nodes")
    of_names = of_strings(NAMES).write(folder, "names.json")
    for source in texts, plain:
        is_quiet("explain", "-r", pack, source)
        is_quiet("explain", "-r", pack, "--rule", "never", "-v", source)
        is_quiet("coverage", "-r", pack, source)
    for path in made, of_names:
        held = json.load(open(path, encoding="utf-8"))
        is_quiet("explain", "--node", held["nodes"][0]["id"], path)
        is_quiet("explain", "--edge", held["edges"][0]["id"], path)
        is_quiet("explain", "--node", held["nodes"][0]["id"] + "x", path, code=3, shows=path is of_names)
        is_quiet("stats", path, shows=path is made)
        is_quiet("verify", path, plain, code=1)
    is_quiet("diff", made, of_names, code=1)
    is_quiet("run", "-r", pack, "-o", out, texts, shows=False)
    is_quiet("extract", "-r", pack, "-o", os.path.join(out, "x"), texts, shows=False)
    is_quiet("check", pack, shows=False)
    write(os.path.join(pack, "rules.yaml"), RULES.replace("'<가ESC나>와 다'", '"<가\\u202E나>와 다"'))
    is_quiet("test", pack, code=1)
