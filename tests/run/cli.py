"""Conventions of the program: help, usage errors, streams, exit codes."""
import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from graphs import hostile
from maektest import CORPUS, MAEK, ROOT, RULES, check, corpus_files, maek

SMALL = os.path.join(ROOT, "tests", "faults", "pack")  # is read fast
FORMATS = ("json", "jsonl", "graphml", "cyjs", "nquads", "mermaid", "dot")
overview, _ = maek("help")
commands = [line.split()[0] for line in overview.splitlines() if line.startswith("  ")]
check(len(commands) >= 10, "the overview names the commands")
for command in commands:
    if command != "help":
        text, _ = maek("help", command)
        check(f"usage: maek {command}" in text and "--help" in text, f"help of {command}")
        check(maek(command, "--help")[0] == text, f"{command} --help")
        _, err = maek(command, "--no-such-option", code=2)
        check("--no-such-option" in err, f"{command}: unknown option")
_, err = maek("extarct", code=2)
check("did you mean 'extract'" in err, "nearest command")
_, err = maek("extract", "--ruels", "x", code=2)
check("--rules" in err, "nearest option")
maek(code=2)
maek("extract", code=2)
maek("extract", "-r", code=2)
maek("version", "more", code=2)
maek("export", "one.json", "two.json", code=2)
maek("run", "-r", RULES, "--input-format", "pdf", CORPUS, code=2)
maek("extract", "-r", "/nowhere", os.path.join(CORPUS, "d01.txt"), code=3)
check(maek("version")[0].startswith("maek "), "version")

text = open(os.path.join(CORPUS, "d03.txt"), "rb").read()
piped, _ = maek("extract", "-q", "-r", SMALL, "-", stdin=text)
check('"id":"stdin"' in piped, "standard input")
with tempfile.TemporaryDirectory() as folder:
    odd = os.path.join(folder, "-x.txt")
    open(odd, "wb").write(text)
    check('"id":"-x"' in maek("extract", "-q", "-r", SMALL, "--", "-x.txt", cwd=folder)[0], "-- ends the options")
    bad = os.path.join(folder, "bad.txt")
    open(bad, "wb").write(b"abc\xff\xfe")
    out, err = maek("extract", "-r", SMALL, odd, bad)
    check("byte offset 3" in err and "1 failed = 2 given" in err, err)
    check('"kind":"error"' in out, "a failed document has a line")
    maek("extract", "--strict", "-r", SMALL, bad, code=3)
    check("\x1b[" not in err, "no colours without a terminal")
    with open(os.path.join(folder, "ignored.bin"), "wb") as file:
        file.write(b"x")
    _, err = maek("extract", "-r", SMALL, folder)
    check("1 files ignored" in err, err)
    maek("extract", "-q", "-r", SMALL, "-o", "/dev/full/x", odd, code=4)
    target = os.path.join(folder, "target")
    open(target, "w").write("kept")
    os.symlink(target, os.path.join(folder, "link.jsonl"))
    maek("extract", "-q", "-r", SMALL, "-o", os.path.join(folder, "link.jsonl"), odd)
    check(open(target).read() == "kept" and not os.path.islink(os.path.join(folder, "link.jsonl")), "a link is replaced")
    check(not [name for name in os.listdir(folder) if name.endswith(".part")], "no temporary file stays")
    empty = os.path.join(folder, "rules")
    os.mkdir(empty)
    open(os.path.join(empty, "pack.yaml"), "w").write("pack: empty\nstages: []\n")
    maek("run", "-q", "-r", empty, "-o", os.path.join(folder, "out"), odd)

with tempfile.TemporaryDirectory() as folder:
    seeds, out = os.path.join(ROOT, "seeds"), os.path.join(folder, "out")
    facts, graph = os.path.join(out, "facts.jsonl"), os.path.join(out, "graph.json")
    _, err = maek("run", "--no-svg", "-r", RULES, "-o", out, seeds)
    check(err.count("\n") == 1 and "1 documents done + 0 failed = 1 given" in err and " nodes, " in err, err)
    check(maek("export", "-f", "json", graph)[0] == open(graph, encoding="utf-8").read(), "export of JSON is the graph itself")
    check(maek("link", facts)[0] == open(graph, encoding="utf-8").read(), "link differs from run")
    for format in FORMATS:
        maek("export", "-f", format, hostile().write(folder, "hostile.json"))
    maek("export", "-f", "csv", "-o", os.path.join(folder, "tables"), os.path.join(folder, "hostile.json"))
    maek("export", "-f", "dot", "--view", "nowhere", "-r", RULES, graph, code=3)
    maek("export", "-f", "gif", graph, code=2)
    maek("link", graph, code=3)
    for wrong in (["--each", "row"], ["--hops", "2"], ["--select", "Person"], ["-f", "gif"], ["--theme", "blue"], ["--each", "cell"]):
        maek("render", *wrong, graph, code=2)
    for wrong in (["--focus", "SKX"], ["--select", "type=Dragon"], ["--view", "nowhere"]):
        maek("render", *wrong, graph, code=3)
    check("did you mean" in maek("render", "--focus", "SK텔레콘", graph, code=3)[1], "no hint for a focus")
    svg = maek("render", "-r", RULES, "--focus", "SKT", "--hops", "1", "--width", "640", graph)[0]
    check('width="480pt"' in svg and ">네이버클라우드<" not in svg and ">A.X K1<" in svg, "the neighbours of one node, 640 pixels wide")
    check(maek("render", "--select", "type=Person", graph)[0].count('class="node Person"') == 11, "people only")
    check(maek("render", "--top", "4", graph)[0].count('class="node ') == 4, "the four nodes with most edges")
    maek("render", "-r", RULES, "--view", "network", "--each", "row", "-o", os.path.join(folder, "each"), graph)
    check(sorted(os.listdir(os.path.join(folder, "each")))[2] == "03-SK텔레콤.svg" and len(os.listdir(os.path.join(folder, "each"))) == 5,
          "a picture a team")
    large = {"format": "maek-graph", "version": 1, "directed": True, "multigraph": True, "graph": {}, "documents": [], "edges": [],
             "nodes": [{"id": f"T/{i}", "type": "T", "label": str(i)} for i in range(2001)]}
    json.dump(large, open(os.path.join(folder, "large.json"), "w"))
    check("--top 100" in maek("render", os.path.join(folder, "large.json"), code=3)[1], "no hint for a large graph")
    check("cannot be read" not in maek("render", "--top", "150", os.path.join(folder, "large.json"))[1], "a narrowed large graph")

    broken = os.path.join(ROOT, "tests", "errors", "no-it", "rules")
    for command in (["help"], ["version"], ["check", broken], ["test", "-v", SMALL], ["extract", "-r", SMALL, seeds], ["link", facts],
                    ["merge", facts], *[["export", "-f", format, graph] for format in FORMATS],
                    ["eval", "-r", SMALL, "--gold", CORPUS, os.path.join(CORPUS, "d03.txt")]):
        full = subprocess.run([MAEK, *command], stdout=open("/dev/full", "w"), stderr=subprocess.PIPE)
        check(full.returncode == 4 and b"standard output: cannot be written" in full.stderr,
              f"{command[0]} on a full output: exit {full.returncode}: {full.stderr.decode()}")

    lock = os.open(out, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    check("busy" in maek("run", "-r", RULES, "-o", out, seeds, code=4)[1], "a second run says that it is busy")
    os.close(lock)

    gone = subprocess.Popen(["true"])
    gone.wait()
    stale, foreign = graph + f".{gone.pid}.part", os.path.join(out, "notes.part")
    living = graph + f".{os.getpid()}.part"
    for path in (stale, living, foreign):
        open(path, "w").close()
    maek("run", "-q", "--no-svg", "-r", RULES, "-o", out, seeds)
    check(not os.path.exists(stale), "what a killed run left is not swept")
    check(os.path.exists(living) and os.path.exists(foreign), "the files of others are swept")

    stopped = os.path.join(folder, "stopped")
    for end in (signal.SIGINT, signal.SIGTERM):
        run = subprocess.Popen([MAEK, "run", "-q", "-r", RULES, "-o", stopped, "-", *corpus_files()], stdin=subprocess.PIPE)
        while not (os.path.isdir(stopped) and os.listdir(stopped)):   # it waits for standard input by now
            check(run.poll() is None, "the run ended by itself")
            time.sleep(0.01)
        run.send_signal(end)
        check(run.wait() == -end, f"{end} ends a run with {run.returncode}")
        check(os.listdir(stopped) == [], f"{end} leaves {os.listdir(stopped)}")
        run.stdin.close()
