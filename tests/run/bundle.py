"""A bundle of rules is its packs: the same hashes, facts and messages, wherever it lies and whatever lies over it; one that was changed or
cut off is refused."""
import hashlib
import json
import os
import shutil
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, RULES, check, corpus_files, is_sanitized, maek

FOLDER = tempfile.mkdtemp()
FILES = corpus_files()[:1 if is_sanitized() else 8]


def path(name):
    return os.path.join(FOLDER, name)


def read(name):
    return open(path(name), "rb").read()


def write(name, text):
    os.makedirs(os.path.dirname(path(name)), exist_ok=True)
    with open(path(name), "w", encoding="utf-8") as file:
        file.write(text)


def extract(name, *packs):
    maek("extract", "-q", "--trailer", *[part for pack in packs for part in ("-r", pack)], "-o", path(name), *FILES)
    return read(name)


# the packs of the project, with what they use
maek("rules", "--bundle", path("ai.bundle"), "-r", RULES)
expected = extract("folders", RULES)
check(extract("bundled", path("ai.bundle")) == expected, "other facts")
names = [pack["pack"] for pack in json.loads(expected.splitlines()[-1])["rules"]]
check(names[-1] == "korean-ai" and len(names) > 1, f"{names}")
bundle = read("ai.bundle")
check(bundle.startswith(b"maek rules bundle 1\nsha256 ") and b"file " in bundle, "the first lines")
os.mkdir(path("elsewhere"))
shutil.copytree(os.path.join(ROOT, "rules"), path("elsewhere/rules"))
maek("rules", "--bundle", path("moved.bundle"), "-r", "rules/korean-ai", cwd=path("elsewhere"))
check(read("moved.bundle") == bundle, "the place of the packs is in the bundle")
maek("rules", "--bundle", path("again.bundle"), "-r", path("ai.bundle"))
check(read("again.bundle") == bundle, "the bundle of a bundle is another one")
check(maek("rules", "--bundle", "-", "-r", RULES)[0].encode() == bundle, "standard output")
check(maek("rules", "--literals", "-r", path("ai.bundle"))[0] == maek("rules", "--literals", "-r", RULES)[0], "other rules")
if not is_sanitized():
    maek("test", "-q", path("ai.bundle"))
maek("run", "-q", "--no-svg", "-r", path("ai.bundle"), "-o", path("out"), FILES[0])
shutil.copy(path("ai.bundle"), path("elsewhere/found.bundle"))
maek("extract", "-q", "-r", "found.bundle", "-o", path("found"), FILES[0], env={"MAEK_PATH": path("elsewhere")})
check(read("found") == expected.splitlines(True)[0], "not found by its name")

# an overlay, beside the bundle and in it
write("mine/pack.yaml", "pack: mine\nstages: [names.yaml]\n")
write("mine/names.yaml", "lexicon:\n  - { emit: Organization, file: names.tsv }\n")
write("mine/names.tsv", "# 이름\t별명\n가온누리\t가온\n")
overlaid = extract("overlaid", RULES, path("mine"))
check(extract("beside", path("ai.bundle"), path("mine")) == overlaid, "an overlay beside the bundle")
maek("rules", "--bundle", path("both.bundle"), "-r", RULES, "-r", path("mine"))
check(extract("both", path("both.bundle")) == overlaid != expected, "an overlay in the bundle")

# messages name the inner file, and show its line
write("mine/names.yaml", "lexicon:\n  - { emit: Organizatio, file: names.tsv }\n")
plain = maek("check", RULES, path("mine"), code=1)
broken = read("both.bundle").replace(b"emit: Organization, file: names.tsv", b"emit: Organizatiom, file: names.tsv")
rest = broken.split(b"\n", 2)[2]

open(path("broken.bundle"), "wb").write(b"maek rules bundle 1\nsha256 " + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
said = "".join(maek("check", path("broken.bundle"), code=1))
check(f"{path('broken.bundle')}/mine/names.yaml:2:13: error[unknown-type]" in said and "emit: Organizatiom, file" in said, said)
check("names.yaml:2:13: error[unknown-type]" in "".join(plain), f"{plain}")
_, err = maek("rules", "--bundle", path("none"), "-r", RULES, "-r", path("mine"), code=3)
check("error[unknown-type]" in err and not os.path.exists(path("none")), err)

# what is not whole
both = read("both.bundle")
for number, bad in enumerate([both[:-1], both[:3000], both + b"x", both.replace("가온".encode(), "가운".encode()), both[:60],
                              both.replace(b"sha256 ", b"sha257 "), b"maek rules bundle 1\n"]):
    with open(path("bad.bundle"), "wb") as file:
        file.write(bad)
    _, err = maek("extract", "-q", "-r", path("bad.bundle"), FILES[0], code=3)
    check(f"{path('bad.bundle')}: error[bundle]: the bundle is not as it was written" in err, f"{number}: {err}")
for number, rest in enumerate([b"file 5 a/b\nabc\n", b"file x a/b\n", b"file 99999999999999999999 a/b\n\n", b"file -1 a/b\n", b"fil\n",
                               b"file 0 \n\n", b"file 3 " + b"a" * 5000 + b"\nabc\n"]):
    with open(path("bad.bundle"), "wb") as file:
        file.write(b"maek rules bundle 1\nsha256 " + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
    _, err = maek("extract", "-q", "-r", path("bad.bundle"), FILES[0], code=3)
    check("error[bundle]" in err, f"{number}: {err}")
_, err = maek("extract", "-q", "-r", os.path.join(path("ai.bundle"), "no-such-pack"), FILES[0], code=3)
check("error[missing-file]" in err, err)
write("text.bundle", "maek rules\n")
_, err = maek("extract", "-q", "-r", path("text.bundle"), FILES[0], code=3)
check("error[" in err, err)

# what would not be found again is not bundled
write("mine/names.yaml", "lexicon:\n  - { emit: Organization, file: ../elsewhere/names.tsv }\n")
shutil.copy(path("mine/names.tsv"), path("elsewhere/names.tsv"))
_, err = maek("rules", "--bundle", path("none"), "-r", RULES, "-r", path("mine"), code=3)
check("names.yaml:2:33: error[bundle]" in err and not os.path.exists(path("none")), err)
