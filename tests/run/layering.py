"""The flow is cli -> graph -> extract and library -> graph, one way; each library has its one file; knowledge of language is not in C."""
import os
import re
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, check

ALLOWED = {"extract": {"extract"}, "graph": {"extract", "graph"}, "cli": {"extract", "graph", "cli"},
           "library": {"extract", "graph", "library"}}
LIBRARIES = {"pcre2.h": {"extract/pattern_parts.h"}, "yaml.h": {"extract/yaml_tree.c"}, "md4c.h": {"extract/document_markdown.c"},
             "utf8proc.h": {"extract/text.c"}, "graphviz/cgraph.h": {"graph/dot_writer.c"}}
files = 0
for room, allowed in ALLOWED.items():
    for name in sorted(os.listdir(os.path.join(ROOT, room))):
        if not name.endswith((".c", ".h")):
            continue
        files += 1
        path = f"{room}/{name}"
        text = open(os.path.join(ROOT, path), encoding="utf-8").read()
        for include in re.findall(r'#include "([^"]+)"', text):
            check(include.split("/")[0] in allowed, f"{path} includes {include} against the flow")
        for include in re.findall(r"#include <([^>]+)>", text):
            check(path in LIBRARIES.get(include, {path}), f"{path} includes {include}, which belongs to {LIBRARIES.get(include)}")
        for literal in re.findall(r'"(?:[^"\\\n]|\\.)*"', re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
            check(not re.search("[\uac00-\ud7a3\u3131-\u318e]", literal), f"{path}: Hangul in {literal}")
        check(not re.search(r"/work/|/tmp/[a-z]+/", text), f"{path}: an absolute path")
check(files > 50, "the sources were not found")
print(files, "files")
