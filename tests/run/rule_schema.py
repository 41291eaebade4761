# release only
"""The schema of rule files and `maek check` agree: on every pack that is sound, and on what is wrong with broken ones.

A problem of a kind that a schema can see must be seen in its line, and nothing else may be seen. Also: the settings in
docs/editors.md."""
import glob
import json
import os
import re
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, check, maek, node

SEEN = {"unknown-key", "wrong-kind", "missing-key", "unknown-value", "unknown-region", "unknown-lint", "relation-signature",
        "macro-name", "type-name", "refers"}
os.chdir(ROOT)


def problems(path):
    """What check says of a broken file, as {(line, id)}; the schema knows nothing of what is written
    inside a fact, and not which types there are."""
    name = re.match(r"tests/errors/([^/]+)/(rules/.+)", path)
    if not name:
        return set()
    told = open(os.path.join("tests", "errors", name[1], "expected"), encoding="utf-8").read()
    lines = open(path, encoding="utf-8", errors="replace").read().split("\n")
    return {(int(line), word) for file, line, word in re.findall(r"^(\S+?):(\d+):\d+: error\[([a-z-]+)\]", told, re.M)
            if file == name[2] and not (word == "unknown-value" and "emit:" in lines[int(line) - 1])
            and not (word == "unknown-region" and re.search(r"in: [A-Z]", lines[int(line) - 1]))}


def agreement(new):
    maek("new", new)
    packs = sorted({os.path.dirname(path) for top in ("rules", "tests") for path in glob.glob(top + "/**/pack.yaml", recursive=True)})
    packs.append(new)
    files = [path for pack in packs for path in sorted(glob.glob(pack + "/*.yaml"))]
    found = json.loads(node("rules.mjs", "rules/rule.schema.json", *files))
    broken = sound = 0
    for path in files:
        told = problems(path)
        if found[path] is None:
            check(any(word.startswith("yaml-") or word == "duplicate-key" for _, word in told), f"{path} is no YAML, says the schema's reader alone")
            continue
        if any(word.startswith("yaml-") for _, word in told):
            continue
        seen, lines = {line for line, word in told if word in SEEN}, {line for line, _ in told}
        schema = {line for line, _, _ in found[path]}
        if "tests/pictures/league" in path:      # views that are broken on purpose, beside sound ones
            continue
        check(seen <= schema, f"{path}: the schema does not see lines {sorted(seen - schema)}: {found[path]}")
        check(schema <= lines, f"{path}: only the schema sees something: {[one for one in found[path] if one[0] not in lines]}")
        broken += bool(seen)
        sound += not told
    check(broken >= 20 and sound >= 60, f"{broken} broken, {sound} sound files")
    return broken, sound


def editors():
    text = open("docs/editors.md", encoding="utf-8").read()
    settings, tasks = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.S))
    check(all(os.path.exists(path) for path in settings["yaml.schemas"]), settings)
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    for name in ("wrong-values", "warning-unused-group"):
        out, _ = maek("check", "-q", "--deny", "warnings", "rules", code=1, cwd=os.path.join("tests", "errors", name))
        data = json.loads(maek("check", "-q", "-f", "json", "--deny", "warnings", "rules", code=1,
                               cwd=os.path.join("tests", "errors", name))[0])["problems"]
        matched = [re.match(pattern["regexp"], line) for line in out.splitlines()]
        told = [(match[pattern["file"]], int(match[pattern["line"]]), int(match[pattern["column"]]), match[pattern["severity"]],
                 match[pattern["code"]]) for match in matched if match]
        check(told == [(one["file"], one["line"], one["column"], one["severity"], one["id"]) for one in data] and told, f"{told}\n{data}")


with tempfile.TemporaryDirectory() as folder:
    counts = agreement(os.path.join(folder, "new"))
editors()
print("%d broken and %d sound files" % counts)
