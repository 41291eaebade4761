"""Writes the seed corpus of the fuzz targets from tests/cases, tests/errors and others: python3 tests/fuzz/corpus.py. Inputs
named found-* are what a fuzzer once found, and stay."""
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
MAEK = os.environ.get("MAEK", "build/maek")


def put(target, number, content):
    folder = os.path.join(HERE, "corpus", target)
    os.makedirs(folder, exist_ok=True)
    open(os.path.join(folder, f"seed-{number:02d}"), "wb").write(content)


def read(path):
    return open(path, "rb").read()


inputs = sorted(path for path in glob.glob(os.path.join(TESTS, "cases", "*", "input*")) if os.path.isfile(path))
for number, path in enumerate(path for path in inputs if not path.endswith(".jsonl")):
    put("document", number, bytes([number % 4]) + read(path)[:4000])
lines = [line for path in inputs if path.endswith(".jsonl") for line in read(path).splitlines() if line]
lines += ['{"id": "a", "title": "소식", "text": "가람전자는 ‘아라’를 냈다.", "date": "2026-01-02"}'.encode(), b'{"text": "\\ud83d\\ude00"}', b"[]"]
for number, line in enumerate(lines):
    put("jsonl", number, line)
for number, text in enumerate(["&amp;lt; &#44032; &#xD800; &hellip;", "가가", "&NotEqualTilde;&nbsp;&#0;", "ＡＢ&copy"]):
    put("entities", number, text.encode())
for number, text in enumerate(["5,190억", "1조 2천억", "삼천억", "1.2T", "32B급", "９２경", "923경", "0.5K", "12345"]):
    put("number", number, text.encode())
for number, text in enumerate(["(?<a>[가-힣]+)의\\s(?<b>\\p{Lu}+)\n가람의 AB", "(?:a|aa)+$\naaaaaaaaaaaaaaaaaab", "(?<=가)나|\\bx\n가나 x", "(?i)ab*?c\nABBC"]):
    put("pattern", number, text.encode())
packs = sorted(glob.glob(os.path.join(TESTS, "errors", "*", "rules", "rules.yaml")))[:40] + [os.path.join(TESTS, "faults", "pack", "rules.yaml")]
for number, path in enumerate(packs):
    put("rules", number, read(path)[:4000])
facts = subprocess.run([MAEK, "extract", "-q", "-r", os.path.join(TESTS, "faults", "pack"), "-"], capture_output=True, check=True,
                       input="가람전자는 ‘아라’를 냈다. 70억 개다.".encode()).stdout
put("facts", 0, facts)
put("facts", 1, facts + facts.replace(b'"id":"', b'"id":"x'))
for number, text in enumerate(["아라\n<b>&\"'\\N", "a\\\n-.\n\ufeff", "😀\n가", "</script><!--\n  "]):
    put("writers", number, text.encode())
