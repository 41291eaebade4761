"""The facts are the same, to the byte, whether the prefilter excludes patterns or every one is tried everywhere; `maek rules
--literals` says what it goes by."""
import os
import shutil
import subprocess
import tempfile

MAEK = os.environ["MAEK"]
INPUTS = ["seeds", "tests/corpus"]


def facts(**environment):
    command = [MAEK, "extract", "-q", "-r", "rules/korean-ai", *INPUTS]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True).stdout


quick, slow = facts(), facts(MAEK_TRY_ALL="1")
assert quick.count(b"\n") > 80, quick.count(b"\n")
assert quick == slow, "the prefilter loses or adds facts"

pack = tempfile.mkdtemp()
with open(f"{pack}/pack.yaml", "w") as file:
    file.write("pack: tiny\nstages: [rules.yaml]\n")
with open(f"{pack}/rules.yaml", "w") as file:
    file.write(
        "entities: { Team: {} }\n"
        "relations: { beats: { from: Team, to: Team } }\n"
        "rules:\n"
        "  - { id: team, match: '(?<name>[a-z]+) (?:FC|United)', emit: Team(name) }\n"
        "  - { id: beats, match: '{Team:a} beat {Team:b}', emit: 'beats(a, b)' }\n"
        "  - { id: word, match: '(?<w>[a-z]{9})', emit: Team(w) }\n"
    )
shown = subprocess.run([MAEK, "rules", "--literals", "-r", pack], capture_output=True, check=True, text=True).stdout
assert shown == (
    "tiny/team\ttiny/rules.yaml:4\n\t“ FC”|“ United”\n"
    "tiny/beats\ttiny/rules.yaml:5\n\t“ beat ” and {Team}\n"
    "tiny/word\ttiny/rules.yaml:6\n\ttried everywhere\n"
), shown
shutil.rmtree(pack)
