#!/usr/bin/env python3
"""Writes entities.tsv: character references and what html.unescape and NFC make of them, as code points."""
import html
import html.entities
import os
import unicodedata

references = [f"&{name}" for name in sorted(html.entities.html5)]
references += [f"&{name}x1" for name in sorted(html.entities.html5) if not name.endswith(";")]
references += [f"&#{number};" for number in range(0x180)] + [f"&#x{number:X}z" for number in range(0x80, 0xA0)]
references += [f"&#x{number:x}" for number in (0xAC00, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFDCF, 0xFDD0, 0xFDEF, 0xFFFD, 0xFFFE,
                                               0xFFFF, 0x10000, 0x1FFFE, 0x10FFFD, 0x10FFFF, 0x110000, 0x10000000000000041)]
references += ["&", "&;", "&#", "&#;", "&#x", "&#x;", "&#X41", "&#0065;", "&unknown;", "&amp", "&ampamp;", "&amp;amp;", "& amp;",
               "&notin", "&notin;", "&notit;", "&Notin;", "&QUOT;", "&Quot;", "a&b", "&&lt;", "&lt&gt", "&#44032&#44033;"]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "entities.tsv"), "w", encoding="utf-8") as out:
    for reference in references:
        text = unicodedata.normalize("NFC", html.unescape(reference).replace("\r", "\n"))
        out.write(reference + "\t" + " ".join(f"{ord(c):X}" for c in text) + "\n")
