"""Limits of what is read: at each limit it works, one beyond it there is a message at its place; documents that fail are counted. The
same bytes come out under every locale, and without memory for machine code."""
import ctypes
import json
import os
import re
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, check, is_sanitized, maek

CASE = os.path.join(ROOT, "tests", "cases", "counts")
HEAD = "entities: { T: { label: t } }\n"


def write(folder, name, content):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        file.write(content)
    return os.path.join(folder, name)


def check_rules(folder, rules):
    """The error that a pack with this file gets, as id@line:column, or an empty text."""
    write(folder, "pack.yaml", "pack: p\nstages: [rules.yaml]\n")
    write(folder, "rules.yaml", rules)
    out, _ = maek("check", folder, code=None)
    found = re.search(r"rules\.yaml:(\d+):(\d+): error\[([\w-]+)\]", out)
    return f"{found.group(3)}@{found.group(1)}:{found.group(2)}" if found else ""


def yaml_limits(folder):
    def nested(depth):  # the map of the file is the first level
        return HEAD + "x: " + "[" * (depth - 1) + "]" * (depth - 1) + "\n"
    check(check_rules(folder, nested(64)).startswith("unknown-"), "64 levels: " + check_rules(folder, nested(64)))
    check(check_rules(folder, nested(65)).startswith("yaml-depth@2:"), "65 levels: " + check_rules(folder, nested(65)))

    def macro(size):
        return HEAD + "define:\n  long: '" + "a" * size + "'\n"
    check(check_rules(folder, macro(64 << 10)) == "", "a text of 64 KiB: " + check_rules(folder, macro(64 << 10)))
    check(check_rules(folder, macro((64 << 10) + 1)).endswith("@3:9"), "a longer text: " + check_rules(folder, macro((64 << 10) + 1)))

    def padded(size):
        return HEAD + ("#" * 99 + "\n") * ((size - len(HEAD)) // 100) + "#" * ((size - len(HEAD)) % 100)
    check(check_rules(folder, padded(16 << 20)) == "", "a file of 16 MiB: " + check_rules(folder, padded(16 << 20)))
    write(folder, "rules.yaml", padded((16 << 20) + 1))
    out, _ = maek("check", folder, code=None)
    check(re.search(r"rules\.yaml.*error\[", out), f"a larger file: {out[:300]}")


def yaml_parts(folder):
    """The most parts of a file, in one line: time grows with the size, not with its square."""
    def parts(count):  # 17 are around the items
        return HEAD + "x: [" + "x, " * (count - 17) + "]\n"
    check(check_rules(folder, parts(2000000)) == "unknown-key@2:1", "2,000,000 parts: " + check_rules(folder, parts(2000000)))
    check(check_rules(folder, parts(2000001)).startswith("yaml-too-big@"), "one more: " + check_rules(folder, parts(2000001)))
    check(check_rules(folder, HEAD + "x: [" + "[x], " * 500000 + "]\n") == "unknown-key@2:1", "lists in a list")


def document_limits(folder):
    def news(size):
        text = "---\ntitle: 제목\nnote: "
        return text + "a" * (size - len(text.encode())) + "\n---\n본문이다.\n"
    rules = os.path.join(CASE, "rules")
    for name, content, failed in (("most", news((64 << 10) - 10), 0), ("more", news((64 << 10) + 10), 1), ("open", "---\ntitle: a\n본문\n", 1)):
        path = write(folder, name + ".txt", content)
        out, err = maek("extract", "--input-format", "news", "-r", rules, path)
        check(f"{1 - failed} documents done + {failed} failed = 1 given" in err, f"{name}: {err}")
        check(f'"kind":"{"error" if failed else "document"}"' in out, f"{name}: {out[:200]}")
        check(not failed or re.search(name + r"\.txt:1:\d+: error\[front-matter\]", err), f"{name}: {err}")

    lines = []
    for depth in 2047, 2048:  # below the object of the line
        lines.append('{"id":"d%d","text":"글","x":%s%s}' % (depth, "[" * depth, "]" * depth))
    lines += ['{"id":"twice","text":"a","text":"b"}', '{"id":"none"}', '[]', '{"id":"last","text":"끝"}']
    out, err = maek("extract", "-r", rules, write(folder, "x.jsonl", "\n".join(lines)))
    check("2 documents done + 4 failed = 6 given" in err, err)
    check([json.loads(line)["kind"] for line in out.splitlines()] == ["document"] + ["error"] * 4 + ["document"], out)
    maek("extract", "--strict", "-r", rules, os.path.join(folder, "x.jsonl"), code=3)


def locales(folder):
    """Those that are not installed are made, as far as the system can."""
    texts = [os.path.join(ROOT, "tests", "corpus", f"d0{number}.txt") for number in (1, 3, 5)] + [os.path.join(CASE, "input.txt")]
    rules, wanted = os.path.join(ROOT, "rules", "korean-ai"), None
    for name in "C", "ko_KR", "tr_TR", "de_DE":
        env = {"LC_ALL": name if name == "C" else name + ".UTF-8", "LOCPATH": folder, "LANG": name}
        if name != "C":
            subprocess.run(["localedef", "-i", name, "-f", "UTF-8", os.path.join(folder, name + ".UTF-8")], capture_output=True)
        out, _ = maek("extract", "-q", "-r", rules, *texts, env=env)
        target = os.path.join(folder, "out-" + name)
        maek("run", "-q", "--no-svg", "-r", rules, "-o", target, *texts, env=env)
        with open(os.path.join(target, "graph.json"), encoding="utf-8") as graph:
            found = out, graph.read()
        check(wanted in (None, found), f"other bytes under {name}")
        wanted = found


def without_machine_code(folder):
    """Linux can refuse memory that is written and executed (PR_SET_MDWE); then patterns are interpreted, and it is said."""
    def refuse():
        ctypes.CDLL(None).prctl(65, 1, 0, 0, 0)
    usual, _ = maek("version", "--verbose")
    check(re.search(r"^PCRE2 \d+\.\d+.*: machine code$", usual, re.M), usual)
    check("PCRE2" not in maek("version")[0], "not asked for")
    if ctypes.CDLL(None).prctl(66, 0, 0, 0, 0) < 0:
        return  # before Linux 6.3
    done = subprocess.run([MAEK, "version", "--verbose"], capture_output=True, text=True, preexec_fn=refuse)
    check(re.search(r"^PCRE2 .*: interpreted, since there is no executable memory$", done.stdout, re.M), done.stdout + done.stderr)
    texts = [os.path.join(ROOT, "tests", "corpus", f"d0{number}.txt") for number in (1, 3, 5)]
    arguments = [MAEK, "extract", "-q", "-r", os.path.join(ROOT, "rules", "korean-ai"), *texts]
    slow = subprocess.run(arguments, capture_output=True, preexec_fn=refuse)
    check(slow.returncode == 0 and slow.stdout == subprocess.run(arguments, capture_output=True).stdout, "other facts without machine code")


with tempfile.TemporaryDirectory() as folder:
    yaml_limits(folder)
    document_limits(folder)
    locales(folder)
    if not is_sanitized():
        yaml_parts(folder)
        without_machine_code(folder)
