"""`maek test`: what is told of examples that fail, examples to do, --update, --filter, --junit, folders of cases."""
import os
import shutil
import sys
import tempfile
import xml.etree.ElementTree as xml
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, RULES, check, maek

PACK = "pack: songs\nstages: [names.yaml, rules.yaml]\n"
NAMES = """define:
  word.tail: '(?:은|는|을|를)'
entities:
  Band: { label: 악단 }
  Song: { label: 노래 }
relations:
  plays: { from: Band, to: Song }
  covers: { from: Band, to: Song }
lexicon:
  - emit: Band
    entries: { 파랑새: [], 먹구름: [] }
  - emit: Song
    entries: { 봄비: [], 달밤: [] }
"""
RULES_FILE = r"""rules:
  - id: plays                            # this remark stays
    match: '{Band:who}(?:은|는)\s{Song:what}(?:을|를)\s(?:불렀|부른)'
    unless: '안\s불렀'
    emit: plays(who, what)
    examples:
      - { text: '파랑새는 봄비를 불렀다.', finds: ['plays(파랑새, 봄비)'] }
      - { text: '파랑새는 봄비를 골랐다.', finds: ['plays(파랑새, 봄비)'] }
      - text: '파랑새는 봄비를 불렀다. 먹구름은 달밤을 부른다.'
        finds:
          - plays(파랑새, 달밤)
          - 'plays(파랑새, 봄비)'
      - { text: '파랑새는 달밤을 연주했다.', finds: ['plays(파랑새, 달밤)'], todo: 연주하다 }
      - { text: '파랑새는 달밤을 불렀다.', finds: ['plays(파랑새, 달밤)'], todo: true }
infer:
  - id: covers
    if: ['plays(X, Y)', 'plays(Z, Y)', 'different(X, Z)']
    then: covers(X, Y)
    examples:
      - { text: '파랑새는 봄비를 불렀다.', finds: ['covers(파랑새, 봄비)'] }
"""


def write(folder, name, text):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def pack_in(folder, rules=RULES_FILE):
    for name, text in (("pack.yaml", PACK), ("names.yaml", NAMES), ("rules.yaml", rules)):
        write(folder, name, text)
    return folder


def has(text, *parts):
    for part in parts:
        check(part in text, f"{part!r} is not in\n{text}")


def told(folder):
    """Side by side with places, and the furthest place of a miss."""
    out, err = maek("test", "rules", code=1, cwd=os.path.dirname(folder))
    has(err, "1 examples passed, 1 to do, 4 failed")
    has(out, """rules/rules.yaml:8:17: error[example]: songs/plays misses 1
  text: 파랑새는 봄비를 골랐다.
    expected             found
    plays(파랑새, 봄비)  -
  did not fire [pattern]: its pattern does not match
    the furthest: “파랑새는 봄비를 ” matched, then (?:불렀|부른) was not found
    rules/rules.yaml:3:52
        match: '{Band:who}(?:은|는)\\s{Song:what}(?:을|를)\\s(?:불렀|부른)'
                                                           ^^^^^^^^^^^^^
    text, line 1
        ‹Band:파랑새›는 ‹Song:봄비›를 골랐다.
""",
        """error[example]: songs/plays misses 1 and finds 1 unexpected
  text: 파랑새는 봄비를 불렀다. 먹구름은 달밤을 부른다.
    expected             found
                         plays(먹구름, 달밤)  [14, 25)
    plays(파랑새, 달밤)  -
    plays(파랑새, 봄비)  plays(파랑새, 봄비)  [0, 11)
""", "rules/rules.yaml:13:17: todo[example]: songs/plays: 연주하다\n  text: 파랑새는 달밤을 연주했다.\n",
        "rules/rules.yaml:14:17: error[todo-passes]: songs/plays can do this now",
        "did not fire [premise]: premise 3 of 3 holds for nothing")


def filtered(folder):
    for filter_, code, said in (("plays", 1, "1 examples passed, 1 to do, 3 failed"), ("songs/c*", 1, "0 examples passed, 1 failed"),
                                ("c?vers", 1, "0 examples passed, 1 failed"), ("zzz", 1, "nothing ran"), ("p*", 1, "1 examples passed")):
        has(maek("test", "--filter", filter_, folder, code=code)[1], said)
    has(maek("test", "-v", "--filter", "plays", folder, code=1)[0], "ok songs/plays: 파랑새는 봄비를 불렀다.")


def junit(folder, path):
    maek("test", "--junit", path, folder, code=1)
    root = xml.parse(path).getroot()
    check((root.get("tests"), root.get("failures"), root.get("skipped")) == ("6", "4", "1"), root.attrib)
    cases = {case.get("name"): case for case in root.iter("testcase")}
    check(len(cases) == 6, cases)
    failure = cases["songs/plays: 파랑새는 봄비를 골랐다."]
    check(failure.find("failure").text == "expected, not found:  plays(파랑새, 봄비)\n" and failure.get("line") == "8", "a failure")
    check(cases["songs/plays: 파랑새는 달밤을 연주했다."].find("skipped").get("message") == "연주하다", "an example to do")
    check(len(cases["songs/plays: 파랑새는 봄비를 불렀다."]) == 0, "one that passed")


def updated(folder):
    """Only what is wanted is written, and nothing else changes."""
    path = os.path.join(folder, "rules.yaml")
    out, err = maek("test", "--update", folder, code=1, stdin="n\ny\n".encode())
    has(err, "write the found facts into the example?", "1 examples written", "2 examples passed, 1 to do, 3 failed")
    second = RULES_FILE.replace("""finds:
          - plays(파랑새, 달밤)
          - 'plays(파랑새, 봄비)'
""", "finds: ['plays(먹구름, 달밤)', 'plays(파랑새, 봄비)']\n")
    check(open(path, encoding="utf-8").read() == second, open(path, encoding="utf-8").read())
    maek("test", "--update", folder, code=1, stdin=b"")
    check(open(path, encoding="utf-8").read() == second, "without an answer nothing is written")
    maek("test", "--update", folder, code=1, stdin=b"q\n")
    check(open(path, encoding="utf-8").read() == second, "quit writes nothing")
    maek("test", "--update", folder, code=1, stdin=b"a\n")
    third = second.replace("봄비를 골랐다.', finds: ['plays(파랑새, 봄비)']", "봄비를 골랐다.', finds: []").replace(
        "finds: ['covers(파랑새, 봄비)']", "finds: []")
    check(open(path, encoding="utf-8").read() == third, open(path, encoding="utf-8").read())
    pack_in(folder, third.replace(", todo: true", ""))
    has(maek("test", folder)[1], "5 examples passed, 1 to do, 0 failed")
    pack_in(folder)
    maek("test", "--update", "--yes", folder, code=1)
    check(open(path, encoding="utf-8").read() == third, "--yes asks nothing")
    many = "".join(f" 파랑새는 {song}를 불렀다." for song in ("봄비", "겨울비", "소나기", "가랑비", "이슬비"))
    pack_in(folder, RULES_FILE.split("    examples:")[0] + f"    examples:\n      - text: '{many.strip()}'\n        finds: []\n")
    write(folder, "names.yaml", NAMES.replace("달밤: []", "겨울비: [], 소나기: [], 가랑비: [], 이슬비: []"))
    maek("test", "--update", "--yes", folder)
    has(open(path, encoding="utf-8").read(), "        finds: ['plays(파랑새, 가랑비)',\n                'plays(파랑새, 겨울비)',\n")
    has(maek("test", folder)[1], "1 examples passed, 0 failed")


def cases(folder):
    case = os.path.join(folder, "cases", "rain")
    write(case, "input.txt", "파랑새는 봄비를 불렀다.\n")
    write(case, "expected.json", '{"messages": [], "documents": [], "nodes": [{"id": "Band/나그네"}], "edges": []}')
    pack = pack_in(os.path.join(folder, "cases-pack"))
    has(maek("test", os.path.dirname(case), code=3)[1], "rain: it has no rules of its own; say -r PACK")
    out, err = maek("test", "-r", pack, os.path.dirname(case), code=1)
    has(err, "0 cases passed, 1 failed")
    has(out, "rain/expected.json:1:1: error[case]: rain: 5 rows differ", '  nodes     expected  {"id": "Band/나그네"}\n',
        '  edges     found     {"edge": "Band/파랑새 plays Song/봄비"')
    has(maek("test", "-r", pack, "--update", "--yes", case)[1], "1 cases passed, 0 failed")
    path = os.path.join(folder, "cases.xml")
    has(maek("test", "-r", pack, "--junit", path, "-v", case)[0], "ok rain")
    check([case.get("name") for case in xml.parse(path).getroot().iter("testcase")] == ["rain"], "JUnit of cases")
    shutil.copytree(pack, os.path.join(case, "rules"))
    has(maek("test", os.path.dirname(case))[1], "1 cases passed, 0 failed")
    has(maek("test", os.path.dirname(case), "--filter", "snow", code=1)[1], "nothing ran")
    write(case, "expected.json", "{")
    has(maek("test", case, code=3)[1], "expected.json: cannot be read")
    # the cases of the house: tests/run/cases.py comes to the same by another way
    has(maek("test", "-r", RULES, os.path.join(ROOT, "tests", "cases"))[1], " 0 failed")


with tempfile.TemporaryDirectory() as temporary:
    rules = pack_in(os.path.join(temporary, "rules"))
    told(rules)
    filtered(rules)
    junit(rules, os.path.join(temporary, "results.xml"))
    cases(temporary)
    updated(rules)
print("examples are told, filtered, written")
