"""Names that are markup or escapes to somebody, and a pack and texts that name them."""
import os
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
