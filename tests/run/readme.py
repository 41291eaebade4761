"""The pack that README.md shows: its files are sound, its examples pass, and a run with it finds what they promise."""
import os
import re
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, RULES, check, maek

text = open(os.path.join(ROOT, "README.md"), encoding="utf-8").read()
files = re.findall(r"`my-rules/([a-z.-]+)`:\n\n```yaml\n(.*?)```", text, re.S)
check(len(files) == 2, f"{len(files)} files of a pack in README.md")
with tempfile.TemporaryDirectory() as folder:
    for name, content in files:
        open(os.path.join(folder, name), "w", encoding="utf-8").write(content)
    _, err = maek("check", RULES, folder)
    check(" 0 errors" in err, err)
    _, err = maek("test", "--filter", "my-rules/", RULES, folder)
    check("2 examples passed, 0 failed, 0 rules" in err, err)
    out, _ = maek("extract", "-q", "-r", RULES, "-r", folder, "-", stdin="KT는 업스테이지에 100억원을 투자했다.\n".encode())
    check('"relation":"invests_in"' in out, out)
for path in re.findall(r"\]\(([^)]+)\)", text):
    check(os.path.exists(os.path.join(ROOT, path)), f"README.md names {path}, which is not there")
shown = set(re.findall(r"`([a-z]+)`", text[text.index("## Commands"):text.index("Data goes")]))
known = {line.split()[0] for line in maek("help")[0].splitlines() if line.startswith("  ")} - {"help", "version"}
check(known <= shown, f"README.md does not name {known - shown}")
