"""yaml-test-suite through the reader of rules: what lies in its part of YAML gives the tree that the suite has, everything else is
refused at a place in the file, and nothing ends the program. PyYAML has a say where the suite and libyaml differ."""
import json
import os
import re
import subprocess
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import yaml
from maektest import check, node

READER = os.environ.get("YAML_READER", "build/tests/yaml_reader")
# libyaml, which reads here, knows YAML 1.1. Where PyYAML, another reader of 1.1, has the same opinion, that explains a difference from
# the suite; these are the others.
DIFFERENCES = {"4ABK/0": "in braces a key without a value, before a comma, that holds a colon", "X4QW/0": "a comment right behind >",
               "96NN/0": "a tab behind the indentation of a block", "96NN/1": "the same", "R4YG/0": "the same", "Y79Y/1": "the same",
               "Y79Y/3": "a tab as indentation within brackets"}
ESCAPES = {"\\n": "\n", "\\t": "\t", "\\\\": "\\", "\\r": "\r", "\\b": "\b", "\\0": "\0", "\\a": "\a", "\\f": "\f", "\\v": "\v", "\\e": "\x1b"}


def tree_of(events):
    """The nested lists of an event tree as yaml_reader.c writes them, and whether it needs what is not read here."""
    lines = iter([line.strip(" ") for line in events.split("\n") if line.strip(" ")])
    outside = events.count("+DOC") > 1 or bool(re.search(r"^\s*(\+MAP|\+SEQ|=VAL)( (\{\}|\[\]))? [&<]|^\s*=ALI", events, re.M))

    def value(line):
        kind, _, rest = line.partition(" ")
        if kind == "=VAL":
            rest = re.sub(r"^(&\S+ |<[^>]*> )*", "", rest)
            return ["scalar", rest[0], re.sub(r"\\[ntr\\b0afve]", lambda match: ESCAPES[match[0]], rest[1:])]
        if kind == "=ALI":
            return ["alias"]
        items = ["list" if kind == "+SEQ" else "map"]
        for line in lines:
            if line[:4] in ("-SEQ", "-MAP"):
                return items
            items.append(value(line))

    root = None
    for line in lines:
        if root is None and line[:4] in ("+SEQ", "+MAP", "=VAL", "=ALI"):
            root = value(line)
    return root, outside or needs_more(root)


def needs_more(node):
    if not node or node[0] == "scalar":
        return False
    if node[0] == "map":
        keys = node[1::2]
        if any(key[0] != "scalar" or (key[1] == ":" and key[2] == "<<") for key in keys) or len({key[2] for key in keys}) < len(keys):
            return True
    return any(needs_more(item) for item in node[1:])


def by_pyyaml(text):
    """The same lists by PyYAML's own reader in Python; None where it refuses."""
    styles = {None: ":", "'": "'", '"': '"', "|": "|", ">": ">"}

    def value(node):
        if isinstance(node, yaml.ScalarNode):
            return ["scalar", styles[node.style], node.value]
        if isinstance(node, yaml.SequenceNode):
            return ["list", *map(value, node.value)]
        return ["map", *(value(item) for pair in node.value for item in pair)]
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        return (value(root) if root else None), True
    except (yaml.YAMLError, ValueError):
        return None, False


def is_place(text, errors):
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", text)
    return errors and all(1 <= line <= len(lines) + 1 and column >= 1 for _, line, column in errors)


suite = json.loads(node("suites.mjs", "yaml"))
check(len(suite) > 390, f"{len(suite)} cases")
done = subprocess.run([READER], input="".join(json.dumps(case["yaml"]) + "\n" for case in suite), capture_output=True, text=True)
found = [json.loads(line) for line in done.stdout.split("\n")[:-1]]
check(done.returncode == 0 and len(found) == len(suite), f"the reader ended with {done.returncode} after {len(found)} cases: {done.stderr}")
counts = {"read as the suite says": 0, "outside and refused": 0, "wrong and refused": 0, "of YAML 1.1": 0, "differences": 0}
for case, got in zip(suite, found):
    tree, outside = tree_of(case.get("tree", ""))
    outside = outside or bool(re.search(r"^%.*\n(.*\n)*?---", case["yaml"], re.M))
    empty = tree is None or tree == ["scalar", ":", ""]
    check(got["read"] or is_place(case["yaml"], got["errors"]), f"{case['id']}: refused without a place in the file: {got['errors']}")
    if case["fail"] and not got["read"]:
        counts["wrong and refused"] += 1
    elif not case["fail"] and not outside and got["read"] and got["root"] == (None if empty else tree):
        counts["read as the suite says"] += 1
    elif not case["fail"] and outside and not got["read"]:
        counts["outside and refused"] += 1
    elif by_pyyaml(case["yaml"]) == (got["root"], got["read"]):
        counts["of YAML 1.1"] += 1
    else:
        check(case["id"] in DIFFERENCES, f"{case['id']}: {case['yaml']!r}\nsuite {tree}\nfound {got}\nPyYAML {by_pyyaml(case['yaml'])}")
        counts["differences"] += 1
check(counts["differences"] == len(DIFFERENCES), f"{counts['differences']} differences: take what is none out of the list")
print(", ".join(f"{count} {what}" for what, count in counts.items()))
