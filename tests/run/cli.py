"""Conventions of the program: help, usage errors, streams, exit codes."""
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import CORPUS, ROOT, RULES, check, maek

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
maek("extract", "-r", "/nowhere", os.path.join(CORPUS, "d01.txt"), code=3)
check(maek("version")[0].startswith("maek "), "version")

text = open(os.path.join(CORPUS, "d03.txt"), "rb").read()
piped, _ = maek("extract", "-q", "-r", RULES, "-", stdin=text)
check('"id":"stdin"' in piped, "standard input")
with tempfile.TemporaryDirectory() as folder:
    odd = os.path.join(folder, "-x.txt")
    open(odd, "wb").write(text)
    check('"id":"-x"' in maek("extract", "-q", "-r", RULES, "--", "-x.txt", cwd=folder)[0], "-- ends the options")
    bad = os.path.join(folder, "bad.txt")
    open(bad, "wb").write(b"abc\xff\xfe")
    out, err = maek("extract", "-r", RULES, odd, bad)
    check("byte offset 3" in err and "1 failed = 2 given" in err, err)
    check('"kind":"error"' in out, "a failed document has a line")
    maek("extract", "--strict", "-r", RULES, bad, code=3)
    check("\x1b[" not in err, "no colours without a terminal")
    with open(os.path.join(folder, "ignored.bin"), "wb") as file:
        file.write(b"x")
    _, err = maek("extract", "-r", RULES, folder)
    check("1 files ignored" in err, err)
    maek("extract", "-q", "-r", RULES, "-o", "/dev/full/x", odd, code=4)
    target = os.path.join(folder, "target")
    open(target, "w").write("kept")
    os.symlink(target, os.path.join(folder, "link.jsonl"))
    maek("extract", "-q", "-r", RULES, "-o", os.path.join(folder, "link.jsonl"), odd)
    check(open(target).read() == "kept" and not os.path.islink(os.path.join(folder, "link.jsonl")), "a link is replaced")
    check(not [name for name in os.listdir(folder) if name.endswith(".part")], "no temporary file stays")
    empty = os.path.join(folder, "rules")
    os.mkdir(empty)
    open(os.path.join(empty, "pack.yaml"), "w").write("pack: empty\nstages: []\n")
    maek("run", "-q", "-r", empty, "-o", os.path.join(folder, "out"), odd)
import subprocess
from maektest import MAEK
full = subprocess.run([MAEK, "help"], stdout=open("/dev/full", "w"), stderr=subprocess.PIPE)
check(full.returncode == 4, "a full output is exit 4")
