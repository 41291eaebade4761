# release only: under a sanitizer other limits are hit first
"""Hostile patterns on hostile texts: tests/hostile/cases.tsv. Each ends within its processor time, with the outcome that is written
there, and every document is counted."""
import os
import re
import resource
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, check

CASES = os.path.join(ROOT, "tests", "hostile", "cases.tsv")
SECONDS = 5  # a document takes less than 1 in the release build; this is for sanitizers and slow machines


def text_of(written):
    """Parts joined by +, each repeated as often as * says, with \\n for a line end."""
    def part(one):
        unit, _, times = one.partition("*")
        return unit * int(times or 1)
    return "".join(map(part, written.split("+"))).replace("\\n", "\n") + "\n"


def outcome_of(folder, pattern, region, text):
    quoted = (pattern if "(?<w>" in pattern else f"(?<w>{pattern})").replace("'", "''")
    for name, content in (("pack.yaml", "pack: hostile\nstages: [rules.yaml]\n"), ("text.txt", text),
                          ("rules.yaml", "entities: { T: { label: t } }\nrules:\n  - id: case\n"
                           f"    match: '{quoted}'\n    in: {region}\n    emit: T(w)\n")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(content)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run([MAEK, "extract", "-j1", "--strict", "-r", folder, "-o", os.path.join(folder, "facts"),
                           os.path.join(folder, "text.txt")], capture_output=True, text=True,
                          env={**os.environ, "MAEK_TRY_ALL": "1"},  # else the prefilter spares most of them
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)))
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    error = re.search(r"error\[([\w-]+)\]", done.stderr)
    if done.returncode == 3 and error:
        return "error " + error.group(1), spent
    limit = re.search(r"the rule hostile/case hit the limit '([\w-]+)'", done.stderr)
    counts = re.search(r"1 documents done \+ 0 failed = 1 given.*; (\d+) mentions", done.stderr)
    check(counts, f"{pattern}: exit {done.returncode}, no count of documents: {done.stderr}")
    check(done.returncode == (3 if limit else 0), f"{pattern}: exit {done.returncode}: {done.stderr}")
    with open(os.path.join(folder, "facts"), encoding="utf-8") as facts:
        limits = re.search(r'"limits":\[(.*?)\]', facts.read()).group(1)
    check(bool(limit) == bool(limits) and (not limit or f'"limit":"{limit.group(1)}"' in limits), f"{pattern}: limits {limits}")
    return (f"limit {limit.group(1)}" if limit else f"found {counts.group(1)}"), spent


def a_document_that_takes_too_long_failed():
    """Many rules, none of which is over its own time."""
    with tempfile.TemporaryDirectory() as folder:
        rules = "".join(f"  - id: r{n}\n    match: '(?<w>(?:[가-힣]{{1,{n}}})+[xy])'\n    emit: T(w)\n" for n in range(100, 200))
        for name, content in (("pack.yaml", "pack: slow\nstages: [rules.yaml]\n"), ("text.txt", ("가" * 12 + " ") * 400 + "\n"),
                              ("rules.yaml", "entities: { T: { label: t } }\nrules:\n" + rules)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(content)
        done = subprocess.run([MAEK, "extract", "--strict", "--rule-time", "100000", "--document-time", "20", "-r", folder,
                               os.path.join(folder, "text.txt")], capture_output=True, text=True, env={**os.environ, "MAEK_TRY_ALL": "1"})
        check(done.returncode == 3 and "text: error[document-time]: its rules took too long" in done.stderr, done.stderr)
        check("0 documents done + 1 failed = 1 given" in done.stderr, done.stderr)
        check(done.stdout.startswith('{"kind":"error","id":"text"'), done.stdout[:200])


a_document_that_takes_too_long_failed()
rows, kept, slowest = [], [], 0
with open(CASES, encoding="utf-8") as file:
    lines = file.read().splitlines()
for number, line in enumerate(lines, 1):
    if line.startswith("#"):
        kept.append(line)
        continue
    pattern, region, text, *wanted = line.split("\t")
    with tempfile.TemporaryDirectory() as folder:
        outcome, spent = outcome_of(folder, pattern, region, text_of(text))
    slowest = max(slowest, spent)
    kept.append("\t".join([pattern, region, text, outcome]))
    rows.append((number, pattern, wanted, outcome))
    if "--times" in sys.argv:
        print(f"{spent:.2f} s  {outcome}  {pattern}")
if "--update" in sys.argv:
    with open(CASES, "w", encoding="utf-8") as file:
        file.write("\n".join(kept) + "\n")
else:
    for number, pattern, wanted, outcome in rows:
        check(wanted == [outcome], f"{CASES}:{number}: {pattern}: {outcome}, wanted {wanted}")
check(len(rows) >= 50, f"{len(rows)} cases")
print(f"{len(rows)} cases, the slowest {slowest:.2f} s of processor time")
