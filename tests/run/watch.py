# release only
"""`maek watch`: what a change of rules or documents is told to change, failing examples first; and that nothing is missed:
after each of many edits of the pack that ships, it tells what two whole runs differ in."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import CORPUS, MAEK, ROOT, check, maek


class Watch:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([os.path.abspath(MAEK), "watch", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.said = self.wait()

    def wait(self):
        """What is said up to the next sum: (the rest, the sum)."""
        lines = []
        while True:
            line = self.process.stdout.readline().decode()
            check(line, "it ended: " + "".join(lines))
            if re.match(r"maek: \d+ of \d+ documents ran", line):
                return "".join(lines), line
            lines.append(line)

    def write(self, path, text):
        """As editors do: into another file, which then takes its place."""
        with open(path + "~", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(path + "~", path)
        return self.wait()

    def edit(self, path, old, new):
        text = open(path, encoding="utf-8").read()
        check(old in text, f"{old!r} is not in {path}")
        return self.write(path, text.replace(old, new, 1))

    def end(self):
        self.process.terminate()
        self.process.wait()


def has(said, *parts):
    for part in parts:
        check(part in "\n".join(said), f"{part!r} is not in\n{said[0]}{said[1]}")


def told(folder):
    pack, news = os.path.join(folder, "pack"), os.path.join(folder, "news")
    maek("new", pack)
    os.makedirs(news)
    rules, names = os.path.join(pack, "rules.yaml"), os.path.join(pack, "names.yaml")
    for name, text in (("one", "가나전자는 ‘노을’을 공개했다."), ("two", "다라소프트가 ‘물결’을 자랑했다."), ("three", "마바상사는 ‘바람’을 출시했다.")):
        open(os.path.join(news, name + ".txt"), "w", encoding="utf-8").write(text + "\n")
    watch = Watch("-r", pack, news)
    has(watch.said, "3 of 3 documents ran", "0 examples failed")
    # a rule says more
    said = watch.edit(rules, "(?:공개|출시|발표)'\n    emit: Product", "(?:공개|출시|발표|자랑)'\n    emit: Product")
    has(said, "+ Product/물결\n    + mention 물결  two, sentence 1  pack/product-quoted pack/rules.yaml:10", "maek: 1 of 3 documents ran; nodes +1 -0 ~0")
    # a remark says nothing, a macro does
    has(watch.edit(rules, "rules:\n", "# a remark\nrules:\n"), "maek: 0 of 3 documents ran; nodes +0 -0 ~0, edges +0 -0 ~0; 0 examples failed")
    has(watch.edit(names, "josa.object: '(?:을|를)'", "josa.object: '(?:를)'"), "misses", "- Company/가나전자|makes|Product/노을", "3 examples failed")
    said = watch.edit(names, "josa.object: '(?:를)'", "josa.object: '(?:을|를)'")
    has(said, "+ Company/가나전자|makes|Product/노을\n    + one, sentence 1: 가나전자는 ‘노을’을 공개했다.\n        by pack/company-shows-product pack/rules.yaml:20", "0 examples failed")
    # a name; a failing example comes first and stays until it is mended
    said = watch.edit(names, "다라소프트: []", "다라소프트: []\n      마바상사: []")
    has(said, "+ Company/마바상사|makes|Product/바람", "maek: 1 of 3 documents ran")
    said = watch.edit(rules, "finds: [Product(노을)]", "finds: [Product(나비)]")
    has(said, "product-quoted misses 1 and finds 1 unexpected", "0 of 3 documents ran", "1 examples failed")
    said = watch.edit(rules, "    unless: '안\\s했다'\n", "")
    check(said[0].index("product-quoted misses") < said[0].index("company-shows-product finds 2 unexpected"), said)
    # rules that cannot be read change nothing
    text = open(rules, encoding="utf-8").read()
    said = watch.write(rules, text.replace("emit: Product(product)", "emit: Produkt(product)"))
    has(said, "error[unknown-type]: unknown type 'Produkt'", "the rules stay as they were", "0 of 3 documents ran")
    has(watch.write(rules, text), "0 of 3 documents ran")
    # documents come, change and go
    said = watch.write(os.path.join(news, "four.txt"), "다라소프트가 ‘이슬’을 발표했다.\n")
    has(said, "+ Company/다라소프트|makes|Product/이슬\n    + four, sentence 1", "1 of 4 documents ran")
    said = watch.write(os.path.join(news, "four.txt"), "다라소프트가 ‘서리’를 발표했다.\n")
    has(said, "- Company/다라소프트|makes|Product/이슬", "+ Company/다라소프트|makes|Product/서리", "1 of 4 documents ran")
    os.remove(os.path.join(news, "four.txt"))
    has(watch.wait(), "- Company/다라소프트|makes|Product/서리", "nodes +0 -2 ~0, edges +0 -1 ~0")
    os.makedirs(os.path.join(news, "later"))
    has(watch.wait(), "0 of 4 documents ran")
    said = watch.write(os.path.join(news, "later", "five.txt"), "가나전자는 ‘새벽’을 출시했다.\n")
    has(said, "+ Company/가나전자|makes|Product/새벽", "1 of 5 documents ran")
    watch.end()
    maek("watch", news, code=2)
    maek("watch", "-r", pack, code=2)


def rows(text):
    """Lines without the places of rules, which move when lines are added above."""
    return sorted(re.sub(r" [\w-]+/[\w.-]+:\d+", "", line) for line in text.splitlines())


def whole(rules, news, folder, name):
    """The facts of each document alone, by a whole run."""
    path = os.path.join(folder, name + ".jsonl")
    maek("extract", "-q", "-r", rules, "-o", path, news)
    return dict(zip(sorted(os.listdir(news)), open(path, encoding="utf-8").read().splitlines()))


def differences(before, after, folder):
    told = ""
    for name in before:
        if before[name] == after[name]:
            continue
        paths = [os.path.join(folder, side + ".jsonl") for side in ("a", "b")]
        for path, text in zip(paths, (before[name], after[name])):
            open(path, "w", encoding="utf-8").write(text + "\n")
        told += maek("diff", "-q", *paths, code=None)[0]
    return told


def edits(rules):
    """(file, pattern, replacement): rules, names, macros, inferences and settings of the pack, whatever they say today."""
    files = [name for name in sorted(os.listdir(rules)) if name.endswith(".yaml") and "\nrules:" in "\n" + open(os.path.join(rules, name)).read()]
    yield "relations.yaml", r"(?m)^rules:\n", "# one line more\nrules:\n"
    for name in files[::9]:
        yield name, r"(?m)^    match: '", "    match: '(?:이|그)?"                                # a wider pattern
        yield name, r"(?ms)^  - id: [^\n]*\n(?:(?!  - id:).)*?(?=^  - id:)", ""                   # a rule less
        yield name, r"(?m)^    emit: ", "    unless: '했다'\n    emit: "
        yield name, r"(?m)^    emit: ", "    priority: 1\n    confidence: 0.5\n    emit: ", 0                    # all rules of the file
    for name in files[1::7]:
        yield name, r"(?m)^    unless: '", "    unless: '나비|"                                       # conditions that hold nowhere
        yield name, r"(?m)^    unless: \['", "    unless: ['나비', '"
        yield name, r"(?m)^    unless:\n      - '", "    unless:\n      - '(?:했|밝혔)다\\.'\n      - '"  # and somewhere
        yield name, r"(?m)^    unless: '", "    unless: '(?:했|밝혔)다\\.|"
        yield name, r"(?m)^    when: '", "    when: '(?:그|이)?"
    yield "organizations.tsv", r"(?m)^SK텔레콤\t[^\n]*\n", ""
    yield "organizations.tsv", r"(?m)^NC AI\t[^\n]*\n", ""
    yield "organizations.tsv", r"\A", "연구소\t\n"
    yield "teams-joined.yaml", r"(?ms)^infer:\n  - id: .*?(?=^  - id:|\Z)", "infer:\n"
    yield "relations.yaml", r"(?m)^  verb.make: '\(\?:", "  verb.make: '(?:찾아|"
    macros = "../korean/macros.yaml"                                                             # macros of most rules:
    yield macros, r"(?m)^  q: '\[(.*)‘", "  q: '["                                                # a character less
    yield macros, r"(?m)^  q: '\[", "  q: '[‘"                                                     # and back, in another place
    yield macros, r"\{1,40\}", "{1,4}"                                                            # a count
    yield macros, r"(?m)^  list\.separator: '(.*?)\(\?:,\|·\|", "  list.separator: '\\1(?:,|"       # an alternative less
    yield macros, r"(?m)^  word\.tail:.*\n", "  word.tail:\n    - '(?:소가|는)'\n"                    # what ends a name
    yield macros, r"(?m)^  right: '", "  right: '(?![은는])"                                        # what all of them ask
    for name in files[2::8]:
        yield name, r"(?ms)^rules:\n.*?(?=^[a-z]|\Z)", ""                                          # no rule at all
    yield "views.yaml", r"(?m)^views:\n", "views:\n  another: { layout: graph }\n"


def nothing_missed(folder):
    packs, news = os.path.join(folder, "rules"), os.path.join(folder, "corpus")
    shutil.copytree(os.path.join(ROOT, "rules"), packs)
    rules = os.path.join(packs, "korean-ai")
    for path in glob.glob(os.path.join(rules, "*.yaml")):   # examples are run elsewhere
        text = open(path, encoding="utf-8").read()
        open(path, "w", encoding="utf-8").write(re.sub(r"(?m)^    examples:.*\n(?:      .*\n?)*", "", text))
    os.makedirs(news)
    for path in sorted(glob.glob(os.path.join(CORPUS, "d0*.txt")))[:4] + sorted(glob.glob(os.path.join(CORPUS, "g*.txt")))[:4]:
        shutil.copy(path, news)
    watch = Watch("-r", rules, news)
    before, ran = whole(rules, news, folder, "before"), 0
    done = differing = 0
    for name, pattern, replacement, *count in edits(rules):
        path = os.path.join(rules, name)
        text = open(path, encoding="utf-8").read()
        changed = re.sub(pattern, lambda found: replacement.replace("\\1", found[1] if found.re.groups else ""), text, count=count[0] if count else 1)
        if changed == text:
            continue
        said = watch.write(path, changed)
        if "error[" in said[0]:
            watch.write(path, text)
            continue
        after = whole(rules, news, folder, "after")
        wanted = differences(before, after, folder)
        check(rows(said[0]) == rows(wanted), f"{name}: {pattern}: wanted\n{wanted}\nsaid\n{said[0]}{said[1]}")
        before = after
        done += 1
        differing += bool(wanted)
        ran += int(re.match(r"maek: (\d+)", said[1])[1])
    watch.end()
    check(done >= 18 and differing >= 4 and ran < done * len(before) * 2 / 3, f"{done} edits, {differing} with differences, {ran} runs")
    return done, differing, ran, done * len(before)


with tempfile.TemporaryDirectory() as temporary:
    told(temporary)
    print("%d edits, %d with differences, %d documents of %d ran again" % nothing_missed(temporary))
