# release only
"""extract on many machines, merge and link on one: the graph is that of a single run, to the byte, with GNU parallel, and with
Dask when a worker is killed in the middle. The commands are those of docs/scale.md."""
import os
import re
import signal
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import many
from maektest import MAEK, ROOT, check, maek

WORK = tempfile.mkdtemp()
PATH = os.path.dirname(os.path.abspath(MAEK)) + os.pathsep + os.environ["PATH"]
# two numpys may stand on the machine; Debian's dask wants Debian's
ENVIRONMENT = {**os.environ, "PATH": PATH, "PYTHONPATH": WORK, "PYTHONNOUSERSITE": "1"}


def block(language):
    page = open(os.path.join(ROOT, "docs", "scale.md"), encoding="utf-8").read()
    return re.search(rf"^```{language} tested\n(.*?)^```$", page, re.S | re.M)[1]


def read(name):
    return open(os.path.join(WORK, name), "rb").read()


def run(command, **more):
    done = subprocess.run(command, cwd=WORK, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, **more)
    check(done.returncode == 0, f"{command}: {done.stderr}")


pack, texts = many.write(WORK, 400)
os.rename(pack, os.path.join(WORK, "rules"))
os.rename(texts, os.path.join(WORK, "texts.jsonl"))
rules = os.path.join(WORK, "rules")
facts = os.path.join(WORK, "single.jsonl")
maek("extract", "-q", "-r", rules, "-o", facts, os.path.join(WORK, "texts.jsonl"))
maek("merge", "-q", "-o", os.path.join(WORK, "single-facts.jsonl"), facts)
maek("link", "-q", "-o", os.path.join(WORK, "single-graph.json"), facts)
check(read("single.jsonl").count(b"\n") == 400, "not every document has its line")

run(["bash", "-e", "-c", block("sh")])
check(read("facts.jsonl") == read("single-facts.jsonl"), "GNU parallel: other facts")
check(read("graph.json") == read("single-graph.json"), "GNU parallel: another graph")

os.remove(os.path.join(WORK, "graph.json"))
with open(os.path.join(WORK, "spread.py"), "w") as script:
    script.write(block("python"))
child = subprocess.Popen(["/usr/bin/python3", "spread.py"], cwd=WORK, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
worker = child.stdout.readline()
check(worker.startswith("worker "), f"Dask did not start: {worker}{child.stderr.read() if not worker else ''}")
os.kill(int(worker.split()[1]), signal.SIGKILL)
_, err = child.communicate(timeout=120)
check(child.returncode == 0, err)
check(read("graph.json") == read("single-graph.json"), "Dask: another graph")
print("the same graph three times")
