"""Settings: command line before environment before .maek.yaml before default; the file is looked for upward, its paths
count from its folder, its mistakes are told with their place; `maek config` says who said what."""
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import CORPUS, ROOT, RULES, check, maek

TEXT = os.path.join(CORPUS, "d01.txt")


def shown(*arguments, **how):
    rows = [line.split(None, 1) for line in maek("config", *arguments, **how)[0].splitlines()]
    return {name: rest.rsplit("  ", 1) if "  " in rest else rest.split(" ", 1) for name, rest in rows}


with tempfile.TemporaryDirectory() as top:
    inner = os.path.join(top, "news", "2026")
    os.makedirs(inner)
    os.symlink(os.path.join(ROOT, "rules"), os.path.join(top, "packs"))
    config = os.path.join(top, ".maek.yaml")

    def write(text):
        with open(config, "w", encoding="utf-8") as file:
            file.write(text)

    def said(name, *arguments, **how):
        value, origin = shown(*arguments, **how)[name]
        return value.strip(), origin.strip()

    check(said("rules", cwd=inner) == ("-", "default"), "nothing said")
    write("# of this project\nrules: [packs/korean-ai]\nrun:\n  theme: dark\n  output: results\nextract: { strict: true }\n")
    check(said("rules", cwd=top) == ("packs/korean-ai", ".maek.yaml:2"), "in its folder")
    check(said("rules", cwd=inner) == ("../../packs/korean-ai", "../../.maek.yaml:2"), "from a folder below")
    check(said("theme", cwd=inner) == ("dark", "../../.maek.yaml:4"), "a command's own")
    check(said("output", cwd=inner) == ("../../results", "../../.maek.yaml:5"), "a folder")
    check(said("strict", cwd=inner) == ("-", "default") and said("strict", "extract", cwd=inner)[0] == "true", "not for others")
    check(said("theme", "render", cwd=inner) == ("-", "default"), "render has another section")
    check(said("theme", cwd=inner, env={"MAEK_THEME": "light"}) == ("light", "environment MAEK_THEME"), "the environment")
    check(said("theme", "run", "--theme", "light", cwd=inner, env={"MAEK_THEME": "dark"}) == ("light", "command line"), "command line")
    check(said("rules", "run", "-r", "a", "-r", "b", cwd=inner) == ("a b", "command line"), "a list is replaced, not added to")
    check(said("rules", cwd=inner, env={"MAEK_RULES": "a:b"}) == ("a b", "environment MAEK_RULES"), "a list in the environment")
    check(said("rules", "--no-config", cwd=inner) == ("-", "default"), "--no-config")

    out = maek("extract", "-q", TEXT, cwd=inner)[0]
    check(out == maek("extract", "-q", "--no-config", "-r", RULES, TEXT)[0], "the rules of the file are used")
    maek("extract", "-q", "--no-config", TEXT, cwd=inner, code=2)
    bad = os.path.join(top, "bad.txt")
    open(bad, "wb").write(b"\xff")
    maek("extract", bad, cwd=inner, code=3)
    maek("extract", bad, cwd=inner, env={"MAEK_STRICT": "no"})
    maek("run", "-q", "--no-svg", TEXT, cwd=inner)
    check(os.path.exists(os.path.join(top, "results", "graph.json")), "the output counts from the file's folder")
    check(maek("extract", "-r", RULES, TEXT, cwd=inner, env={"MAEK_QUIET": "true"})[1] == "", "a flag in the environment")

    for text, where, message in (
            ("rules: [packs/korean-ai]\nthemes: dark\n", "2:1", "unknown-key]: no option or command is called 'themes'"),
            ("run:\n  theem: dark\n", "2:3", "unknown-key]: no option is called 'theem'"),
            ("theme: [dark, light]\n", "1:9", "wrong-kind]: 'theme' takes one value"),
            ("strict: often\n", "1:9", "wrong-value]: 'strict' takes true or false, not 'often'"),
            ("top: 0\n", "1:6", "wrong-value]: 'top' takes a whole number above 0, not '0'"),
            ("rules: { a: b }\n", "1:10", "unknown-key]: no option is called 'a'"),   # a map is what a command of that name is set to
            ("- rules\n", "1:1", "wrong-kind]: settings are a map"),
            ("rules: [a\n", "2:1", "error[")):
        write(text)
        _, err = maek("coverage", "-r", RULES, TEXT, cwd=top, code=2) if "top" in text else maek("run", "-r", RULES, TEXT, cwd=top, code=2)
        check(err.startswith(f".maek.yaml:{where}: error[") and message in err, f"{text!r}: {err}")
    write("theem: dark\n")
    check("did you mean 'theme'" in maek("run", "-r", RULES, TEXT, cwd=top, code=2)[1], "a hint")
    maek("version", cwd=top)
    maek("help", "run", cwd=top)
    maek("run", "--help", cwd=top)
    write("theme: dark\n")
    check("MAEK_TOP takes a whole number" in maek("coverage", "-r", RULES, TEXT, cwd=top, env={"MAEK_TOP": "few"}, code=2)[1], "env")
    maek("config", "walk", code=2)
    maek("config", "run", "--no-such", code=2)
