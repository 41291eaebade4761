"""What the test scripts share: running the program and failing with a message."""
import fcntl
import os
import subprocess
import sys

MAEK = os.environ.get("MAEK", "build/maek")
ROOT = os.environ.get("SOURCE_DIR", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RULES = os.path.join(ROOT, "rules", "korean-ai")
CORPUS = os.path.join(ROOT, "tests", "corpus")


def maek(*arguments, code=0, stdin=None, cwd=None, env=None):
    """Runs the program; fails unless it exits with `code`. Returns standard output and standard error as text."""
    done = subprocess.run([os.path.abspath(MAEK) if os.sep in MAEK else MAEK, *map(str, arguments)], input=stdin, cwd=cwd,
                          env={**os.environ, **(env or {})}, capture_output=True)
    out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    check(code is None or done.returncode == code,
          f"maek {' '.join(map(str, arguments))}: exit {done.returncode}, wanted {code}\n{err}")
    return out, err


def is_sanitized():
    """Whether the program is slow, having been built with AddressSanitizer or counters of coverage."""
    with open(MAEK, "rb") as program:
        content = program.read()
    return b"__asan_init" in content or b"__gcov_exit" in content


def node(script, *arguments, code=0, where="readers"):
    """Runs a script of tests/readers, or of another folder `where`, with the packages pinned there, which are installed when they are missing.
    Returns its standard output."""
    folder = os.path.join(ROOT, "tests", where)
    with open(os.path.join(folder, "package-lock.json")) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        installed = os.path.join(folder, "node_modules", ".package-lock.json")
        if not os.path.exists(installed) or os.path.getmtime(installed) < os.path.getmtime(lock.name):
            done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, text=True)
            check(done.returncode == 0, f"npm ci in {folder}: {done.stderr}")
    done = subprocess.run(["node", os.path.join(folder, script), *map(str, arguments)], capture_output=True, text=True)
    check(done.returncode == code, f"{script}: exit {done.returncode}, wanted {code}\n{done.stdout}{done.stderr}")
    return done.stdout


def check(condition, message):
    if not condition:
        print("FAILED:", message)
        sys.exit(1)


def silent_pack(folder):
    """A pack in this folder that finds nothing; its path."""
    pack = os.path.join(folder, "pack")
    os.mkdir(pack)
    for name, text in (("pack.yaml", "pack: p\nstages: [rules.yaml]\n"),
                       ("rules.yaml", "entities: { T: {} }\nlexicon: [{ emit: T, entries: { nothing: [] } }]\n")):
        with open(os.path.join(pack, name), "w", encoding="utf-8") as file:
            file.write(text)
    return pack


def without_korean_fonts(folder):
    """An environment in which fontconfig knows no font for Korean."""
    path = os.path.join(folder, "fonts.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{folder}/fonts</cachedir></fontconfig>")
    return {"FONTCONFIG_FILE": path}


def corpus_files():
    return sorted(os.path.join(CORPUS, name) for name in os.listdir(CORPUS) if name.endswith((".txt", ".md")) and name != "README.md")


def floored_files():
    """The texts whose scores have floors: all but `n*` and `o*`, of which the rules find less than the floors ask."""
    return [path for path in corpus_files() if not os.path.basename(path).startswith(("n", "o"))]
