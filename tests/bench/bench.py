"""maek beside other engines on the same text, in one run. Prints a table; fails when engines that mean the same count
differently. `python3 tests/bench/bench.py [--size MB] [--rules 10,100,1000,10000] [--json]`, or `./bootstrap bench`."""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

import texts

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
HFST_NAMES = 1000  # it takes minutes to compile 10,000
MAEK = os.path.abspath(os.environ.get("MAEK", os.path.join(ROOT, "build", "maek")))


def run(command, output=subprocess.PIPE, **environment):
    """Standard output (when kept), seconds, peak memory in MiB."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, env={**os.environ, **environment})
    out = child.stdout.read() if child.stdout else b""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):  # grep: 1, nothing found
        sys.exit(f"{' '.join(command)}: exit {child.returncode}")
    return out, time.perf_counter() - begun, usage.ru_maxrss / 1024


def head(path, folder, size):
    """The first lines of the text, about `size` bytes: slow engines read less of it."""
    cut = os.path.join(folder, f"head-{size}.txt")
    if not os.path.exists(cut):
        with open(path, "rb") as file:
            data = file.read(size)
        open(cut, "wb").write(data[:data.rindex(b"\n") + 1])
    return cut


class Bench:
    def __init__(self, work, size):
        self.work, self.size, self.rows, self.differences = work, size, [], []
        self.lines, self.articles = os.path.join(work, "lines.txt"), os.path.join(work, "articles")
        self.nothing = os.path.join(work, "nothing.txt")
        open(self.nothing, "w").write("가\n")

    def row(self, engine, what, rules, speed, start=0.0, memory=0.0, matches=None):
        self.rows.append({"what": what, "rules": rules, "engine": engine, "mb_per_second": speed, "start_ms": start * 1000,
                          "memory_mib": memory, "matches": matches})
        print(f"  {engine} {what} {rules}: {speed:.3f} MB/s", file=sys.stderr)

    def maek(self, what, rules, packs, source=None, jobs=1, name="maek", **environment):
        command = [MAEK, "extract", "-q", "-j", str(jobs), *(part for pack in packs for part in ("-r", pack))]
        start = min(run([*command, self.nothing], subprocess.DEVNULL)[1] for _ in range(3))
        with open(os.devnull, "w") as null:
            _, seconds, memory = min((run([*command, source or self.articles], null, **environment) for _ in range(2)), key=lambda one: one[1])
        self.row(name, what, rules, self.size / 1e6 / max(seconds - start, 1e-4), start, memory)
        return command

    def maek_matches(self, command, text):
        out, _, _ = run([*command, "--input-format", "text", text])
        return sum(len(json.loads(line)["mentions"]) for line in out.splitlines())

    def loop(self, engine, rules, command, patterns, size, expected):
        text = head(self.lines, self.work, size)
        out, _, memory = run([*command, patterns, text])
        compiling, matching, found = out.split()
        self.row(engine, "rules", rules, os.path.getsize(text) / 1e6 / max(float(matching), 1e-6), float(compiling), memory, int(found))
        if int(found) != expected(text):
            self.differences.append(f"{rules} rules: {engine} {int(found)}, maek {expected(text)}")

    def rules(self, count, words, loop):
        pack = os.path.join(self.work, f"rules-{count}")
        texts.write_rules(pack, words[:count])
        command = self.maek("rules", count, [pack])
        known = {}

        def expected(text):
            if text not in known:
                known[text] = self.maek_matches(command, text)
            return known[text]
        patterns = os.path.join(pack, "patterns")
        for engine, program, work in (("PCRE2 JIT loop", [loop], 40e6), ("Python re", ["/usr/bin/python3", os.path.join(HERE, "loop.py")], 4e6),
                                      ("Perl", ["perl", os.path.join(HERE, "loop.pl")], 4e6)):
            if shutil.which(program[0]):
                self.loop(engine, count, program, patterns, int(min(self.size, max(work / count, 8000))), expected)
        self.words_alone("rules", count, pack)

    def words_alone(self, what, count, pack):
        """Its matches are places of words, also within others: not compared."""
        program = os.path.join(self.work, "vectorscan")
        if os.path.exists(program):
            compiling, scanning, found = run([program, os.path.join(pack, "words"), self.lines])[0].split()
            self.row("Vectorscan, words", what, count, self.size / 1e6 / max(float(scanning), 1e-6), float(compiling), 0.0, int(found))

    def lexicon(self, count, words):
        pack = os.path.join(self.work, f"lexicon-{count}")
        texts.write_lexicon(pack, words[:count])
        command = self.maek("lexicon", count, [pack])
        names, expected = os.path.join(pack, "words"), None
        for engine, program in ("grep -F", ["grep", "-oF", "-f", names]), ("ripgrep -F", ["rg", "-oFN", "-j1", "-f", names]):
            if shutil.which(program[0]):
                start = run([*program, self.nothing])[1]
                text = head(self.lines, self.work, int(min(self.size, 2e6)))
                out, seconds, memory = run([*program, text], LC_ALL="C.UTF-8")
                found = out.count(b"\n")
                self.row(engine, "lexicon", count, os.path.getsize(text) / 1e6 / max(seconds - start, 1e-4), start, memory, found)
                expected = self.maek_matches(command, text) if expected is None else expected
                if found != expected:
                    self.differences.append(f"{count} names: {engine} {found}, maek {expected}")
        if shutil.which("hfst-pmatch") and count <= HFST_NAMES:
            net = os.path.join(pack, "words.hfst")
            subprocess.run(["hfst-pmatch2fst", "-i", os.path.join(pack, "words.pmatch"), "-o", net], check=True, capture_output=True)
            start = run(["hfst-pmatch", "-n", "-x", "-i", self.nothing, net])[1]
            text = head(self.lines, self.work, int(min(self.size, 1e6)))
            out, seconds, memory = run(["bash", "-c", 'exec hfst-pmatch -n -x "$1" < "$2"', "-", net, text])
            self.row("hfst-pmatch", "lexicon", count, os.path.getsize(text) / 1e6 / max(seconds - start, 1e-4), start, memory, out.count(b"<W>"))
        self.words_alone("lexicon", count, pack)


def table(rows):
    """The rows; `maek is` gives how many times as fast as this engine maek is."""
    print(f"{'task':<10}{'rules':>8}  {'engine':<22}{'MB/s':>10}{'maek is':>10}{'start ms':>10}{'MiB':>8}{'matches':>10}")
    for row in rows:
        own = next(one["mb_per_second"] for one in rows if (one["what"], one["rules"]) == (row["what"], row["rules"]))
        print(f"{row['what']:<10}{row['rules']:>8}  {row['engine']:<22}{row['mb_per_second']:>10.3f}{own / row['mb_per_second']:>9.1f}x"
              f"{row['start_ms']:>10.1f}{row['memory_mib']:>8.0f}{'' if row['matches'] is None else row['matches']:>10}")
    own = [row for row in rows if row["engine"] == "maek" and row["what"] == "rules"]
    for row in own[1:]:
        print(f"{row['rules']} rules take {own[0]['mb_per_second'] / row['mb_per_second']:.2f} times as long as {own[0]['rules']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=float, default=1, help="megabytes of text")
    parser.add_argument("--rules", default="10,100,1000,10000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    counts = [int(count) for count in options.rules.split(",")]
    source = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as work:
        loop = os.path.join(work, "pcre2_loop")
        subprocess.run(["cc", "-O2", "-o", loop, os.path.join(HERE, "pcre2_loop.c"), "-lpcre2-8"], check=True)
        if os.path.exists("/usr/include/hs/hs.h"):
            subprocess.run(["cc", "-O2", "-o", os.path.join(work, "vectorscan"), os.path.join(HERE, "vectorscan.c"), "-lhs"], check=True)
        sentences = texts.corpus_sentences(os.path.join(ROOT, "tests", "corpus"))
        folder = os.path.join(ROOT, "rules", "korean-ai")
        lexicons = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".tsv")]
        words = texts.vocabulary(sentences, lexicons, max(counts + [1000]), source)
        bench = Bench(work, texts.write_articles(work, sentences, words, options.size * 1e6, source))
        for count in counts:
            bench.rules(count, words, loop)
        for count in sorted({1000, max(counts)}):
            bench.lexicon(count, words)
        shipped = [folder]
        bench.maek("articles", 0, shipped)
        bench.maek("articles", 0, shipped, jobs=2, name="maek -j2")
        bench.maek("articles", 0, shipped, name="maek, no prefilter", MAEK_TRY_ALL="1")
        bench.maek("articles", 0, shipped, os.path.join(work, "articles.jsonl"), name="maek, JSONL")
    if options.json:
        print(json.dumps(bench.rows, indent=1))
    else:
        table(bench.rows)
    for difference in bench.differences:
        print("DIFFERENT:", difference)
    sys.exit(bool(bench.differences))


main()
