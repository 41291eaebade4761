"""Broken packs: `maek check` says what is wrong, and where, to the byte."""
import os
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, check, maek

folder = os.path.join(ROOT, "tests", "errors")
update = "--update" in sys.argv
names = sorted(os.listdir(folder))
for name in names:
    case = os.path.join(folder, name)
    out, _ = maek("check", "-q", "--deny", "warnings", "rules", code=1, cwd=case)
    expected = os.path.join(case, "expected")
    if update:
        open(expected, "w", encoding="utf-8").write(out)
    check(open(expected, encoding="utf-8").read() == out, f"{name}: wanted\n{open(expected, encoding='utf-8').read()}\ngot\n{out}")
check(len(names) >= 140, f"only {len(names)} broken packs")
print(len(names), "broken packs")
