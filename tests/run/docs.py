"""Pages with examples: every fenced block of rules/README.md and docs/tutorial.md is run.

A block that names a file (```yaml pack.yaml) writes it and keeps it for the blocks below; ```yaml alone is example.yaml
of the pack that stands there: it must be free of errors and warnings and its own examples must hold, or, with a ```text
block behind it, `maek check` must say that. In ```console, each line after `$ ` is run by bash and what it prints is
compared, but for the time it took. With --update the outputs are written into the page.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, check, maek

UPDATE = "--update" in sys.argv
PAGES = ["rules/README.md", "docs/tutorial.md"]
FENCE = re.compile(r"^```(\w+)(?: ([\w./-]+))?\n(.*?)^```$", re.S | re.M)
failures = []


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)


def check_example(pack, content, expected, where):
    write(os.path.join(pack, "example.yaml"), content)
    out, err = maek("check", pack, code=None, env={"NO_COLOR": "1"})
    out = out.replace(pack + "/", "")
    if expected is not None:
        return out
    if re.search(r"^example\.yaml:|^[^ ]* error\[", out, re.M):
        failures.append(f"{where}: the example has errors or warnings:\n{content}\n{out}{err}")
        return None
    holds = "examples:" in content
    report, passed = maek("test", pack, code=None)
    if holds and " 0 failed" not in passed:
        failures.append(f"{where}: the examples of\n{content}\n{report}{passed}")
    return None


def run_console(folder, content):
    """What the commands print, each behind its line."""
    shown = []
    env = {**os.environ, "PATH": os.path.dirname(os.path.abspath(MAEK)) + ":" + os.environ["PATH"], "NO_COLOR": "1"}
    for line in content.splitlines():
        if line.startswith("$ "):
            done = subprocess.run(["bash", "-c", line[2:]], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            shown.append(line + "\n" + re.sub(r"\b\d+\.\d\d s$", "0.01 s", done.stdout.decode(), flags=re.M))
    return "".join(part if part.endswith("\n") else part + "\n" for part in shown)


def run_page(page):
    path = os.path.join(ROOT, page)
    text = open(path, encoding="utf-8").read()
    outputs = []  # (start, end, what it should be)
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        shutil.copytree(os.path.join(ROOT, "rules", "korean"), os.path.join(folder, "korean"))
        os.symlink(os.path.join(ROOT, "rules"), os.path.join(folder, "rules"))
        blocks = list(FENCE.finditer(text))
        count = 0
        for block, behind in zip(blocks, blocks[1:] + [None]):
            kind, name, content = block.groups()
            where = f"{page}:{text[:block.start()].count(chr(10)) + 1}"
            if name:
                write(os.path.join(folder, "shown" if page.startswith("rules") else "", name), content)
            elif kind == "yaml":
                told = behind if behind and behind.group(1) == "text" else None
                found = check_example(os.path.join(folder, "shown"), content, told and told.group(3), where)
                if told:
                    outputs.append((told.start(3), told.end(3), found))
            elif kind == "console":
                outputs.append((block.start(3), block.end(3), run_console(folder, content)))
            else:
                continue
            count += 1
    check(count > 3, f"{page}: {count} blocks were run")
    for start, end, wanted in reversed(outputs):
        if text[start:end] != wanted:
            failures.append(f"{page}:{text[:start].count(chr(10)) + 1}: the page shows\n{text[start:end]}but it is\n{wanted}")
            if UPDATE:
                text = text[:start] + wanted + text[end:]
    if UPDATE:
        write(path, text)
    print(page, count, "blocks")


for page in PAGES:
    run_page(page)
check(not failures or UPDATE, "\n".join(failures))
