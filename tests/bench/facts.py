"""Writes facts.jsonl as extract would, without extracting: COUNT facts in documents of 10 sentences, one fact each, over names of which
some come far more often than others. The same for the same seed.

    /usr/bin/python3 tests/bench/facts.py COUNT FILE [SEED]
"""
import hashlib
import json
import os
import random
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import many

PER_DOCUMENT = 10


def document(number, names, seeded):
    title = f"{number}번째 소식"
    text, cp, byte = title + "\n\n", len(title) + 2, 0
    sentences, entities, mentions, facts, known = [{"cp": [0, len(title)], "byte": [0, 0]}], [], [], [], {}

    def mention(kind, name, sentence, start, at):
        if (kind, name) not in known:
            known[kind, name] = len(entities)
            entities.append({"type": kind, "aliases": [{"name": name, "rule": "many/names.yaml", "lexicon": True}], "merges": []})
        mentions.append({"type": kind, "entity": known[kind, name], "sentence": sentence, "cp": [start, start + len(name)],
                         "byte": [at, at + len(name.encode())], "rule": "many/names.yaml", "at": "many/names.yaml:9"})
        return known[kind, name]

    for place in range(PER_DOCUMENT):
        firm, thing = (many.name(kind, int(names ** seeded.random())) for kind in ("사", "품"))
        said = many.sentence(firm, thing)
        left = said.index(thing)
        span = {"cp": [cp, cp + len(said)], "byte": [byte, byte + len(said.encode())]}
        subject = mention("Firm", firm, place + 1, cp, byte)
        object = mention("Thing", thing, place + 1, cp + left, byte + len(said[:left].encode()))
        facts.append({"relation": "makes", "subject": subject, "object": object, "confidence": 1.0, "attributes": [], "evidence": [
            {"sentence": place + 1, **span, "rule": "many/makes", "at": "many/names.yaml:7", "confidence": 1.0,
             "roles": [{"role": "a", "cp": [cp, cp + len(firm)]}, {"role": "b", "cp": [cp + left, cp + left + len(thing)]}],
             "inferred": []}]})
        sentences.append(span)
        text, cp, byte = text + said + " ", cp + len(said) + 1, byte + len(said.encode()) + 1
    return {"kind": "document", "id": f"n{number}", "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "meta": {"title": title, "publisher": "가온일보", "date": f"2026-01-{number % 28 + 1:02}"},
            "rules": [{"pack": "many", "sha256": "0" * 64}], "types": [{"type": "Firm"}, {"type": "Thing"}],
            "relations": [{"relation": "makes"}], "body_start": len(title) + 2, "text": text[:-1], "sentences": sentences,
            "entities": entities, "mentions": mentions, "facts": facts, "limits": []}


def write(path, count, seed=1):
    """Returns the bytes written."""
    seeded = random.Random(seed)
    names = max(100, count // 10)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count // PER_DOCUMENT):
            line = json.dumps(document(number, names, seeded), ensure_ascii=False, separators=(",", ":"))
            file.write(line + "\n")
    return os.path.getsize(path)


if __name__ == "__main__":
    print(write(sys.argv[2], int(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 1), "bytes")
