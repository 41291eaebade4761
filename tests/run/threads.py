"""The facts, the graph and the messages are the same, to the byte, on any number of threads, and a document that fails does
not disturb its neighbours."""
import json
import os
import subprocess
import tempfile
from pathlib import Path

MAEK = os.environ["MAEK"]
work = Path(tempfile.mkdtemp())
lines = []
for i in range(60):
    text = f"한빛소프트랩은 언어모델 '새벽{i}'를 공개했다. 매개변수는 {i + 1}B다. 이가람 대표는 “가볍다”고 말했다. "
    lines.append(json.dumps({"id": f"d{i}", "title": f"새 모델 {i}", "text": text * (1 + i % 7)}, ensure_ascii=False))
lines[13] = '{"id": "broken", "text": '
lines[31] = '{"id": "no-text"}'
(work / "input.jsonl").write_text("\n".join(lines) + "\n")
(work / "one.txt").write_text("한빛소프트랩은 언어모델 '새벽'을 공개했다.\n")


def run(*arguments):
    done = subprocess.run([MAEK, *arguments], capture_output=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def extract(jobs, *inputs):
    return run("extract", "-r", "rules/korean-ai", "-j", str(jobs), *map(str, inputs))


alone = extract(1, work / "input.jsonl", work / "one.txt")
ids = [json.loads(line)["id"] for line in alone[1].splitlines()]
assert len(ids) == 61 and ids[:3] == ["d0", "d1", "d2"] and ids[-1] == "one", ids
assert b"59 documents done + 2 failed = 61 given" in alone[2], alone[2]
for jobs in (2, 3, 8, 100):
    assert extract(jobs, work / "input.jsonl", work / "one.txt") == alone, jobs

for jobs in (1, 4):
    code, _, errors = run("run", "-q", "--no-svg", "-r", "rules/korean-ai", "-j", str(jobs), "-o", str(work / f"out{jobs}"),
                          str(work / "input.jsonl"))
    assert code == 0, errors
assert (work / "out1/graph.json").read_bytes() == (work / "out4/graph.json").read_bytes()

# an output that cannot be written ends the threads as well
command = [MAEK, "extract", "-q", "-r", "rules/korean-ai", "-j", "4", str(work / "input.jsonl")]
with open("/dev/full", "w") as full:
    assert subprocess.run(command, stdout=full, stderr=subprocess.DEVNULL, timeout=300).returncode == 4

# what is no plain file is written to, and not replaced
pipe = work / "pipe"
os.mkfifo(pipe)
with subprocess.Popen([*command, "-o", str(pipe)]) as writer:
    assert pipe.read_bytes() == extract(1, work / "input.jsonl")[1]
assert writer.returncode == 0 and pipe.is_fifo()
