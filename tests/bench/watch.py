"""How long `maek watch` takes to answer an edit of the rules that ship: so many files made of the corpus with small differences,
then edits of many kinds, each made and taken back so many times. The median: by the clock from the saved file to
the sum, by the clock of the program, and processor time."""
import argparse
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PACK = "korean-ai"
RULE = r"""rules:
  - id: bench-new
    match: '{left}(?<org>[가-힣]{2,4}조합)(?=(?:은|는|이|가|을|를|의)\s)'
    emit: Organization(org)
"""
# kind, file, what is edited, what takes its place (both regular expressions of Python)
EDITS = (
    ("the text of an example", f"{PACK}/relations.yaml", r"NC AI는 엑사원을 공개했다\.'", "NC AI는 엑사원을 소개했다.'"),
    ("the confidence of a relation rule", f"{PACK}/relations.yaml", r"(  - id: makes-of .*\n)", r"\1    confidence: 0.9\n"),
    ("an alternative more in a relation rule", f"{PACK}/relations.yaml", r"\|LLM\|AI\)\(\?:인\)\?", "|LLM|AI|엔진)(?:인)?"),
    ("a name more in a lexicon", f"{PACK}/organizations.tsv", r"\A", "연구진\t\n"),
    ("an entity rule more, in an early stage", f"{PACK}/organizations-kinds.yaml", r"(?m)^rules:\n", RULE.replace("\\", "\\\\")),
    ("an entity rule less, in an early stage", f"{PACK}/models.yaml", r"(?ms)^  - id: [^\n]*\n(?:(?!  - id:).)*?(?=^  - id:)", ""),
    ("a relation rule less", f"{PACK}/relations.yaml", r"(?ms)^  - id: makes-beside .*?(?=^  - id:)", ""),
    ("a rule about what `회사` refers to", f"{PACK}/anaphora.yaml", r"\|회사\|자사\|연구원\)", "|회사|자사|연구원|업체)"),
    ("how long a topic lasts", f"{PACK}/topics.yaml", r"lasts=document", "lasts=3"),
    ("a verb more in a macro of 30 rules", f"{PACK}/relations.yaml", r"(?m)^  verb\.launch: '\(\?:", "  verb.launch: '(?:거머쥐|"),
    ("a character more in a macro of most rules", "korean/macros.yaml", r"(?m)^  q: '\[", "  q: '[«"),
    ("a count in a macro of many rules", "korean/macros.yaml", r"\{1,40\}", "{1,30}"),
    ("an ending more in a macro of most rules", "korean/macros.yaml", r"(?m)^  word\.tail:( .*)?\n", r"\g<0>    - '이올시다'\n"),
)


def make_documents(folder, count):
    corpus = os.path.join(ROOT, "tests", "corpus")
    names = sorted(name for name in os.listdir(corpus) if name.endswith((".txt", ".md")) and name != "README.md")
    os.makedirs(folder)
    for number in range(count):
        name = names[number % len(names)]
        text = open(os.path.join(corpus, name), encoding="utf-8").read()
        again = number // len(names)
        if again:
            text = re.sub(r"\d+(?=[억조만%명])", lambda found: str(int(found[0]) + again), text)
            text = f"{text.rstrip()}\n\n{again}번째 판이다. 기사 {number}번은 여기서 끝난다.\n"
        open(os.path.join(folder, f"{number:05}{os.path.splitext(name)[1]}"), "w", encoding="utf-8").write(text)


class Watch:
    def __init__(self, maek, jobs, pack, documents):
        command = [maek, "watch", "-r", pack, documents] + (["-j", str(jobs)] if jobs else [])
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def processor_time(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def mib(self):
        return int(re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{self.process.pid}/status").read())[1]) // 1024

    def answer(self):
        """Documents that ran, seconds as the program says them."""
        before, began = self.processor_time(), time.monotonic()
        while True:
            line = self.process.stdout.readline().decode()
            found = re.match(r"maek: (\d+) of \d+ documents ran.* (\d+) examples failed; ([\d.]+) s", line)
            if not line:
                raise SystemExit("maek watch ended")
            if found:
                return int(found[1]), int(found[2]), time.monotonic() - began, float(found[3]), self.processor_time() - before


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--maek", default=os.path.join(ROOT, "build", "maek"))
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=0, help="threads (as many as maek takes)")
    parser.add_argument("--edits", default="", help="only kinds that match this")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rules, documents = os.path.join(folder, "rules"), os.path.join(folder, "documents")
        shutil.copytree(os.path.join(ROOT, "rules"), rules)
        make_documents(documents, options.documents)
        watch = Watch(options.maek, options.jobs, os.path.join(rules, PACK), documents)
        print("start: {0} documents, {2:.1f} s, {4:.1f} s of processor time, ".format(*watch.answer()) + f"{watch.mib()} MiB")
        print(f"{'edit':44} {'documents':>9} {'failed':>6} {'clock s':>8} {'told s':>7} {'cpu s':>7}")
        for kind, name, old, new in EDITS:
            if not re.search(options.edits, kind):
                continue
            path, answers = os.path.join(rules, name), []
            text = open(path, encoding="utf-8").read()
            edited = re.sub(old, new, text, count=1)
            if edited == text:
                raise SystemExit(f"the edit does not fit the rules any more: {kind}")
            for _ in range(options.times):
                for content in (edited, text):
                    with open(path + "~", "w", encoding="utf-8") as file:
                        file.write(content)
                    os.replace(path + "~", path)
                    answer = watch.answer()
                    if content == edited:
                        answers.append(answer)
            medians = [statistics.median(column) for column in zip(*answers)]
            print("{:44} {:9.0f} {:6.0f} {:8.2f} {:7.2f} {:7.2f}".format(kind, *medians), flush=True)
        print(f"peak {watch.mib()} MiB")
        watch.process.kill()


main()
