"""`maek coverage`: what fired and what did not, candidates with counts and places, sentences without a relation."""
import html
import json
import os
import re
import sys
import tempfile
import unicodedata
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import CORPUS, RULES, check, corpus_files, is_sanitized, maek

FILES = corpus_files()[::4] if is_sanitized() else corpus_files()

PACK = """
entities:
  Band: { label: 밴드 }
  Song: { label: 노래 }
  Fan: { hidden: true }
relations:
  plays: { from: Band, to: Song }
  covers: { from: Band, to: Song }
define:
  particle: '(?:은|는|이|가|을|를)'
  word.tail: '(?:은|는|이|가|을|를|와)'
lexicon:
  - { emit: Band, boundary: word, entries: { 파랑새: [], 먹구름: [] } }
  - { emit: Song, boundary: word, entries: { 봄비: [] } }
rules:
  - id: plays
    match: '{Band:band}{particle}\\s{Song:song}{particle}\\s불렀다'
    emit: plays(band, song)
  - id: covers
    match: '{Band:band}{particle}\\s{Song:song}{particle}\\s베꼈다'
    emit: covers(band, song)
  - id: fan
    match: '(?<who>[가-힣]{3})\\s팬'
    emit: Fan(who)
infer:
  - id: covered-too
    if: plays(B, S)
    then: covers(B, S)
  - id: never-derived
    if: ['Fan(F)', 'plays(B, S)']
    then: covers(B, S)
candidates:
  - id: song
    label: 따옴표 안의 노래
    match:
      - '‘(?<name>[^’]+)’'
      - '노래\\s(?<name>[가-힣]+){particle}'
    unless: '‘(?<name>소음)’'
  - id: year
    label: 해
    in: near
    match: '(?<when>\\d{4})년'
    when: { in: document, match: '{Band}' }
"""
FIRST = """# 파랑새와 먹구름

파랑새가 봄비를 불렀다. 파랑새는 ‘달 밤’을, 먹구름은 ‘소음’을 골랐다.

노래 달밤을 1999년에 들었다. ‘봄비’도 2001년에 들었다.
"""
SECOND = "먹구름은 파랑새와 봄비를 아낀다.\n노래 달밤을 1999년에 다시 듣는다.\n"


def coverage(rules, *paths, top=None):
    arguments = ["coverage", "-q", "-f", "json", "-r", rules, *(["--top", top] if top else []), *paths]
    text, _ = maek(*arguments)
    return json.loads(text)


def invented(folder):
    pack = os.path.join(folder, "pack")
    os.mkdir(pack)
    for name, text in {"pack/pack.yaml": "pack: bands\nstages: [rules.yaml]\n", "pack/rules.yaml": PACK, "b.md": FIRST,
                       "a.txt": SECOND}.items():
        open(os.path.join(folder, name), "w", encoding="utf-8").write(text)
    first, second = os.path.join(folder, "b.md"), os.path.join(folder, "a.txt")
    maek("check", pack)
    found = coverage(pack, first, second)
    fired = {rule["id"]: rule["fired"] for rule in found["rules"]}
    check(fired == {"bands/plays": 1, "bands/covers": 0, "bands/fan": 0, "bands/covered-too": 1, "bands/never-derived": 0}, fired)
    check(found["never_fired"] == ["bands/covers", "bands/fan", "bands/never-derived"], found["never_fired"])
    at = {rule["id"]: rule["at"] for rule in found["rules"]}["bands/covers"]
    check(at == f"bands/rules.yaml:{PACK.splitlines().index('  - id: covers') + 1}", at)

    song, year = found["candidates"]
    check((song["id"], song["label"], song["distinct"], song["count"]) == ("bands/song", "따옴표 안의 노래", 1, 3), song)
    # three times in two documents, one of them spelled with a space; the first document by name tells where;
    # ‘봄비’ is a mention, ‘소음’ is excepted
    check(song["items"] == [{"text": "달밤", "count": 3, "documents": 2, "document": "a", "line": 2,
                             "sentence": "노래 달밤을 1999년에 다시 듣는다."}], song["items"])
    # each once, though `near` reads most sentences twice
    check([(item["text"], item["count"], item["document"], item["line"]) for item in year["items"]] ==
          [("1999", 2, "a", 2), ("2001", 1, "b", 5)], year["items"])

    silent = found["silent"]
    check(silent["count"] == 3 and silent["linked"] == 1, silent)
    check([(item["document"], item["line"], [entity["text"] for entity in item["entities"]]) for item in silent["items"]] ==
          [("a", 1, ["먹구름", "파랑새", "봄비"]), ("b", 1, ["파랑새", "먹구름"]), ("b", 3, ["파랑새", "먹구름"])], silent["items"])
    check(silent["items"][0]["entities"][2] == {"type": "Song", "text": "봄비"}, silent["items"][0])
    check(found["documents"] == 2 and found["sentences"] == 7, found)
    check(coverage(pack, second, first) == found, "the order of documents shows")

    one = coverage(pack, first, second, top=1)
    check([item["text"] for item in one["candidates"][1]["items"]] == ["1999"] and len(one["silent"]["items"]) == 1 and
          one["candidates"][1]["distinct"] == 2 and one["silent"]["count"] == 3, one)
    text, _ = maek("coverage", "-r", pack, first, second)
    for part in ("never fired: 3 of 5\n  bands/covers  " + at, "따옴표 안의 노래 (bands/song): 1, 3 times\n      3  달밤  (2 documents)\n"
                 "          a:2: 노래 달밤을", "no relation: 3 of 4\n  먹구름 (Band), 파랑새 (Band), 봄비 (Song)\n"):
        check(part in text, f"{part!r} is not in\n{text}")
    check("bands/plays" not in text and "bands/covered-too" not in text, text)


def usage():
    check("--format is text or json" in maek("coverage", "-r", RULES, "-f", "xml", CORPUS, code=2)[1], "-f xml")
    for wrong in ("0", "-1", "x", "1.5", ""):
        check("--top takes a whole number" in maek("coverage", "-r", RULES, "--top", wrong, CORPUS, code=2)[1], wrong)
    maek("coverage", "-r", "no-such-pack", CORPUS, code=3)
    maek("coverage", CORPUS, code=2)


def corpus():
    """Against the facts that `maek extract` writes for the same documents."""
    found = coverage(RULES, *FILES, top=100000)
    facts = [json.loads(line) for line in maek("extract", "-q", "-r", RULES, *FILES)[0].splitlines()]
    fired = {rule["id"]: rule["fired"] for rule in found["rules"]}
    said = {mention["rule"] for document in facts for mention in document["mentions"]}
    said |= {evidence["rule"] for document in facts for fact in document["facts"] for evidence in fact["evidence"]}
    said &= fired.keys()  # the rest are lexicons
    check(len(said) > 50, said)
    check(all(fired[rule] for rule in said), [rule for rule in said if not fired[rule]])
    check(not said & set(found["never_fired"]), said & set(found["never_fired"]))
    check(found["documents"] == len(FILES), found["documents"])
    check(found["sentences"] == sum(len(document["sentences"]) for document in facts), found["sentences"])
    taken = {document["id"]: [mention["cp"] for mention in document["mentions"]] for document in facts}
    texts = {document["id"]: document["text"] for document in facts}
    kinds = {kind["id"]: kind for kind in found["candidates"]}
    check(len(kinds) >= 5, kinds.keys())
    for kind in kinds.values():
        check(kind["distinct"] == len(kind["items"]) and kind["count"] == sum(item["count"] for item in kind["items"]), kind["id"])
        for item in kind["items"]:
            text, word = texts[item["document"]], item["text"]
            places = [i for i in range(len(text)) if text.startswith(word, i)]
            check(any(all(end <= i or i + len(word) <= start for start, end in taken[item["document"]]) for i in places),
                  f"{item} lies in a mention everywhere")
    check(0 < found["silent"]["count"] == len(found["silent"]["items"]), found["silent"]["count"])
    for item in found["silent"]["items"]:
        check(len(item["entities"]) >= 2 and item["sentence"], item)
    files = {os.path.basename(path).rsplit(".", 1)[0]: path for path in FILES}
    held = 0
    for item in found["silent"]["items"] + [item for kind in kinds.values() for item in kind["items"]]:
        if item["document"] not in files:  # the seed has an id of its own
            continue
        lines = open(files[item["document"]], encoding="utf-8-sig", newline="").read().split("\n")
        line = unicodedata.normalize("NFC", html.unescape(lines[item["line"] - 1]))
        word = item.get("text") or re.search(r"\w+", item["sentence"])[0]
        check(word in line.replace("\u3000", " "), f"{item} does not stand in the line {line}")
        held += 1
    check(held > 50, held)
    print(found["documents"], "documents,", len(found["never_fired"]), "rules never fired,", found["silent"]["count"], "silent sentences")


def unknown_words(folder):
    """Names that no rule of the pack takes are proposed."""
    path = os.path.join(folder, "unknown.txt")
    lines = ["이 도구는 3000K 파라미터로 돌아간다. LLM 이야기다.", "어제 구축한 'Zephyr X'는 빠르다.", "올해 공개한 ZephyrQ는 느리다.",
             "시장에서 도담진흥원이라고 말했다."]
    open(path, "w", encoding="utf-8").write("\n".join(lines) + "\n")
    found = {kind["id"].split("/")[1]: [(item["text"], item["line"]) for item in kind["items"]]
             for kind in coverage(RULES, path)["candidates"]}
    check(found["unknown-size"] == [("3000K", 1)], found)
    check(found["unknown-model-quoted"] == [("Zephyr X", 2)], found)
    check(found["unknown-model-bare"] == [("ZephyrQ", 3)], found)


with tempfile.TemporaryDirectory() as temporary:
    invented(temporary)
    unknown_words(temporary)
usage()
corpus()
