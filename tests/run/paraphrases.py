# release only: it tells how good the rules are; memory is looked at elsewhere
"""Recall and silence of the rules on the paraphrase sets: sentences that say a thing, and near-misses that do not.

The sets are a bench, not a goal: nothing in them is changed to make a figure. Floors only keep what has been reached.
With --list SET the sentences that failed are printed.
"""
import json
import os
import re
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import yaml
from maektest import ROOT, RULES, check, maek
from score import fold

FOLDER = os.path.join(ROOT, "tests", "paraphrases")
FLOORS = json.load(open(os.path.join(FOLDER, "floors.json"), encoding="utf-8"))


def key(name):
    """A folded name, without what does not tell programmes apart (as score.py does)."""
    folded = fold(name)
    return re.sub(r"(개발)?(프로젝트|사업|과제)$", "", folded) or folded


def document(number, text):
    lines = text.strip("\n").split("\n")
    title = ""
    if len(lines) > 2 and not lines[1].strip():
        title, lines = lines[0], lines[2:]
    return {"id": str(number), "title": title, "text": "\n".join(lines)} if title else {"id": str(number), "text": "\n".join(lines)}


def facts_of(line):
    """All facts of a document as (kind, folded names ...): entities by type, relations, pairs of names of one entity."""
    names, surfaces = [], []
    for entity in line["entities"]:
        names.append({key(alias["name"]) for alias in entity["aliases"]})
        surfaces.append(set())
    for mention in line["mentions"]:
        if mention.get("quiet"):
            continue
        text = line["text"][mention["cp"][0]:mention["cp"][1]]
        names[mention["entity"]].add(key(text))
        surfaces[mention["entity"]].add(fold(text))
    return names, surfaces


def parse(fact):
    kind, inside = fact.rstrip(")").split("(", 1)
    parts = [part.strip() for part in inside.split(", ")]
    return kind, [part for part in parts if "=" not in part or part.startswith(("‘", "'"))]


def is_found(fact, line, names, surfaces):
    kind, parts = parse(fact)
    keys = [key(part) for part in parts]
    entities = line["entities"]
    if kind == "same":
        return any(keys[0] in group and keys[1] in group for group in names)
    if len(keys) == 1:
        if kind == "ParameterCount" and keys[0].isdigit():
            return any(e["type"] == kind and e.get("value") == int(keys[0]) for e in entities)
        return any(e["type"] == kind and keys[0] in names[i] for i, e in enumerate(entities))
    for found in line["facts"]:
        if found["relation"] != kind:
            continue
        ends = []
        for name, index in ((keys[0], found["subject"]), (keys[1], found["object"])):
            ends.append(name in names[index] or (name.isdigit() and str(entities[index].get("value")) == name))
        if all(ends):
            return True
    return False


def said(kind, line, surfaces):
    """What the rules say of this kind, for counting false hits."""
    if kind == "same":
        return [i for i, group in enumerate(surfaces) if len(group) > 1]
    if kind[0].isupper():
        return [i for i, e in enumerate(line["entities"]) if e["type"] == kind]
    return [i for i, f in enumerate(line["facts"]) if f["relation"] == kind]


def run(name):
    data = yaml.safe_load(open(os.path.join(FOLDER, name), encoding="utf-8"))
    kind = {"aliases": "same", "persons": "Person", "models": "Model", "counts": "ParameterCount"}.get(data["set"], data["set"])
    rows = [("says", row) for row in data["says"]] + [("near-misses", row) for row in data["near-misses"]]
    stdin = "\n".join(json.dumps(document(i, row["text"]), ensure_ascii=False) for i, (_, row) in enumerate(rows)) + "\n"
    out, _ = maek("extract", "-q", "-r", RULES, "--input-format", "jsonl", "-", stdin=stdin.encode())
    lines = [json.loads(line) for line in out.splitlines()]
    check(len(lines) == len(rows), f"{name}: {len(lines)} of {len(rows)} texts came back")
    found = wanted = silent = quiet = 0
    failed = []
    for (part, row), line in zip(rows, lines):
        names, surfaces = facts_of(line)
        facts = row.get("finds") or []
        hits = [is_found(fact, line, names, surfaces) for fact in facts]
        if part == "says":
            wanted += len(facts)
            found += sum(hits)
            if not all(hits):
                failed.append((part, row["text"], [f for f, hit in zip(facts, hits) if not hit]))
        else:
            quiet += 1
            extra = len(said(kind, line, surfaces)) > len(facts)
            silent += not extra
            if extra:
                failed.append((part, row["text"], facts))
    return name[:-5], len(data["says"]), len(data["near-misses"]), found / wanted, silent / quiet, failed


if __name__ == "__main__":
    listed = sys.argv[2] if len(sys.argv) > 2 else None
    print(f"{'set':24}{'says':>6}{'near':>6}{'recall':>9}{'silence':>9}")
    low = []
    for name in sorted(os.listdir(FOLDER)):
        if not name.endswith(".yaml"):
            continue
        kind, says, near, recall, silence, failed = run(name)
        print(f"{kind:24}{says:6}{near:6}{recall:9.3f}{silence:9.3f}")
        if listed == kind or listed == name[:-5]:
            for part, text, facts in failed:
                print("  ", part, "|", text.strip().replace("\n", " / "), "|", facts)
        floor = FLOORS.get(name[:-5], [0, 0])
        if recall < floor[0] or silence < floor[1]:
            low.append(f"{kind}: recall {recall:.3f}, silence {silence:.3f}; the floors are {floor}")
    check(not low, "; ".join(low))
