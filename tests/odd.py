"""Names that are markup or escapes to somebody, and a pack and texts that name them."""
import html
import json
import os
import re
import unicodedata

import yaml

NAMES = ["a & b", "1 < 2 > 0", "say \"double\" and 'single' now", "back\\slash", "\\N", "\\G \\l\\", "&unknown;", "</TD></TABLE>",
         "<script>alert(1)</script>", "</script><img src=x onerror=alert(2)>", "<!-- -->", "]]>", "{x|y}", "<B></B>", "%2F#?a=1&b=2",
         "javascript:alert(3)", "${name}", "{{title}}", "가" * 200, "😀 이모지 👨\u200d👩\u200d👧", "한글이름"]

# What a graph may hold, though no text names it.
UNSEEN = ["", " ", "\x01\x02", "\ufeff", "\t\n", "\ufffe"]


def write_pack(folder):
    os.makedirs(folder, exist_ok=True)
    pack = {"entities": {"Thing": {"label": "물건 & <것>"}}, "relations": {"beside": {"from": "Thing", "to": "Thing", "label": "\"곁\""}},
            "lexicon": [{"emit": "Thing", "entries": {name: [] for name in NAMES}}],
            "rules": [{"id": "beside", "match": "{Thing:a} 곁에 {Thing:b}", "emit": "beside(a, b)"}],
            "views": {"page": {"layout": "page", "words": {"title": "<문서 & 모음>", "relations": "관계 <표>"}}}}
    with open(os.path.join(folder, "pack.yaml"), "w", encoding="utf-8") as file:
        file.write("pack: odd\nstages: [names.yaml]\n")
    with open(os.path.join(folder, "names.yaml"), "w", encoding="utf-8") as file:
        yaml.safe_dump(pack, file, allow_unicode=True, width=10000)
    return folder


def sentences():
    """The texts have Hangul as single letters, as some systems write it."""
    return [unicodedata.normalize("NFD", f"{left} 곁에 {right} 있다.") for left, right in zip(NAMES, NAMES[1:] + NAMES[:1])]


def write_texts(folder, count=2):
    """Documents that name all of them, with a title that is markup."""
    os.makedirs(folder, exist_ok=True)
    for number in range(count):
        with open(os.path.join(folder, f"odd & <{number}>.txt"), "w", encoding="utf-8") as file:
            file.write(f"<script>alert('{number}')</script> & \"제목\"\n\n" + "\n\n".join(sentences()) + "\n")
    return folder


def write_strings(folder, texts, alone):
    """A pack that takes what stands in ⦃⦄ for a name, and documents in which each of the texts is beside the next: one for each, which
    is its title and part of its id, or one of all (`alone`). The paths of both."""
    os.makedirs(os.path.join(folder, "pack"), exist_ok=True)
    for name, text in (("pack", "pack: told\nstages: [names.yaml, links.yaml]\n"),
                       ("names", "entities: { Name: { label: 이름 } }\nrelations: { beside: { from: Name, to: Name, label: 옆 } }\n"
                                 "rules: [{ id: name, in: document, match: '⦃(?<n>[^⦃⦄]+)⦄', emit: Name(n) }]\n"),
                       ("links", "rules: [{ id: beside, in: document, match: '{Name:a}⦄ 옆 ⦃{Name:b}', emit: 'beside(a, b)' }]\n")):
        with open(os.path.join(folder, "pack", name + ".yaml"), "w", encoding="utf-8") as file:
            file.write(text)
    pairs = [f"⦃{text}⦄ 옆 ⦃{following}⦄" for text, following in zip(texts, texts[1:] + texts[:1])]
    lines = [{"id": "all", "text": "\n\n".join(pairs)}] if alone else [
        {"id": f"{number}/{text}", "title": text, "text": pair} for number, (text, pair) in enumerate(zip(texts, pairs))]
    path = os.path.join(folder, "texts.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    return os.path.join(folder, "pack"), path


def as_told(text):
    """A text as a document says it: composed, line ends and references of HTML as what they stand for."""
    text = re.sub("\r\n?", "\n", unicodedata.normalize("NFC", text))
    return html.unescape(text.replace("&copy", "©")) if text.startswith("&") else text
