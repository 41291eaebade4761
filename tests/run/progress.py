# release only
"""What a long run says of itself: a line of progress on a terminal's standard error, with rate and time left, gone at the
end; silence without a terminal, with --quiet and on a dumb terminal; more with --verbose; a summary at the end."""
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import time
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import CORPUS, MAEK, RULES, check, corpus_files, maek

LINE = re.compile(r"\r\x1b\[Kmaek: \d+ documents, \d+/s(, \d+:\d\d left \(\d+ %\))?")


def on_terminal(*arguments, stdin=None, term="xterm", slow=()):
    """Standard error of a run that has a terminal there."""
    own, its = pty.openpty()
    run = subprocess.Popen([os.path.abspath(MAEK), *map(str, arguments)], stdin=stdin or subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           stderr=its, env={**os.environ, "TERM": term})
    os.close(its)
    said = b""
    while True:
        try:
            piece = os.read(own, 65536)
        except OSError:                                             # the other side is closed
            break
        if not piece:
            break
        said += piece
    os.close(own)
    check(run.wait() == 0, f"exit {run.returncode}: {said.decode()}")
    return said.decode().replace("\r\n", "\n")


with tempfile.TemporaryDirectory() as folder:
    many = os.path.join(folder, "many.jsonl")
    texts = [open(path, encoding="utf-8").read() for path in corpus_files()]
    start = time.monotonic()
    maek("extract", "-q", "-r", RULES, *corpus_files()[:20])
    count = max(20, int(1.5 / (time.monotonic() - start) * 20))     # for a run of a second and a half
    with open(many, "w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps({"id": str(number), "text": texts[number % len(texts)]}) + "\n")
    arguments = ("extract", "-r", RULES, "-o", os.path.join(folder, "facts.jsonl"))
    said = on_terminal(*arguments, many)
    lines = [match for match in LINE.finditer(said)]
    check(len(lines) >= 2 and all(match[1] for match in lines), f"progress: {said!r}")
    left = [int(minutes) * 60 + int(seconds) for minutes, seconds in re.findall(r"(\d+):(\d\d) left", said)]
    share = [int(text) for text in re.findall(r"\((\d+) %\)", said)]
    check(share == sorted(share) and share[0] < 80 and share[-1] > 50 and left[-1] <= left[0], f"time left: {left}, {share}")
    check(said.count("\n") == 1 and re.search(r"\r\x1b\[Kmaek: %d documents done \+ 0 failed = %d given[^\n]*\n$" % (count, count), said),
          f"the end: {said[-300:]!r}")
    with open(many, "rb") as file:
        said = on_terminal(*arguments, "-", stdin=file)
    check(LINE.search(said) and "left" not in said, f"how much is on standard input is not known: {said!r}")
    check(on_terminal(*arguments, "--quiet", many) == "", "--quiet on a terminal")
    check(on_terminal(*arguments, many, term="dumb").startswith(f"maek: {count} documents done"), "a dumb terminal")
    bad = os.path.join(folder, "z.txt")
    open(bad, "wb").write(b"\xff")
    said = on_terminal(*arguments, many, bad)
    check(re.search(r"\r\x1b\[K(\x1b\[[0-9;]*m)*" + re.escape(bad), said), f"a message takes the line away: {said[-400:]!r}")

    small = os.path.join(CORPUS, "d01.txt")
    _, err = maek("extract", "-r", RULES, small)
    check(err.startswith("maek: 1 documents done + 0 failed = 1 given") and err.count("\n") == 1, err)
    facts = os.path.join(folder, "small.jsonl")
    _, err = maek("extract", "-v", "-r", RULES, "-o", facts, small)
    check(f"maek: rules of {RULES}\n" in err and re.search(r"maek: 900_0000000101: \d+ mentions, \d+ facts\n", err), err)
    _, err = maek("link", facts)
    check(re.fullmatch(r"maek: 1 documents; \d+ nodes, \d+ edges\n", err), err)
    _, err = maek("merge", "-v", facts, facts)
    check(err == f"maek: reading {facts}\n" * 2 + "maek: 1 lines, 1 of them twice\n", err)
    graph = os.path.join(folder, "graph.json")
    for command in (["link", "-o", graph, facts], ["merge", facts], ["diff", facts, facts], ["verify", graph, small], ["stats", graph],
                    ["test", RULES], ["check", RULES]):
        check(maek(command[0], "--quiet", *command[1:])[1] == "", f"--quiet of {command[0]}")
