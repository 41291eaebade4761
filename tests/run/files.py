# release only
"""Outputs are whole or not there: killed runs, limits on file size, full disks, folders that cannot be written, symbolic
links, signals, two runs at once. KILLS=1000 kills more often than the 100 times of every run."""
import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import MAEK, ROOT, RULES, check

SEEDS = os.path.join(ROOT, "seeds")
KILLS = int(os.environ.get("KILLS", "100"))
PAIRS = int(os.environ.get("PAIRS", "50"))
COMMAND = [os.path.abspath(MAEK) if os.sep in MAEK else MAEK, "run", "-r", RULES, "--no-svg", "-o"]
NOBODY = 65534


def run(out, **more):
    return subprocess.run(COMMAND + [out, SEEDS], capture_output=True, text=True, **more)


def contents(folder):
    return {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))
            if os.path.isfile(os.path.join(folder, name))}


def is_sound(folder, whole, what):
    """Every file under its final name is the whole file; temporaries may be there."""
    for name, bytes_found in contents(folder).items():
        if not name.endswith(".part"):
            check(bytes_found == whole[name], f"{what}: {name} is torn: {len(bytes_found)} of {len(whole[name])} bytes")


def manifest(whole):
    """The manifest names every file with its size and hash."""
    told = json.loads(whole["manifest.json"])
    check(told["format"] == "maek-manifest", told)
    found = [{"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
             for name, content in whole.items() if name != "manifest.json"]
    check(told["files"] == found, f"{told['files']} is not {found}")


def kills(folder, whole, seconds):
    torn = left = 0
    out = os.path.join(folder, "killed")
    for _ in range(KILLS):
        process = subprocess.Popen(COMMAND + [out, SEEDS], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0, seconds))
        process.kill()
        process.wait()
        if os.path.isdir(out):
            is_sound(out, whole, "killed")
            left += any(name.endswith(".part") for name in os.listdir(out))
    done = run(out)
    check(done.returncode == 0, done.stderr)
    check(contents(out) == whole, f"after {KILLS} kills the next run leaves {sorted(os.listdir(out))}")
    print(f"{KILLS} kills: {torn} torn files, temporaries left {left} times, 0 after the next run")


def size_limits(folder, whole):
    for limit in (0, 1, 100, 5000, 20000):
        out = os.path.join(folder, f"limit{limit}")
        done = run(out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        check(done.returncode == 4 and "cannot be written: File too large" in done.stderr and done.stderr.count("\n") == 1,
              f"limit {limit}: exit {done.returncode}: {done.stderr}")
        is_sound(out, whole, f"limit {limit}")
        check(not any(name.endswith(".part") for name in os.listdir(out)), f"limit {limit} leaves a temporary")


def full_disk(folder, whole):
    """On a tmpfs of its own where one can be mounted."""
    out = os.path.join(folder, "tmpfs")
    os.mkdir(out)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", out], capture_output=True).returncode:
        print("no tmpfs can be mounted here")
        return
    try:
        done = run(out)
        check(done.returncode == 4 and "No space left on device" in done.stderr and done.stderr.count("\n") == 1,
              f"full disk: exit {done.returncode}: {done.stderr}")
        is_sound(out, whole, "full disk")
        check(not any(name.endswith(".part") for name in os.listdir(out)), "a full disk leaves a temporary")
    finally:
        subprocess.run(["umount", out], check=True)


def closed_folder(folder):
    out = os.path.join(folder, "closed")
    os.mkdir(out)
    os.chmod(out, 0o555)
    os.chmod(folder, 0o755)
    drop = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
    done = run(out, **drop)
    check(done.returncode == 4 and "Permission denied" in done.stderr and done.stderr.count("\n") == 1,
          f"closed folder: exit {done.returncode}: {done.stderr}")
    check(os.listdir(out) == [], os.listdir(out))


def links(folder, whole):
    out, target = os.path.join(folder, "linked"), os.path.join(folder, "elsewhere")
    os.mkdir(out)
    open(target, "w").write("mine")
    for name in whole:
        os.symlink(target, os.path.join(out, name))
    check(run(out).returncode == 0, "run into a folder with links")
    check(open(target).read() == "mine", "a link in the folder was followed")
    check(contents(out) == whole and not any(os.path.islink(os.path.join(out, name)) for name in whole), os.listdir(out))


def endings(folder, whole, seconds):
    """Ended by a signal, a run removes what it was writing and dies by that signal."""
    died = 0
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        for part in range(8):
            out = os.path.join(folder, f"ended{number}{part}")
            process = subprocess.Popen(COMMAND + [out, SEEDS], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(seconds * (part + 1) / 10)
            process.send_signal(number)
            code = process.wait()
            check(code in (0, -number), f"{number}: exit {code}")
            died += code == -number
            if os.path.isdir(out):
                is_sound(out, whole, f"signal {number}")
                check(not any(name.endswith(".part") for name in os.listdir(out)), f"signal {number} leaves a temporary")
    check(died > 6, f"only {died} runs were ended by their signal")


def pairs(folder, whole):
    busy = 0
    out = os.path.join(folder, "shared")
    for _ in range(PAIRS):
        both = [subprocess.Popen(COMMAND + [out, SEEDS], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                for _ in range(2)]
        said = [process.communicate()[1] for process in both]
        codes = sorted(process.returncode for process in both)
        check(codes in ([0, 0], [0, 4]), f"two runs at once: exits {codes}: {said}")
        if codes == [0, 4]:
            busy += 1
            check(any("busy" in text for text in said), said)
        check(contents(out) == whole, f"two runs at once leave {sorted(os.listdir(out))}")
    check(busy > 0, "no run found the other one busy")
    print(f"{PAIRS} pairs: {busy} times the second said busy")


with tempfile.TemporaryDirectory() as temporary:
    reference = os.path.join(temporary, "whole")
    start = time.monotonic()
    check(run(reference).returncode == 0, "a run")
    took = time.monotonic() - start
    expected = contents(reference)
    check(len(expected) >= 4, sorted(expected))
    manifest(expected)
    kills(temporary, expected, 1.2 * took)
    size_limits(temporary, expected)
    full_disk(temporary, expected)
    closed_folder(temporary)
    links(temporary, expected)
    endings(temporary, expected, took)
    pairs(temporary, expected)
