#!/usr/bin/env python3
"""Writes extract/entities_table.inc: the named character references of HTML5, from Python's html.entities."""
import html.entities
import os

rows = []
for name, text in sorted(html.entities.html5.items(), key=lambda item: item[0].encode()):
    codes = [ord(c) for c in text] + [0]
    rows.append(f'{{"{name}", {{{codes[0]:#x}, {codes[1]:#x}}}}},')
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "entities_table.inc")
with open(path, "w", encoding="utf-8") as out:
    out.write("\n".join(rows) + "\n")
