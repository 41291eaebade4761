"""Memory does not grow with what is read: 100 MB of JSON lines, and one line that is far too long, in less than 64 MiB.
`python3 tests/run/memory.py --release` takes 1 GB, a line of 1 GB, and a million files, which is for releases."""
import json
import os
import subprocess
import sys
import tempfile
import threading
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, check

MIB = 1 << 20
IS_RELEASE = "--release" in sys.argv
RULES = """entities: { Company: { label: 회사 } }
rules:
  - id: shown
    match: '(?<name>[가-힣]{2,6})는 ‘달빛’을 공개'
    emit: Company(name)
"""
TEXT = "가나전자는 ‘노을’을 공개했다. 다라소프트는 오늘 새 서비스를 내놓았다고 밝혔다.\n" * 40


def lines(total):
    """Documents as JSON lines, in blocks, of `total` bytes together."""
    number, done = 0, 0
    while done < total:
        line = (json.dumps({"id": f"d{number}", "text": TEXT}, ensure_ascii=False) + "\n").encode()
        number, done = number + 1, done + len(line)
        yield line


def long_line(total):
    yield b'{"id": "long", "text": "'
    for _ in range(total // MIB):
        yield b"a" * MIB
    yield b'"}\n{"id": "next", "text": "b"}\n'


def run(folder, source, *arguments):
    """The summary and the most memory that the program had, fed from `source` if there is one."""
    pack = os.path.join(folder, "pack")
    os.makedirs(pack, exist_ok=True)
    for name, text in ("pack.yaml", "pack: pack\nstages: [rules.yaml]\n"), ("rules.yaml", RULES):
        with open(os.path.join(pack, name), "w", encoding="utf-8") as file:
            file.write(text)
    with tempfile.TemporaryFile() as messages:
        child = subprocess.Popen([MAEK, "extract", "-j2", "-r", pack, "-o", "/dev/null", *arguments], stdin=subprocess.PIPE, stderr=messages)

        def feed():
            for block in source:
                child.stdin.write(block)
            child.stdin.close()
        feeder = threading.Thread(target=feed)
        feeder.start()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        feeder.join()
        messages.seek(0)
        said = messages.read().decode()
    check(child.returncode == 0, f"exit {child.returncode}: {said}")
    return said, usage.ru_maxrss * 1024


def is_flat(what, said, used, most=64 * MIB):
    print(f"{what}: {used / MIB:.0f} MiB; {said.strip().splitlines()[-1]}")
    check(used < most, f"{what}: {used / MIB:.0f} MiB of memory, at most {most / MIB:.0f}")


def a_million_files(folder):
    for outer in range(1000):
        inner = os.path.join(folder, "texts", f"{outer:03}")
        os.makedirs(inner)
        for name in range(1000):
            with open(os.path.join(inner, f"{name:03}.txt"), "w", encoding="utf-8") as file:
                file.write("가나전자는 ‘달빛’을 공개했다.\n")
    said, used = run(folder, [], os.path.join(folder, "texts"))
    check("1000000 documents done + 0 failed = 1000000 given" in said, said)
    is_flat("a million files", said, used, 256 * MIB)  # their names are known before they are read


symbols = subprocess.run(["readelf", "-W", "--dyn-syms", MAEK], capture_output=True, text=True).stdout
if "__asan" in symbols or "__tsan" in symbols:
    sys.exit()  # sanitizers need memory of their own
SIZE = 1000 if IS_RELEASE else 100
with tempfile.TemporaryDirectory() as folder:
    said, used = run(folder, lines(SIZE * 1000000), "--input-format", "jsonl", "-")
    check(" + 0 failed = " in said, said)
    is_flat(f"{SIZE} MB of lines", said, used)
    said, used = run(folder, long_line((1024 if IS_RELEASE else 200) * MIB), "--input-format", "jsonl", "-")
    check("-:1: error[line-too-big]" in said and "1 documents done + 1 failed = 2 given" in said, said)
    is_flat("a line too long", said, used)
    if IS_RELEASE:
        a_million_files(folder)
