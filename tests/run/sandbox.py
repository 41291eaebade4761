"""What the process may do: no new privileges, writing below its output alone; Graphviz as its child may write nothing and has limits;
and how the program is built. A preloaded library tries at the end what should no longer be possible."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, check, maek

PROBE = os.environ["REACHING"]
BUILD = os.environ["BUILD_DIR"]
CASE = os.path.join(ROOT, "tests", "cases", "counts")
RULES, TEXT = os.path.join(CASE, "rules"), os.path.join(CASE, "input.txt")


def has_landlock():
    """Asks the kernel itself: the number of the interface, or -1."""
    import ctypes
    return ctypes.CDLL(None).syscall(444, None, 0, 1) > 0


def symbols(path):
    return subprocess.run(["readelf", "-W", "--dyn-syms", path], capture_output=True, text=True).stdout


IS_SANITIZED = "__asan" in symbols(MAEK) or "__tsan" in symbols(MAEK)
COUNTS_COVERAGE = "MAEK_COVERAGE:BOOL=ON" in open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8").read()


def reach(paths, *arguments, cwd=None, old_kernel=False, code=0):
    """Runs a command and returns what it could reach at its end: {path: bool}, and its standard error without that."""
    env = {"LD_PRELOAD": PROBE, "MAEK_REACH": ":".join(paths)}
    if old_kernel:
        env["MAEK_NO_LANDLOCK"] = "1"
    out, err = maek(*arguments, cwd=cwd, env=env, code=code)
    check("no new privileges: 1" in err, f"{arguments}: privileges may be gained: {err}")
    found = dict(re.findall(r"^reached (.*): (.*)$", err, re.M))
    rest = re.sub(r"^(reached|no new privileges).*\n", "", err, flags=re.M)
    return {path: found[path] == "yes" for path in paths}, rest


def commands(folder):
    """Each command with its output, and a path beside it and one in it."""
    out, beside = os.path.join(folder, "out"), os.path.join(folder, "beside")
    facts, graph = os.path.join(out, "facts.jsonl"), os.path.join(out, "graph.json")
    file = os.path.join(folder, "file")
    os.mkdir(file)
    inner = os.path.join(file, "inner")
    yield [beside], os.path.join(out, "in"), ["run", "-q", "--no-svg", "-r", RULES, "-o", out, TEXT]
    yield [beside], inner, ["extract", "-q", "-r", RULES, "-o", os.path.join(file, "x"), TEXT]
    yield [beside, inner], None, ["extract", "-q", "-r", RULES, TEXT]
    yield [beside], inner, ["link", "-q", "-o", os.path.join(file, "x"), facts]
    yield [beside], inner, ["merge", "-q", "-o", os.path.join(file, "y"), facts]
    yield [beside], inner, ["export", "-f", "graphml", "-o", os.path.join(file, "x"), graph]
    yield [beside], inner, ["export", "-f", "csv", "-o", file, graph]
    yield [beside], inner, ["export", "-f", "html", "--facts", facts, "-o", file, graph]
    yield [beside, inner], None, ["export", "-f", "dot", graph]
    yield [beside, inner], None, ["export", "-f", "dot", "-o", "/dev/null", graph]
    yield [beside], inner, ["render", "-o", os.path.join(file, "x.svg"), graph]
    yield [beside, inner], None, ["test", "-q", RULES]
    yield [beside], inner, ["test", "-q", "--junit", os.path.join(file, "j.xml"), RULES]
    for command in (["check", RULES], ["explain", "-r", RULES, TEXT], ["stats", graph], ["diff", graph, graph], ["version"]):
        yield [beside, inner], None, command


def writes_only_below_its_output():
    with tempfile.TemporaryDirectory() as folder:
        for outside, inside, arguments in commands(folder):
            reached, rest = reach([*outside, *([inside] if inside else [])], *arguments, code=None)
            for path in outside:
                check(not reached[path], f"{arguments} can write {path}")
            check(not inside or reached[inside], f"{arguments} cannot write {inside}: {rest}")
            if inside:
                os.remove(inside)


def old_kernels_are_no_problem():
    with tempfile.TemporaryDirectory() as folder:
        out, beside = os.path.join(folder, "out"), os.path.join(folder, "beside")
        reached, rest = reach([beside], "run", "-q", "--no-svg", "-r", RULES, "-o", out, TEXT, old_kernel=True)
        check(reached[beside] and not rest, f"an old kernel: {reached} {rest}")
        check(os.path.exists(os.path.join(out, "manifest.json")), "an old kernel: no results")


def the_user_says_where():
    """A link to a folder elsewhere is what the user wants; so is a pipe."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "real"))
        os.symlink("real", os.path.join(folder, "out"))
        maek("run", "-q", "--no-svg", "-r", RULES, "-o", os.path.join(folder, "out"), TEXT)
        check(os.path.exists(os.path.join(folder, "real", "graph.json")), "nothing behind the link")
        here, _ = maek("extract", "-q", "-r", RULES, "-o", "/dev/stdout", TEXT)
        check('"kind":"document"' in here, "/dev/stdout")
        maek("extract", "-q", "-r", os.path.abspath(RULES), "-o", "plain.jsonl", os.path.abspath(TEXT), cwd=folder)
        check(os.path.exists(os.path.join(folder, "plain.jsonl")), "a name without a folder")


CHILD = """#!/bin/sh
sleep 0.3
cat > /dev/null
for file in "$BESIDE" "$INSIDE"; do
    if (echo much > "$file") 2>/dev/null && [ -s "$file" ]; then echo "wrote $file" >&2; fi
    if [ -e "$file" ]; then echo "made $file" >&2; fi
done
grep NoNewPrivs /proc/self/status >&2
cat /proc/self/limits >&2
"""


def graphviz_may_do_little():
    """A program that takes the place of `dot` tells what it can do."""
    with tempfile.TemporaryDirectory() as folder:
        out, graph = os.path.join(folder, "out"), os.path.join(folder, "out", "graph.json")
        maek("run", "-q", "--no-svg", "-r", RULES, "-o", out, TEXT)
        with open(os.path.join(folder, "dot"), "w", encoding="utf-8") as script:
            script.write(CHILD)
        os.chmod(script.name, 0o755)
        env = {"PATH": folder + ":" + os.environ["PATH"], "BESIDE": os.path.join(folder, "beside"), "INSIDE": os.path.join(out, "inside")}
        for old in "", "1":
            more = {"LD_PRELOAD": PROBE, "MAEK_NO_LANDLOCK": old} if old and not IS_SANITIZED else {}
            _, err = maek("render", "-o", os.path.join(out, "x.svg"), graph, env={**env, **more}, code=4)
            check("wrote" not in err, f"the child writes files: {err}")
            check("made" not in err or more or not has_landlock(), f"the child makes files: {err}")
            check(re.search(r"NoNewPrivs:\s*1", err), f"the child may gain privileges: {err}")
            for name, value in ("cpu time", "10"), ("address space", str(2 << 30)), ("file size", "0"), ("core file size", "0"):
                check(re.search(rf"Max {name}\s+{value}\s", err), f"the child's limit of {name}: {err}")


def graphviz_ends_with_its_time():
    with tempfile.TemporaryDirectory() as folder:
        out, graph = os.path.join(folder, "out"), os.path.join(folder, "out", "graph.json")
        maek("run", "-q", "--no-svg", "-r", RULES, "-o", out, TEXT)
        with open(os.path.join(folder, "dot"), "w", encoding="utf-8") as script:
            script.write("#!/bin/sh\nexec sleep 1000\n")
        os.chmod(script.name, 0o755)
        _, err = maek("render", "-o", os.path.join(out, "x.svg"), graph, env={"PATH": folder + ":" + os.environ["PATH"]}, code=4)
        check("took too long" in err and not os.path.exists(os.path.join(out, "x.svg")), err)


def is_hardened():
    """PIE, RELRO, all symbols bound at the start, a stack that is not code, guards on stacks and checks of sizes."""
    def read(*what):
        return subprocess.run(["readelf", "-W", *what, MAEK], capture_output=True, text=True, check=True).stdout
    head, segments, dynamic, names = read("-h"), read("-l"), read("-d"), symbols(MAEK)
    check(re.search(r"Type:\s+DYN", head) and "PIE" in dynamic, "not position-independent")
    check("GNU_RELRO" in segments, "no RELRO")
    check("BIND_NOW" in dynamic or re.search(r"Flags: .*NOW", dynamic), "symbols are bound late")
    stack = re.search(r"GNU_STACK(?:\s+0x\w+){5} (\w+)", segments)
    check(stack and stack.group(1) == "RW", "the stack is code")
    check("__stack_chk_fail" in names, "no stack protector")
    if IS_SANITIZED or COUNTS_COVERAGE:
        return
    check(len(set(re.findall(r"__\w+_chk\b", names)) - {"__stack_chk_fail"}) > 5, "no checks of sizes")
    commands = subprocess.run(["ninja", "-C", BUILD, "-t", "commands", "maek"], capture_output=True, text=True, check=True).stdout
    compiled = [line for line in commands.splitlines() if " -c " in line]
    check(compiled and all("-D_FORTIFY_SOURCE=3" in line and "-fstack-protector-strong" in line for line in compiled),
          "_FORTIFY_SOURCE is not 3 everywhere")


is_hardened()
if not IS_SANITIZED:  # a library cannot be preloaded before the sanitizer's
    old_kernels_are_no_problem()
    if has_landlock():
        writes_only_below_its_output()
the_user_says_where()
graphviz_may_do_little()
graphviz_ends_with_its_time()
