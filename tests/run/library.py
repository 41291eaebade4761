# release only
"""The library as others meet it: installed under another prefix, found by CMake and by pkg-config, with its packs, from a
folder of its own; what it exports; that it prints nothing and ends no process; the header in C99 and C++."""
import json
import os
import re
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import CORPUS, MAEK, ROOT, RULES, check, maek

EXAMPLE = os.path.join(ROOT, "docs", "example")
TEXTS = [os.path.join(CORPUS, name) for name in ("d01.txt", "d03.txt")]


def run(*command, code=0, cwd=None, env=None):
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True)
    check(done.returncode == code, f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def symbols(*arguments):
    return {line.split()[-1].split("@")[0] for line in run("nm", *arguments).splitlines() if len(line.split()) > 1}


def find(prefix, name):
    found = [os.path.join(folder, name) for folder, _, files in os.walk(prefix) if name in files]
    check(len(found) == 1, f"{name} installed {len(found)} times")
    return found[0]


with tempfile.TemporaryDirectory() as top:
    first, prefix, elsewhere = (os.path.join(top, name) for name in ("first", "prefix", "elsewhere"))
    os.mkdir(elsewhere)
    run("cmake", "--install", os.path.dirname(os.path.abspath(MAEK)), "--prefix", first)
    os.rename(first, prefix)                                       # a tree that was moved after it was installed
    header, shared, static = (find(prefix, name) for name in ("maek.h", "libmaek.so", "libmaek.a"))
    libraries = os.path.dirname(shared)

    text = open(header, encoding="utf-8").read()
    declared = set(re.findall(r"^MAEK_API .*?\b(maek_[a-z_]+)\(", text, re.M))
    exported = symbols("-D", "--defined-only", shared)
    check(exported == declared, f"exported and declared differ: {sorted(exported ^ declared)}")
    check(len(exported) > 30 and all(name.startswith("maek_") for name in exported), "exported names")
    inside = {name for name in symbols("--defined-only", "--extern-only", static) if not name.endswith((".o:", ".c.o:"))}
    check(exported <= inside and all(name.startswith("maek_") for name in inside), "names in the static library")
    forbidden = {"exit", "_exit", "printf", "__printf_chk", "puts", "putchar", "perror", "stdout", "stderr", "setlocale"}
    used = symbols("-D", "--undefined-only", shared)
    check(not used & forbidden, f"the library uses {used & forbidden}")
    kept = re.findall(r" \.(?:data|bss)\t[0-9a-f]+ +(?:\.hidden )?(\w+)$", run("objdump", "-t", shared), re.M)
    own = {name for name in kept if not name.startswith(("__", "completed"))}
    known = {"out_of_memory", "jit_lock"}     # a setting and a lock
    check(own == known, f"state of the whole process: {own}")
    dynamic = run("readelf", "-d", shared)
    check("[libmaek.so.0]" in dynamic and "libcgraph" not in dynamic, dynamic)

    for command in (["gcc", "-std=c99"], ["g++", "-std=c++17", "-x", "c++"]):
        run(*command, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", header)

    run("cmake", "-S", EXAMPLE, "-B", os.path.join(top, "by-cmake"), f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", os.path.join(top, "by-cmake"))
    config = {"PKG_CONFIG_PATH": os.path.join(libraries, "pkgconfig")}
    flags = run("pkg-config", "--cflags", "--libs", "maek", env=config).split()
    all_flags = run("pkg-config", "--static", "--cflags", "--libs", "maek", env=config).split()
    by_pkg, all_in = os.path.join(top, "by-pkg-config"), os.path.join(top, "all-in")
    run("gcc", os.path.join(EXAMPLE, "example.c"), "-o", by_pkg, *flags)
    run("gcc", os.path.join(EXAMPLE, "example.c"), "-o", all_in, *[flag.replace("-lmaek", static) for flag in all_flags])
    project = os.path.join(top, "static")
    os.mkdir(project)
    with open(os.path.join(EXAMPLE, "CMakeLists.txt"), encoding="utf-8") as file:
        lines = file.read().replace("maek REQUIRED", "maek REQUIRED COMPONENTS static").replace("maek::maek", "maek::static")
    with open(os.path.join(project, "CMakeLists.txt"), "w", encoding="utf-8") as file:
        file.write(lines.replace("example.c", os.path.join(EXAMPLE, "example.c")))
    run("cmake", "-S", project, "-B", project, f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", project)

    maek("run", "-q", "--no-svg", "-r", RULES, "-o", os.path.join(top, "out"), *TEXTS)
    expected = open(os.path.join(top, "out", "graph.json"), encoding="utf-8").read()
    for program, pack, env in ((os.path.join(top, "by-cmake", "example"), "korean-ai", {}),
                               (by_pkg, "korean-ai", {"LD_LIBRARY_PATH": libraries}),
                               (all_in, "korean-ai", {"MAEK_PATH": "/nowhere:" + os.path.join(ROOT, "rules")}),
                               (os.path.join(project, "example"), RULES, {})):
        out = run(program, pack, "graph.json", *TEXTS, cwd=elsewhere, env=env)
        check(open(os.path.join(elsewhere, "graph.json"), encoding="utf-8").read() == expected, f"{program}: another graph")
        check(all(len(line.split("\t")) == 4 for line in out.splitlines()) and "\tdevelops\t" in out, out)
    run(by_pkg, "korean-ai", "graph.json", TEXTS[0], "missing.txt", cwd=elsewhere, env={"LD_LIBRARY_PATH": libraries}, code=1)
    run(by_pkg, "no-such-pack", "graph.json", TEXTS[0], cwd=elsewhere, env={"LD_LIBRARY_PATH": libraries}, code=1)

    for name in ("maek.1", "maek-run.1", "maek-rules.5", "_maek", "maek.fish", "graph.schema.json"):
        find(prefix, name)
    check(os.path.exists(os.path.join(prefix, "share", "bash-completion", "completions", "maek")), "no completion for bash")
    installed = run(os.path.join(prefix, "bin", "maek"), "extract", "-q", "-r", "korean-ai", TEXTS[0], cwd=elsewhere)
    check(json.loads(installed)["rules"][-1]["pack"] == "korean-ai", "the installed program finds its packs")
print(len(exported), "functions")
