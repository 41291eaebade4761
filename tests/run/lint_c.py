# release only
"""cppcheck and gcc's analyzer find nothing in the C files, or what they find is excused here or beside the line, with the
reason. LINT=all asks clang-tidy as well, with the checks of .clang-tidy. Names of files as arguments:
only these."""
import collections
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
import time
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, check

FOLDERS = ("extract", "graph", "cli", "library")
BUILD = os.path.dirname(os.path.abspath(MAEK))

# What cppcheck says of correct code everywhere. What it says of one line stands in that line.
EXCUSED = {
    "missingIncludeSystem": "system headers are not its concern",
    "readdirCalled": "readdir() is safe as long as threads do not share a stream; readdir_r() is deprecated",
    "varFuncNullUB": "NULL is a pointer in POSIX",
    "variableScope": "variables of the loops over JSON are declared above them",
    "redundantCondition": "a condition may say more than the shortest one, to be read",
    "unusedStructMember": "it sees one file at a time; headers are for several",
    "unmatchedSuppression": "an excuse in a header counts only where that is included",
}
# Macros of libraries that look like no C; without a semicolon, at which cppcheck would cut.
MACROS = ["json_array_foreach(array,index,value)=while((value=json_next(array,&index)))",
          "json_object_foreach(object,key,value)=while((value=json_next(object,&key)))"]


def commands():
    path = os.path.join(BUILD, "compile_commands.json")
    check(os.path.exists(path), f"{path} is missing; cmake --preset release")
    wanted = [os.path.realpath(name) for name in sys.argv[1:]]
    found = {}
    for entry in json.load(open(path, encoding="utf-8")):
        name = os.path.relpath(entry["file"], ROOT)
        if name.split(os.sep)[0] in FOLDERS and (not wanted or os.path.realpath(entry["file"]) in wanted):
            found[name] = entry
    check(found, "no C files")
    return found


def run(command, cwd=ROOT):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def cppcheck(names):
    command = ["cppcheck", "--std=c11", "--enable=warning,style,performance,portability", "--inline-suppr", "--library=posix",
               "--library=gnu", "-q", "--error-exitcode=1", "-j", str(os.cpu_count()), "--template={file}:{line}: {id}: {message}", "-I.",
               "-D_GNU_SOURCE", '-DMAEK_RULES_DIR="."', *(f"-D{macro}" for macro in MACROS), *(f"--suppress={id}" for id in EXCUSED)]
    code, out = run(command + names)
    return out or f"cppcheck ended with {code}" if code or out.strip() else ""


def analyze(entry):
    words = [word for word in shlex.split(entry["command"]) if word not in ("ccache", "-c") and not word.startswith(("-O", "-g"))]
    at = words.index("-o")
    del words[at:at + 2]
    # -O1: with less, gcc does not see through inline functions; its older guesses about uninitialized variables need -O2,
    # with which everything is built anyway
    code, out = run([*words, "-O1", "-Wno-maybe-uninitialized", "-U_FORTIFY_SOURCE", "-fanalyzer", "-fdiagnostics-path-format=none", "-c", "-o", os.devnull], entry["directory"])
    return out or f"gcc ended with {code}" if code or "warning:" in out else ""


def tidy(entry):
    code, out = run(["clang-tidy", "--quiet", "--warnings-as-errors=*", "-p", BUILD, entry["file"]])
    return out or f"clang-tidy ended with {code}" if code else ""


files = commands()
findings = collections.Counter()
tools = {"cppcheck": lambda: [cppcheck(sorted(files))], "gcc -fanalyzer": lambda: pool.map(analyze, files.values())}
if os.environ.get("LINT") == "all":
    tools["clang-tidy"] = lambda: pool.map(tidy, files.values())
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    for name, tool in tools.items():
        start = time.monotonic()
        for out in tool():
            if out:
                findings[name] += len(re.findall(r"^\S+:\d+:", out, re.M)) or 1
                print(out.strip())
        print(f"{name}: {findings[name]} findings in {len(files)} files, {time.monotonic() - start:.0f} s")
check(not any(findings.values()), "findings")
