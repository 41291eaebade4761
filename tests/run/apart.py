# release only
"""What must not become one node does not: pairs of names in texts of their own, and pairs that are one all the same.

Both of a pair must be found; a case cannot be passed by finding nothing. Cases with `todo` are listed with their reason.
"""
import json
import os
import re
import sys
import unicodedata
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import yaml
from maektest import ROOT, RULES, check, maek

CASES = yaml.safe_load(open(os.path.join(ROOT, "tests", "apart.yaml"), encoding="utf-8"))["cases"]
NAME = re.compile(r"(\w+)\((.+)\)(?: (\d+))?")
KEYS = {"name", "texts", "apart", "together", "todo"}
# The name of a size may be followed by a word that the node's name lacks, or the other way round.
SIZE_WORD = re.compile("(개|급)$")


def documents(case):
    for number, text in enumerate(case["texts"], 1):
        headline, blank, body = text.strip().partition("\n\n")
        title = {"title": headline} if blank else {}
        yield {"id": f"{case['name']}/{number}", **title, "text": body if blank else headline}


def folded(name, kind):
    """Not as score.py folds: a dot must tell 3.1 from 31 here."""
    name = re.sub(r"[\s\-‐-―'\"‘’“”]+", "", unicodedata.normalize("NFKC", name).casefold())
    return SIZE_WORD.sub("", name) if kind == "ParameterCount" else name


def nodes_of(wanted, case, graph):
    """The ids of all nodes of this type that go by this name, in the text of this number or in any."""
    kind, name, number = NAME.fullmatch(wanted).groups()
    check(any(name in text for text in ([case["texts"][int(number) - 1]] if number else case["texts"])),
          f"{case['name']}: {wanted} is not in the text")
    ids = set()
    for node in graph["nodes"]:
        mentions = [m for m in node["mentions"] if not number or m["doc"] == f"{case['name']}/{number}"]
        names = [m["text"] for m in mentions] + ([node["label"], *node["aliases"]] if mentions else [])
        if node["type"] == kind and folded(name, kind) in {folded(n, kind) for n in names}:
            ids.add(node["id"])
    return ids


def problems(case, graph):
    for first, second in case.get("apart", []):
        a, b = nodes_of(first, case, graph), nodes_of(second, case, graph)
        if not a or not b:
            yield f"{second if a else first} is not found"
        elif a & b:
            yield f"{first} and {second} are one node: {', '.join(sorted(a & b))}"
    for first, second in case.get("together", []):
        a, b = nodes_of(first, case, graph), nodes_of(second, case, graph)
        if not a or not b:
            yield f"{second if a else first} is not found"
        elif len(a | b) > 1:
            yield f"{first} and {second} are not one node: {', '.join(sorted(a | b))}"


for case in CASES:
    check(case.get("apart") and not set(case) - KEYS, f"{case['name']}: no pairs, or a key that is unknown")
rows = [json.dumps(document, ensure_ascii=False) for case in CASES for document in documents(case)]
facts, _ = maek("extract", "-q", "-r", RULES, "--input-format", "jsonl", "-", stdin="\n".join(rows + [""]).encode())
lines = {}
for line in facts.splitlines():
    lines.setdefault(json.loads(line)["id"].rpartition("/")[0], []).append(line)
check(list(lines) == [case["name"] for case in CASES], "two cases of one name, or texts that did not come back")
failed, waiting = [], 0
for case in CASES:
    out, _ = maek("link", "-", stdin="\n".join(lines[case["name"]] + [""]).encode())
    found = list(problems(case, json.loads(out)))
    if "todo" in case and found:
        waiting += 1
        print(f"todo {case['name']}: {case['todo']} ({'; '.join(found)})")
    elif "todo" in case:
        failed.append(f"{case['name']}: passes; take its `todo` out")
    else:
        failed += [f"{case['name']}: {problem}" for problem in found]
print(f"{len(CASES)} cases, {sum(len(c['apart']) for c in CASES)} pairs apart, "
      f"{sum(len(c.get('together', [])) for c in CASES)} together; {waiting} cases wait")
check(not failed, "\n" + "\n".join(failed))
