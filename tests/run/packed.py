"""Texts packed with gzip or Zstandard give the same facts as plain ones, from files, folders and standard input; what is
broken or cut off fails by itself."""
import gzip
import json
import os
import subprocess
import tempfile
from pathlib import Path

MAEK = os.environ["MAEK"]
work = Path(tempfile.mkdtemp())
LINES = [json.dumps({"id": f"d{i}", "text": f"한빛소프트랩은 언어모델 '새벽{i}'를 공개했다."}, ensure_ascii=False) for i in range(300)]
plain = ("\n".join(LINES) + "\n").encode()
half = plain.index(b"\n", len(plain) // 2) + 1


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, capture_output=True, check=True).stdout


def extract(*inputs, data=None):
    command = [MAEK, "extract", "-q", "-r", "rules/korean-ai", *map(str, inputs)]
    done = subprocess.run(command, input=data, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr.decode()


(work / "plain").mkdir()
(work / "plain/a.jsonl").write_bytes(plain)
(work / "plain/b.md").write_text("# 새 모델\n\n한빛소프트랩은 언어모델 '한낮'을 공개했다.\n")
expected = extract(work / "plain")[0]
assert expected.count(b"\n") == 301
for name, pack in (("gz", gzip.compress), ("zst", zstd)):
    folder = work / name
    folder.mkdir()
    (folder / f"a.jsonl.{name}").write_bytes(pack(plain[:half]) + pack(plain[half:]))  # two members, one text
    (folder / f"b.md.{name}").write_bytes(pack((work / "plain/b.md").read_bytes()))
    assert extract(folder)[0] == expected, name
    assert extract("--input-format", "jsonl", "-", data=pack(plain))[0] == extract(work / "plain/a.jsonl")[0], name

    packed = pack((work / "plain/b.md").read_bytes())
    broken = work / f"cut.md.{name}"
    broken.write_bytes(packed[:-6])
    facts, said = extract(broken, work / "plain/b.md")
    failed, read = map(json.loads, facts.splitlines())
    assert failed["kind"] == "error" and failed["id"] == "cut" and read["id"] == "b", facts
    assert "Bad message" in said, said
