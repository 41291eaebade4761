# release only
"""The notebooks run from the first cell to the last, and what they say stands in the repository, kept small.

With --update they are run in place."""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, check

NOTEBOOKS = {"five-teams.ipynb": "quotes checked", "compare-articles.ipynb": "articles checked"}
FOLDER = os.path.join("docs", "notebooks")
LARGEST = 100_000  # bytes of a notebook with all it shows


def cells(path):
    with open(path, encoding="utf-8") as file:
        return [cell for cell in json.load(file)["cells"] if cell["cell_type"] == "code"]


def outputs(cell):
    for output in cell["outputs"]:
        yield output["output_type"], "".join(output.get("text", "")), output.get("data", {})


def execute(folder):
    """Runs them in `folder`, where the files that they read stand as in the repository."""
    done = subprocess.run(["/usr/bin/jupyter-nbconvert", "--to", "notebook", "--execute", "--inplace", "--log-level=ERROR",
                           "--ExecutePreprocessor.record_timing=False", "--ExecutePreprocessor.kernel_name=python3", *NOTEBOOKS],
                          cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "PATH": os.path.dirname(os.path.abspath(MAEK)) + ":/usr/bin:" + os.environ["PATH"],
                               "JUPYTER_PLATFORM_DIRS": "1", "HOME": folder})
    check(done.returncode == 0, f"a notebook fails:\n{done.stderr[-4000:]}")


def tidy(path):
    """Only what readers see: neither versions of Python nor times."""
    with open(path, encoding="utf-8") as file:
        book = json.load(file)
    book["metadata"] = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                        "language_info": {"name": "python"}}
    for cell in book["cells"]:
        cell["metadata"] = {}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(book, file, ensure_ascii=False, indent=1)
        file.write("\n")


with tempfile.TemporaryDirectory() as folder:
    for name in ("out", "seeds", "tests", "rules"):
        os.symlink(os.path.join(ROOT, name), os.path.join(folder, name))
    os.makedirs(os.path.join(folder, FOLDER))
    for name in NOTEBOOKS:
        shutil.copy(os.path.join(ROOT, FOLDER, name), os.path.join(folder, FOLDER, name))
    execute(os.path.join(folder, FOLDER))
    for name, end in NOTEBOOKS.items():
        path, committed = (os.path.join(where, FOLDER, name) for where in (folder, ROOT))
        tidy(path)
        if "--update" in sys.argv:
            shutil.copy(path, committed)
        ran = cells(path)
        shown = [output for cell in ran for output in outputs(cell)]
        kinds = {kind for _, _, data in shown for kind in data}
        check({"text/html", "image/png"} <= kinds, f"{name} shows {kinds}")
        check(not [text for kind, text, _ in shown if kind == "error" or "Warning" in text], f"{name} warns: {shown}")
        check(any(end in text for _, text, _ in shown), f"{name} checks no quotes")
        check(any("<mark>" in "".join(data.get("text/html", "")) for _, _, data in shown), f"{name} shows no evidence")
        for _, _, data in shown:
            check(base64.b64decode(data.get("image/png", ""))[:4] in (b"", b"\x89PNG"), f"{name}: a picture")
        check([cell["source"] for cell in ran] == [cell["source"] for cell in cells(committed)], f"{name}: its cells")
        check(all(cell["execution_count"] for cell in cells(committed)), f"{name} is kept without what it shows")
        check(os.path.getsize(committed) < LARGEST, f"{name}: {os.path.getsize(committed)} bytes")
