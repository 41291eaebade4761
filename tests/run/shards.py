"""extract --shard: the pieces of any number of shards, merged, are the single run to the byte. Trailers tell merge and link
when a piece was cut off, made with other rules, or is not there."""
import gzip
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import many
from maektest import check, maek

FOLDER = tempfile.mkdtemp()


def path(name):
    return os.path.join(FOLDER, name)


def write(name, data):
    with open(path(name), "wb") as file:
        file.write(data)
    return path(name)


def lines(name):
    return open(path(name), "rb").read().splitlines(True)


PACK, TEXTS = many.write(FOLDER, 30)
OTHER, _ = many.write(tempfile.mkdtemp(), 31)
texts = open(TEXTS, "rb").read().splitlines(True)
texts[4] = b'{"id": "broken"\n'
texts[7] = b"\n"
os.mkdir(path("in"))
os.mkdir(path("in/b"))
write("in/a.jsonl", b"".join(texts[:17]))
write("in/b/c.jsonl.gz", gzip.compress(b"".join(texts[17:])))
for number in range(5):
    write(f"in/b/t{number}.txt", many.sentence(many.name("사", number), many.name("품", number)).encode())
write("in/z.txt", b"\xff")
write("in/ignored.csv", b"1,2\n")
INPUTS = [path("in"), path("not-there.txt"), path("in/b/t3.txt")]
maek("extract", "-q", "-r", PACK, "-o", path("single.jsonl"), *INPUTS)
single = lines("single.jsonl")
check(len(single) == 29 + 5 + 1 + 2, f"{len(single)} documents")
maek("merge", "-q", "-o", path("single-merged.jsonl"), path("single.jsonl"))
maek("link", "-q", "-o", path("single.json"), path("single.jsonl"))

for count in (1, 2, 3, 5, 40):
    names = [path(f"{count}-{shard}") for shard in range(1, count + 1)]
    for shard, name in enumerate(names, 1):
        _, err = maek("extract", "-r", PACK, "--shard", f"{shard}/{count}", "--trailer", "-j", str(1 + shard % 2), "-o", name, *INPUTS)
        own = lines(name)[:-1]
        check(own == single[shard - 1::count], f"shard {shard}/{count} has other documents")
        elsewhere = len(single) - len(own)
        check(f"= {len(own)} given" in err and (not elsewhere or f"{elsewhere} left to other shards" in err), err)
        end = json.loads(lines(name)[-1])
        failed = sum(b'"kind":"error"' in line for line in own)
        check(end["shard"] == [shard, count] and end["documents"] == len(own) and end["failed"] == failed, f"{end}")
        check(end["rules"] == json.loads(single[0])["rules"], f"{end}")
    maek("merge", "-q", "--trailer", "-o", path("merged.jsonl"), *reversed(names))
    check(lines("merged.jsonl") == lines("single-merged.jsonl"), f"{count} shards merged are not the single run")
    maek("link", "-q", "--trailer", "-o", path("graph.json"), *names, names[0])
    check(lines("graph.json") == lines("single.json"), f"{count} shards linked are not the single run")
    whole = write("whole", b"".join(b"".join(lines(name)) for name in names))
    maek("merge", "-q", "--trailer", "-o", path("merged.jsonl"), whole)
    check(lines("merged.jsonl") == lines("single-merged.jsonl"), f"{count} shards in one file")


def refused(expected, *files, options=()):
    for command in ("merge", "link"):
        output = path("refused")
        _, err = maek(command, "-q", *options, "-o", output, *files, code=3)
        check(expected in err, f"{command}: {expected}: {err}")
        check(not os.path.exists(output), f"{command} wrote what is not whole")


one, two, three = (path(f"3-{shard}") for shard in (1, 2, 3))
whole = lines("3-2")
cut = write("cut", b"".join(whole[:-1]))
refused(f"{cut}: error[cut-off]: no trailer closes the file, as it does others", one, cut, three)
refused(f"{cut}: error[cut-off]: no trailer closes the file", cut, options=["--trailer"])
refused("error[cut-off]", write("empty", b""), options=["--trailer"])
lost = write("lost", b"".join(whole[1:]))
refused(f"{lost}:{len(whole) - 1}: error[cut-off]: the trailer counts {len(whole) - 1} documents, but {len(whole) - 2} lines", one, lost, three)
refused("error[cut-off]", write("joined", b"".join([*lines("3-1"), *whole[:-1]])), three)
half = write("half", b"".join(whole)[:-30])
refused(f"{half}:{len(whole)}:128: error[facts-json]: a string without an end", one, half, three)
refused(f"{one}:{len(lines('3-1'))}: error[missing-shard]: shard 2/3 is not there", one, three)
refused("error[other-shards]", one, two, path("5-3"))
maek("extract", "-q", "-r", OTHER, "--shard", "2/3", "--trailer", "-o", path("other"), *INPUTS)
refused("error[other-rules]", one, path("other"), three)
for shard in (b"[0,2]", b"[3,2]", b"2", b"[1]"):
    refused("error[facts-json]: no trailer: 'shard'", write("wrong", b'{"kind":"end","documents":0,"shard":' + shard + b"}\n"))
refused("error[facts-json]: no trailer: 'documents'", write("wrong", b'{"kind":"end"}\n'))

# without trailers nothing says what should be there
maek("link", "-q", "-o", path("graph.json"), write("plain", b"".join(whole[:-1])))
for wrong in ("0/3", "4/3", "1", "1/", "/3", "1/3x", "-1/3", "1/-3", "x", "1/1000001", ""):
    _, err = maek("extract", "-r", PACK, f"--shard={wrong}", TEXTS, code=2)
    check("--shard is I/N" in err, f"{wrong}: {err}")
