# release only
"""What must not matter does not: machine code or interpreter, prefilter or every pattern everywhere, how many threads, one
run or extract, merge and link of facts in any order, a text in a file of its own or in a line of JSONL. On the whole corpus, on
articles made of its pieces, and on texts and rules made at random."""
import json
import os
import random
import re
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import generate
from maektest import RULES, check, corpus_files, maek

ARTICLES, PACKS, SCRAPS, SEED = 24, 8, 40, int(os.environ.get("ORACLES", "1"))
counts = {"documents": 0, "facts": 0, "limits": 0}


def extract(pack, inputs, *options, **environment):
    return maek("extract", "-q", "-r", pack, *options, *inputs, env=environment)[0]


def same(first, second, what, excepted=frozenset()):
    """Facts of the same documents; those in `excepted` hit a limit."""
    if first == second:
        return
    left, right = first.splitlines(), second.splitlines()
    check(len(left) == len(right), f"{what}: {len(left)} and {len(right)} documents")
    for one, other in zip(map(json.loads, left), map(json.loads, right)):
        if one["id"] not in excepted:
            differs = [key for key in one if one[key] != other.get(key)]
            check(not differs, f"{what}: {one['id']}: {differs}\n" + "\n".join(f"{one[key]}\n{other.get(key)}" for key in differs))


def without_bytes(value):
    if isinstance(value, dict):
        return {key: without_bytes(item) for key, item in value.items() if key != "byte"}
    return [without_bytes(item) for item in value] if isinstance(value, list) else value


def as_lines(facts):
    """The texts that facts tell of, as JSONL: what was decoded is coded again."""
    for document in map(json.loads, facts.splitlines()):
        start = document["body_start"]
        coded = lambda text: text.replace("&", "&amp;")
        meta = {key: value for key, value in document["meta"].items() if key not in ("title", "id")}
        title = {"title": coded(document["text"][:start].rstrip("\n"))} if start else {}
        yield {"id": document["id"], **meta, **title, "text": coded(document["text"][start:])}


def through_lines(pack, facts, folder, what):
    path = os.path.join(folder, "again.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in as_lines(facts))
    again = extract(pack, [path]).splitlines()
    check(len(again) == facts.count("\n"), f"{what}: documents through JSONL")
    for one, other in zip(map(json.loads, facts.splitlines()), map(json.loads, again)):
        for key in "id", "text", "body_start", "sentences", "entities", "mentions", "facts", "limits":
            left, right = without_bytes(one[key]), without_bytes(other[key])
            check(left == right, f"{what}: {one['id']} through JSONL: {key}:\n{left}\n{right}")


def in_parts(pack, inputs, facts, folder, what):
    """run = extract, shuffled and split, | merge | link"""
    out, seeded = os.path.join(folder, "out"), random.Random(SEED)
    maek("run", "-q", "--no-svg", "-r", pack, "-o", out, *inputs)
    graph = open(os.path.join(out, "graph.json"), encoding="utf-8").read()
    check(open(os.path.join(out, "facts.jsonl"), encoding="utf-8").read() == facts, f"{what}: the facts of run and of extract")
    lines = facts.splitlines(True)
    seeded.shuffle(lines)
    parts = [os.path.join(folder, f"part{number}.jsonl") for number in range(4)]
    for number, part in enumerate(parts):
        with open(part, "w", encoding="utf-8") as file:
            file.writelines(lines[number::4])
    merged = maek("merge", "-q", *parts)[0]
    check(sorted(merged.splitlines(True)) == sorted(lines), f"{what}: merge is no union")
    check(maek("link", "-q", "-", stdin=merged.encode())[0] == graph, f"{what}: run differs from extract | merge | link")


def compare(pack, inputs, folder, what):
    facts = extract(pack, inputs, "-j", "1")
    counts["documents"] += facts.count("\n")
    counts["facts"] += sum(len(line["facts"]) + len(line["mentions"]) for line in map(json.loads, facts.splitlines()))
    same(facts, extract(pack, inputs, "-j", "1", MAEK_ENGINE="machine"), f"{what}: machine code at once")
    slow = extract(pack, inputs, "-j", "1", MAEK_ENGINE="interpreter")
    limited = {line["id"] for text in (facts, slow) for line in map(json.loads, text.splitlines()) if line["limits"]}
    counts["limits"] += len(limited)
    same(facts, slow, f"{what}: machine code and interpreter", limited)
    same(facts, extract(pack, inputs, MAEK_TRY_ALL="1"), f"{what}: prefilter and none")
    for jobs in "2", "7":
        same(facts, extract(pack, inputs, "-j", jobs), f"{what}: 1 thread and {jobs}")
    in_parts(pack, inputs, facts, folder, what)
    through_lines(pack, facts, folder, what)
    return facts


def plain_text(pack, texts, folder, what):
    """Files and JSONL with the same titles and bodies: the bytes of a body begin behind title and blank line in a file."""
    texts, paths = list(texts), []
    os.makedirs(os.path.join(folder, "texts"), exist_ok=True)
    with open(os.path.join(folder, "texts.jsonl"), "w", encoding="utf-8") as lines:
        for number, (title, body) in enumerate(texts):
            paths.append(os.path.join(folder, "texts", f"n{number:03}.txt"))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(f"{title}\n\n{body}")
            lines.write(json.dumps({"id": f"n{number:03}", "title": title, "text": body}) + "\n")
    facts = compare(pack, paths, folder, what)
    for (title, body), one, other in zip(texts, map(json.loads, facts.splitlines()),
                                         map(json.loads, extract(pack, [os.path.join(folder, "texts.jsonl")]).splitlines())):
        behind = len(f"{title}\n\n".encode())
        check(one["text"] == other["text"] and len(one["mentions"]) == len(other["mentions"]), f"{what}: {one['id']} in JSONL")
        for left, right in zip(one["mentions"] + one["sentences"], other["mentions"] + other["sentences"]):
            bytes_of = [at + behind for at in right["byte"]] if left["cp"][0] >= one["body_start"] else left["byte"]
            check(left == {**right, "byte": bytes_of}, f"{what}: {one['id']} in JSONL:\n{left}\n{right}")


def refused(folder):
    """The lines of a pack that hold errors."""
    done, said = maek("rules", "-r", folder, code=None)
    found = {(os.path.basename(name), int(line)) for name, line in re.findall(r"^(.+?\.yaml):(\d+):\d+: error", said, re.M)}
    check(found or not re.search(" error", said), f"an error without a place: {said}")
    return found


with tempfile.TemporaryDirectory() as folder:
    compare(RULES, corpus_files(), folder, "corpus")
    plain_text(RULES, generate.articles(SEED, ARTICLES, corpus_files()), folder, "articles")
    fired = 0
    for number in range(PACKS):
        pack = generate.pack(SEED * 1000 + number, os.path.join(folder, f"pack{number}"), refused)
        before = counts["facts"]
        plain_text(pack, generate.scraps(SEED * 1000 + number, SCRAPS), folder, f"random pack {number} of seed {SEED}")
        fired += counts["facts"] > before + SCRAPS
    check(fired > PACKS // 2, f"only {fired} packs find something")
    print(", ".join(f"{value} {key}" for key, value in counts.items()))
    check(counts["limits"] <= counts["documents"] // 20, "too many documents at limits: the comparison says little")
