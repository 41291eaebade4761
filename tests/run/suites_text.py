"""Bytes that are no UTF-8, of every kind there is, are refused at the byte that Python names; character references are what
html.unescape makes of them: every name, with and without semicolon and with letters behind, and numbers."""
import html
import html.entities
import itertools
import json
import os
import re
import sys
import tempfile
import unicodedata
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import check, maek, silent_pack

LEADS = [0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFC, 0xFE, 0xFF]
NEXT = [0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xFF]


def sequences():
    """All single bytes, and leads with what may stand, may not quite stand or is missing behind them: overlong forms,
    surrogates, beyond U+10FFFF, five and six bytes, cut ones, lone continuations."""
    yield from (bytes([byte]) for byte in range(0x80, 0x100))
    yield from (bytes([lead, second]) for lead in range(0xC0, 0x100) for second in NEXT)
    for lead, second, third in itertools.product(LEADS, NEXT, (0x20, 0x80, 0xBF, 0xC0)):
        yield bytes([lead, second, third])
        yield bytes([lead, second, third, 0x80])
    yield from (b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80", b"\xfb\xbf\xbf\xbf\xbf", b"\xfd\xbf\xbf\xbf\xbf\xbf", b"\xc0\x80",
                b"\xe0\x80\x80", b"\xf0\x80\x80\x80", b"\xed\xa0\x80\xed\xb0\x80", b"\xfe\xfe\xff\xff", b"\xef\xbf\xbf", b"\xf0\x9f\x98\x80")


def bad_at(data):
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return None


def utf8(folder, pack):
    texts = os.path.join(folder, "texts")
    os.mkdir(texts)
    data = [between.replace(b"?", bytes) for bytes in sequences() for between in ("글 ?.".encode(), b"?")]
    for number, bytes in enumerate(data):
        with open(os.path.join(texts, f"{number:05}.txt"), "wb") as file:
            file.write(bytes)
    with open(os.path.join(folder, "lines.jsonl"), "wb") as file:
        file.writelines(b'{"id":"x","text":"' + bytes.replace(b"\x7f", b"") + b'"}\n' for bytes in data)
    _, said = maek("extract", "-q", "-r", pack, texts)
    found = {int(number): int(at) for number, at in re.findall(r"(\d+)\.txt: error\[invalid-utf8\]: invalid UTF-8 at byte offset (\d+)", said)}
    wanted = {number: bad_at(bytes) for number, bytes in enumerate(data) if bad_at(bytes) is not None}
    check(said.count("error[") == len(found), "other errors than of UTF-8")
    for number in found.keys() | wanted.keys():
        check(found.get(number) == wanted.get(number), f"{data[number]}: byte {found.get(number)}, Python says {wanted.get(number)}")
    facts = maek("extract", "-q", "-r", pack, os.path.join(folder, "lines.jsonl"))[0]
    for bytes, line in zip(data, facts.split("\n")):
        check((json.loads(line)["kind"] == "error") == (bad_at(bytes.replace(b"\x7f", b"")) is not None), f"{bytes} in JSONL: {line[:200]}")
    return len(data), len(wanted)


def references():
    for name in html.entities.html5:
        bare = name.rstrip(";")
        yield from (f"&{name}", f"&{bare}", f"&{bare}x", f"&{bare}1;", f"&{bare}=", f"&{bare[:-1]};", f"&amp;{name}", f"&{bare.swapcase()};")
    for number in [*range(0x3100), *range(0xD7F0, 0xD810), *range(0xDFF0, 0xE010), *range(0xFDC0, 0xFE00), *range(0xFFF0, 0x10010),
                   *range(0x10FFF0, 0x110010), 10**20, 2**32 + 65, 2**64 + 65]:
        yield from (f"&#{number};", f"&#x{number:x}", f"&#X{number:X};")


def entities(folder, pack):
    groups = [list(group) for group in iter(lambda source=references(): list(itertools.islice(source, 50)), [])]
    path = os.path.join(folder, "references.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": str(number), "text": "^" + "|".join(group) + "$"}) + "\n" for number, group in enumerate(groups))
    lines = maek("extract", "-q", "-r", pack, path)[0].split("\n")
    for group, line in zip(groups, lines):
        plain = "^" + "|".join(html.unescape(reference).replace("\r", "\n") for reference in group) + "$"
        found, wanted = json.loads(line)["text"], unicodedata.normalize("NFC", plain)
        if found != wanted:
            for reference, left, right in zip(group, found[1:-1].split("|"), wanted[1:-1].split("|")):
                check(left == right, f"{reference} is {left!r}, html.unescape says {right!r}")
            check(False, f"{group}: {found!r}, wanted {wanted!r}")
    return sum(map(len, groups))


with tempfile.TemporaryDirectory() as folder:
    pack = silent_pack(folder)
    given, bad = utf8(folder, pack)
    print(f"{given} byte strings, {bad} of them no UTF-8; {entities(folder, pack)} references")
