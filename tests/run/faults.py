# release only
"""Every allocation of five commands fails once, and every system call that reads or writes fails with each of several
errors: the program then says so in one line and ends with the right exit code, or does its work all the same; no output
is ever torn. FAULTS=all tries every point; otherwise at most 1,000 a command."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, check

PROGRAM = os.path.abspath(MAEK) if os.sep in MAEK else shutil.which(MAEK)
PACK = os.path.join(ROOT, "tests", "faults", "pack")
SHIM = os.environ["FAILING_MALLOC"]
MOST = None if os.environ.get("FAULTS") == "all" else 1000
TEXT = "가람전자는 새 모델 ‘아라’를 냈다. 아라는 매개변수가 70억 개다.\n\n누가 또 내나.\n"


def scenarios(folder):
    """Name -> arguments; outputs go to OUT."""
    text, lines = os.path.join(folder, "text.txt"), os.path.join(folder, "lines.jsonl")
    open(text, "w", encoding="utf-8").write(TEXT)
    open(lines, "w", encoding="utf-8").write('{"id": "a", "text": "가람전자는 ‘아라’를 냈다."}\n{"id": "b", "text": "‘아라’ 소식."}\n')
    facts, graph = os.path.join(folder, "facts.jsonl"), os.path.join(folder, "graph.json")
    subprocess.run([PROGRAM, "extract", "-q", "-r", PACK, "-o", facts, text, lines], check=True)
    subprocess.run([PROGRAM, "link", "-o", graph, facts], check=True)
    return {"run": ["run", "-q", "--no-svg", "-r", PACK, "-o", "OUT", text],
            "extract": ["extract", "-q", "-r", PACK, "-o", "OUT/facts.jsonl", lines],
            "link": ["link", "-o", "OUT/graph.json", facts],
            "export": ["export", "-f", "json", "-o", "OUT/graph.json", graph],
            "check": ["check", PACK]}


def contents(folder):
    return {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}


def once(out, arguments, before=(), env=None):
    """Exit code, standard output, messages and files of one run into an empty folder."""
    shutil.rmtree(out, ignore_errors=True)
    os.mkdir(out)
    done = subprocess.run([*before, PROGRAM, *[word.replace("OUT", out) for word in arguments]], capture_output=True,
                          env={**os.environ, "NO_COLOR": "1", **(env or {})})
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"), contents(out)


def has_failed_document(files):
    """The document that could not be read is told in the facts."""
    lines = [json.loads(line) for line in files.get("facts.jsonl", b"").decode().split("\n") if line]
    return any(line["kind"] == "error" for line in lines)


def judge(what, good, found, codes):
    """None, or what is wrong with a run in which something failed."""
    code, output, messages, files = found
    told = [line for line in (messages + output.decode("utf-8", "replace")).split("\n")
            if re.match(r"maek: (?!\d+ rules)|(?:\S+: )?error\[", line)]
    if code < 0 and "graph.dot.part" in " ".join(re.sub(r"\d+\.", "", name) for name in files):
        return None  # cgraph does not look at its own allocations; what it leaves is swept by the next run
    failed_document = code == 0 and has_failed_document(files) and len(told) == 1
    for name, content in files.items():
        if name.endswith(".part"):
            return f"{what}: leaves {name}"
        if content != good[3].get(name) and not failed_document:
            return f"{what}: {name} is torn or different"
    if failed_document:
        return None
    if code == 0:
        same = files == good[3] and [line for line in good[1].split(b"\n") if re.match(rb"\S+:\d+:\d+:", line)] == \
            [line for line in output.split(b"\n") if re.match(rb"\S+:\d+:\d+:", line)]
        return None if same else f"{what}: exit 0, but something is missing: {messages}"
    if code not in codes:
        return f"{what}: exit {code}: {messages}"
    return None if len(told) == 1 else f"{what}: {len(told)} messages: {messages!r}"


def allocations(folder, name, arguments):
    out, counted = os.path.join(folder, "out"), os.path.join(folder, "count")
    good = once(out, arguments, env={"LD_PRELOAD": SHIM, "MAEK_COUNT_ALLOCATIONS": counted})
    check(good[0] == 0, f"{name}: {good}")
    count = int(open(counted).read())
    step = 1 if not MOST or count <= MOST else count / MOST
    points = sorted({int(1 + i * step) for i in range(int(count / step))})
    wrong, survived = [], 0
    for point in points:
        found = once(out, arguments, env={"LD_PRELOAD": SHIM, "MAEK_FAIL_ALLOCATION": str(point)})
        survived += found[0] == 0
        wrong.append(judge(f"{name}: allocation {point} of {count}", good, found, (5,)))
    wrong = [text for text in wrong if text]
    print(f"{name}: {len(points)} of {count} allocations failed, {survived} without effect, {len(wrong)} wrong")
    return wrong


CALLS = {"openat": ("EMFILE", "EACCES", "EINTR"), "read": ("EIO", "EINTR"), "write": ("ENOSPC", "EIO", "EINTR"),
         "fsync": ("EIO", "ENOSPC"), "rename": ("EIO", "ENOSPC"), "close": ("EIO",)}


def calls(folder, name, arguments):
    """With strace's injection: the n-th call of a kind fails. Those before the program itself begins are not ours."""
    out, log = os.path.join(folder, "out"), os.path.join(folder, "log")
    trace = ["strace", "-qq", "-o", log, "-e", "trace=" + ",".join(CALLS)]
    good = once(out, arguments, before=trace)
    check(good[0] == 0, f"{name}: {good}")
    seen = [line.split("(")[0] for line in open(log, encoding="utf-8", errors="replace") if "(" in line]
    start = {}
    for line in open(log, encoding="utf-8", errors="replace"):  # the loader opens libraries; ours begins with the first file of ours
        kind = line.split("(")[0]
        if folder in line or PACK in line:
            break
        start[kind] = start.get(kind, 0) + 1
    wrong, tried = [], 0
    for kind, errors in CALLS.items():
        for point in range(start.get(kind, 0) + 1, seen.count(kind) + 1):
            for error in errors:
                found = once(out, arguments, before=trace[:-1] + [f"trace={kind}", "-e", f"inject={kind}:error={error}:when={point}"])
                wrong.append(judge(f"{name}: {kind} {point} fails with {error}", good, found, (1, 3, 4) if name == "check" else (3, 4)))
                tried += 1
    wrong = [text for text in wrong if text]
    print(f"{name}: {tried} system calls failed, {len(wrong)} wrong")
    return wrong


with tempfile.TemporaryDirectory() as temporary:
    failures = []
    for scenario, words in scenarios(os.path.realpath(temporary)).items():
        failures += allocations(os.path.realpath(temporary), scenario, words)
        failures += calls(os.path.realpath(temporary), scenario, words)
    check(not failures, f"{len(failures)} wrong:\n" + "\n".join(failures[:60]))
