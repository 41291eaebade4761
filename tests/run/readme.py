# release only
"""What README.md and README.ko.md show: the files of the pack are sound and its examples pass, every command runs, the Python
prints what the graph holds, every link leads somewhere."""
import os
import re
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, RULES, check, maek


def run_page(name):
    text = open(os.path.join(ROOT, name), encoding="utf-8").read()
    files = re.findall(r"`my-rules/([a-z.-]+)`[^`\n]*\n\n```yaml\n(.*?)```", text, re.S)
    check(len(files) == 3, f"{len(files)} files of a pack in {name}")
    with tempfile.TemporaryDirectory() as folder:
        for part in ("rules", "seeds", "out"):
            os.symlink(os.path.join(ROOT, part), os.path.join(folder, part))
        for part in ("build", "my-rules", "more-articles"):
            os.mkdir(os.path.join(folder, part))
        os.symlink(os.path.abspath(MAEK), os.path.join(folder, "build", "maek"))
        for where in ("article.txt", "more-articles/another.txt"):
            open(os.path.join(folder, where), "w", encoding="utf-8").write("KT는 새빛누리에 100억원을 투자했다.\n")
        pack = os.path.join(folder, "my-rules")
        for file, content in files:
            open(os.path.join(pack, file), "w", encoding="utf-8").write(content)
        commands = [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()
                    if line.startswith("build/maek")]
        check(len(commands) == 4, f"{name}: {commands}")
        for command in commands:
            done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)
            check(done.returncode == 0, f"{name}: {command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        _, err = maek("check", RULES, pack)
        check(" 0 errors" in err, err)
        _, err = maek("test", "--filter", "my-rules/", RULES, pack)
        check("2 examples passed, 0 failed, 0 rules" in err, err)
        out, _ = maek("extract", "-q", "-r", RULES, "-r", pack, "-", stdin="KT는 새빛 누리에 100억원을 투자했다.\n".encode())
        check('"relation":"invests_in"' in out, out)
        for code in re.findall(r"```python\n(.*?)```", text, re.S):
            done = subprocess.run(["/usr/bin/python3", "-c", code], cwd=folder, capture_output=True, text=True)
            check(done.returncode == 0 and "develops" in done.stdout, f"{name}: {done.stdout}{done.stderr}")
    for path in re.findall(r"\]\(([^)]+)\)", text):
        check(os.path.exists(os.path.join(ROOT, path)), f"{name} names {path}, which is not there")
    return text


page = run_page("README.md")
run_page("README.ko.md")
shown = set(re.findall(r"`([a-z]+)`", page[page.index("## Commands"):page.index("Data goes")]))
known = {line.split()[0] for line in maek("help")[0].splitlines() if line.startswith("  ")} - {"help", "version"}
check(known <= shown, f"README.md does not name {known - shown}")
