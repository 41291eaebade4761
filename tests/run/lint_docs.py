"""docs/lint.md: every lint has a section; its first example gives that warning and no other, its second one none."""
import os
import re
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, check, maek

text = open(os.path.join(ROOT, "docs", "lint.md"), encoding="utf-8").read()
head, *sections = re.split(r"^## ", text, flags=re.M)
block = re.compile(r"```yaml\n(.*?)```", re.S)
base = block.findall(head)[1]
source = open(os.path.join(ROOT, "extract", "lint.c"), encoding="utf-8").read()
known = re.findall(r'\.id = "([a-z-]+)"', source)
check(known == sorted(known), "the lints are not in order")
check([section.split("\n")[0] for section in sections] == known, "the sections of docs/lint.md are not the lints")

failures = []


def warnings(example):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {"pack.yaml": "pack: shown\nstages: [base.yaml, rules.yaml]\n", "base.yaml": base,
                              "rules.yaml": example}.items():
            open(os.path.join(folder, name), "w", encoding="utf-8").write(content)
        out, err = maek("check", folder)
        report, passed = maek("test", folder, code=None)
        if " 0 failed" not in passed:
            failures.append(f"the examples of\n{example}\n{report}{passed}")
    check(" 0 errors" in err, err)
    return set(re.findall(r" warning\[([a-z-]+)\]: ", out)), out


for section in sections:
    name = section.split("\n")[0]
    examples = block.findall(section)
    check(len(examples) == 2, f"{name}: {len(examples)} examples, wanted a bad one and a good one")
    for example, wanted in zip(examples, ({name}, set())):
        found, out = warnings(example)
        if found != wanted:
            failures.append(f"{name}: wanted {wanted or 'no warning'} from\n{example}\n{out}")
check(not failures, "\n".join(failures))
check(not warnings("rules:\n" + block.findall(head)[0])[0], "`allow` does not silence")
print(len(sections), "lints")
