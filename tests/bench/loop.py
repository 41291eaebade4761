"""Every pattern over every line with Python's re; as pcre2_loop.c."""
import re
import sys
import time

begun = time.perf_counter()
rules = [re.compile(line.rstrip("\n")) for line in open(sys.argv[1], encoding="utf-8")]
ready = time.perf_counter()
found = 0
for line in open(sys.argv[2], encoding="utf-8"):
    for rule in rules:
        found += sum(1 for _ in rule.finditer(line))
print(f"{ready - begun:f} {time.perf_counter() - ready:f} {found}")
