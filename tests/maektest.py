"""What the test scripts share: running the program and failing with a message."""
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


def check(condition, message):
    if not condition:
        print("FAILED:", message)
        sys.exit(1)


def corpus_files():
    return sorted(os.path.join(CORPUS, name) for name in os.listdir(CORPUS) if name.endswith((".txt", ".md")) and name != "README.md")
