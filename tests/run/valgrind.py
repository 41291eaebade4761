# release only
"""The seed run has no leak and no error under valgrind."""
import os
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, RULES, check

with tempfile.TemporaryDirectory() as folder:
    done = subprocess.run(["valgrind", "-q", "--leak-check=full", "--errors-for-leak-kinds=definite,indirect,possible",
                           "--error-exitcode=99", MAEK, "run", "-q", "--no-svg",
                           "--rule-time", "100000", "--document-time", "100000", "-r", RULES, "-o", folder,
                           os.path.join(ROOT, "seeds")], capture_output=True, text=True)
    check(done.returncode == 0, done.stderr[-3000:])
