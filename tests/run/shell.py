# release only
"""Help, man pages and completions come from one table and name the same commands and options; bash, zsh and fish load what
is installed for them and complete with it; man renders every page without a complaint; the pages of the formats name what
the schemas and the readers of packs know."""
import json
import os
import re
import subprocess
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, check, maek

BUILD = os.path.dirname(os.path.abspath(MAEK))
BASH, ZSH, FISH = (os.path.join(BUILD, "completions", name) for name in ("maek", "_maek", "maek.fish"))
MAN = os.path.join(BUILD, "man")


def shell(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT)
    check(done.returncode == 0 and not done.stderr, f"{command[0]}: exit {done.returncode}: {done.stderr}")
    return done.stdout


def in_bash(*words):
    """What bash offers for the last word."""
    line = " ".join(f"'{word}'" for word in words)
    return set(shell("bash", "--norc", "-c", f"source {BASH}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _maek; "
                     'printf "%s\\n" "${COMPREPLY[@]}"').split("\n")) - {""}


def in_fish(line):
    return {row.split("\t")[0] for row in shell("fish", "--no-config", "-c", f"source {FISH}; complete -C '{line}'").split("\n")} - {""}


# zsh: its completion system is loaded, and at the end of the line _arguments and _describe say what they were given
STUBS = """
autoload -Uz compinit && compinit -u -D
source %s
[[ $_comps[maek] == _maek ]] || { print -u2 not registered; exit 1 }
_arguments() { print -rl -- "$@" }
_describe() { print -rl -- "${(@P)2}" }
_files() { print FILES "$@" }
"""


def in_zsh(*words):
    return shell("zsh", "-f", "-c", STUBS % ZSH + f"words=({' '.join(words)} ''); CURRENT={len(words) + 1}; _maek").split("\n")


def zsh_options(specs):
    found = set()
    for spec in specs:
        name = re.match(r"(?:\([^)]*\)|\*)?(--?[a-z][a-z0-9-]*)[+=]?\[", spec)
        found |= {name[1]} if name else set()
    return found


def page(name, section):
    path = os.path.join(MAN, f"man{section}", f"{name}.{section}")
    check(os.path.exists(path), f"{path} is missing")
    done = subprocess.run(["man", "--warnings", "-P", "cat", "-l", path], capture_output=True, text=True,
                          env={**os.environ, "MANWIDTH": "200", "LC_ALL": "C.UTF-8"})
    check(done.returncode == 0 and not done.stderr, f"man {name}: {done.stderr}")
    return re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout)


overview = maek("help")[0]
commands = [line.split()[0] for line in overview.splitlines() if line.startswith("  ")]
check(len(commands) > 15 and "generate" not in commands, "commands of the overview")
known = set(commands)
check(in_bash("maek", "") == known, f"commands in bash: {in_bash('maek', '') ^ known}")
check(in_fish("maek ") == known, f"commands in fish: {in_fish('maek ') ^ known}")
check({line.split(":")[0] for line in in_zsh("maek")} - {""} == known, "commands in zsh")
program = page("maek", 1)
for shell_name, path in (("bash", BASH), ("zsh", ZSH), ("fish", FISH)):
    check(open(path, encoding="utf-8").read() == maek("generate", shell_name)[0], f"{path} is old")
shell("bash", "-n", BASH), shell("zsh", "-n", ZSH), shell("fish", "-n", FISH)

for command in known - {"help"}:
    text = maek("help", command)[0]
    options = {word for line in text.splitlines() if re.match(r"  (-\w, |    )--", line)
               for word in re.findall(r"(?:^|\s)(--?[a-z][a-z0-9-]*)", line[:30])}
    check("--help" in options and "--quiet" in options and "-v" in options, f"help of {command}: {options}")
    check(f"maek-{command}(1)" in program, f"maek(1) does not name {command}")
    manual = page(f"maek-{command}", 1)
    section = manual[manual.index("\nOPTIONS"):manual.index("\nEXIT STATUS")]
    in_man = set(re.findall(r"^ {7}(?:(-\w), )?(--[a-z][a-z0-9-]*)", section, re.M))
    in_man = {word for pair in in_man for word in pair} - {""}
    found = {"man": in_man, "bash": in_bash("maek", command, "-"), "zsh": zsh_options(in_zsh("maek", command)),
             "fish": in_fish(f"maek {command} --") | in_fish(f"maek {command} -")}
    long_only = {option for option in options if option.startswith("--")}
    for where, names in found.items():
        wanted = options if where != "fish" else long_only
        names = names if where != "fish" else {name for name in names if name.startswith("--")}
        check(names == wanted, f"{command}: help and {where} differ in {sorted(names ^ wanted)}")
    letters = {option[1] for option in options if not option.startswith("--")}
    fish = open(FISH, encoding="utf-8").read()
    in_fish_file = set(re.findall(rf"__fish_seen_subcommand_from {command}' -l [a-z0-9-]+ -s (\w)", fish))
    check(letters == in_fish_file, f"{command}: letters in fish {letters ^ in_fish_file}")

check(in_bash("maek", "run", "--theme", "") == {"light", "dark"} == in_fish("maek run --theme "), "values of an option")
check(in_bash("maek", "run", "--theme", "=", "l") == {"light"}, "values behind =")
check(any("(light dark)" in line for line in in_zsh("maek", "run")), "values in zsh")
check("rules/korean-ai" in in_bash("maek", "run", "-r", "rules/"), "folders")
check("out/graph.json" in in_bash("maek", "export", "out/gr"), "files")
check("rules/korean-ai/" in in_fish("maek run -r rules/k") and "out/graph.json" in in_fish("maek export out/gr"), "files in fish")

for name, schema in (("maek-facts", "facts.schema.json"), ("maek-graph", "graph.schema.json")):
    keys = set(re.findall(r'"([a-z0-9_]+)":', re.sub(r'"(description|\$\w+)": "[^"]*"', "", json.dumps(
        [value.get("properties", {}) for value in json.load(open(os.path.join(ROOT, "graph", schema)))["$defs"].values()]))))
    keys -= {"type", "properties", "items", "required", "description", "const", "minimum", "maximum", "pattern"}
    missing = [key for key in sorted(keys) if not re.search(rf"\b{key}\b", page(name, 5))]
    check(len(keys) > 8 and not missing, f"{name}(5) does not name {missing}")
rules = page("maek-rules", 5)
for source in ("rules_pack.c", "rules_define.c", "rule_read.c", "schema.c", "lexicon_read.c", "infer_read.c",
               "example_read.c", "candidate_read.c", "match_read.c"):
    text = open(os.path.join(ROOT, "extract", source), encoding="utf-8").read()
    lists = re.findall(r"\bknown\w*\[\] = \{(.*?)NULL", text, re.S)
    check(lists, f"{source} knows no keys")
    for key in {key for keys in lists for key in re.findall(r'"(\w+)"', keys)}:
        check(re.search(rf"\b{key}\b", rules), f"maek-rules(5) does not name the key {key} of {source}")
print(len(known), "commands")
