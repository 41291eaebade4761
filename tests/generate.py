"""Texts and packs made at random, the same ones for the same seed.

`articles` are pieces of the corpus put together anew and damaged a little: for rules/korean-ai. `pack` and `scraps` go
together: rules over few letters, and texts of these letters, so that many patterns match."""
import os
import random
import re
import unicodedata

LETTERS = ["가", "나", "각", "a", "A", "b", " ", "1", "."]
CLASSES = ["[가나]", "[^가]", "[가-나]", "[a-c1]", "\\d", "\\s", "\\p{L}", "\\w", ".", "{open}", "{closed}", "[각\\d]", "(?i:a)"]
QUANTIFIERS = ["?", "*", "+", "{2}", "{0,2}", "+?", "*?", "{1,3}", "++"]
LOOKS = ["(?=%s)", "(?!%s)", "(?<=%s)", "(?<!%s)"]
DAMAGE = [("“", '"'), ("”", '"'), ("‘", "'"), (". ", ".\n"), (" ", "\u00a0"), (", ", "·"), ("은 ", "는 "), ("는 ", "가 "), ("AI", "ＡＩ"),
          ("&", "&amp;"), ("'", "&#39;"), ("·", "&middot;"), ("억", "억 "), (" ", "\u200b "), ("다.", "다!"), ("(", "（")]


def pieces(paths):
    """The sentences of texts, and lines that are none."""
    found = []
    for path in paths:
        text = open(path, encoding="utf-8-sig", newline="").read().replace("\r\n", "\n")
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
        found += [piece for piece in re.split(r"(?<=[다요]\.)\s*|\n+", body) if piece.strip(" -")]
    return found


def damaged(seeded, text):
    for before, after in seeded.sample(DAMAGE, 3):
        places = [match.start() for match in re.finditer(re.escape(before), text)]
        if places:
            at = seeded.choice(places)
            text = text[:at] + after + text[at + len(before):]
    if seeded.random() < 0.1:
        text = unicodedata.normalize("NFD", text)
    if seeded.random() < 0.1:
        at = seeded.randrange(len(text))
        text = text[:at] + text[at + seeded.randrange(1, 6):]
    return text


def articles(seed, count, paths):
    """`count` pairs of title and body; a body has two paragraphs or more."""
    seeded, pool = random.Random(seed), pieces(paths)
    for _ in range(count):
        paragraphs = []
        for _ in range(seeded.randrange(2, 6)):
            start = seeded.randrange(len(pool))
            run = pool[start:start + seeded.randrange(1, 6)] + seeded.sample(pool, seeded.randrange(0, 3))
            paragraphs.append(("\n" if run[0].startswith(("|", "-", "#", "▲")) else " ").join(run))
        yield re.sub(r"\s+", " ", seeded.choice(pool)).strip(), damaged(seeded, "\n\n".join(paragraphs))


class Patterns:
    def __init__(self, seeded):
        self.seeded = seeded

    def atom(self, depth):
        kind = self.seeded.random()
        if kind < 0.55:
            return self.seeded.choice(LETTERS).replace(".", "\\.")
        if kind < 0.72:
            return self.seeded.choice(CLASSES)
        if kind < 0.9 and depth < 3:
            return self.seeded.choice(["(?:%s)", "(?:%s)", "(%s)", "(?>%s)"]) % self.choice(depth + 1)
        if kind < 0.95:
            return self.seeded.choice(LOOKS) % self.seeded.choice(LETTERS[:6])
        return self.seeded.choice(["{m0}", "{m1}", "\\b", "^", "$"])

    def sequence(self, depth):
        return "".join(self.atom(depth) + (self.seeded.choice(QUANTIFIERS) if self.seeded.random() < 0.2 else "")
                       for _ in range(self.seeded.randrange(1, 4)))

    def choice(self, depth=0):
        return "|".join(self.sequence(depth) for _ in range(self.seeded.choice([1, 1, 1, 2, 3])))

    def mention(self, group):
        return "{%s:%s%s}" % (self.seeded.choice(["One", "Two", "Kind", "Help"]), group, "+" if self.seeded.random() < 0.15 else "")

    def gap(self):
        return self.seeded.choice(["", ".*", ".{0,5}?", "{!One}{0,4}", "[^.]*?", "\\s?", f"(?:{self.choice(1)})"])

    def rule(self, number):
        """The lines of a rule, as one line of YAML; some are no rules."""
        seeded, keys = self.seeded, []
        if seeded.random() < 0.5:
            match, emit = f"(?<n>{self.choice()}){self.gap()}", seeded.choice(["One(n)", "Two(n)", "Kind(n)", "Help(n)", "Other(n)"])
        else:
            match, emit = f"{self.mention('a')}{self.gap()}{self.mention('b')}", seeded.choice(
                ["beside(a, b)", "beside(a, b)", "same(a, b)", "topic(a)", "near(topic, b)"])
        if seeded.random() < 0.3:
            keys.append("in: " + seeded.choice(["near", "paragraph", "document", "title", "row", "One"]))
        if seeded.random() < 0.2:
            keys.append("find: all")
        for key in "when", "unless":
            if seeded.random() < 0.15:
                keys.append(f"{key}: {quoted(self.choice())}")
        if emit.endswith("(n)") and seeded.random() < 0.15:
            keys.append("spread: document")
        keys.append(f"priority: {seeded.randrange(3)}")
        return f"  - {{ id: r{number}, match: {quoted(match)}, emit: {quoted(emit)}, {', '.join(keys)} }}"


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


HEAD = """entities:
  One: { label: one }
  Two: { is: One }
  Kind: {}
  Other: {}
  Help: { hidden: true }
relations:
  beside: { from: One, to: One }
  near: { from: One, to: One }
define:
  m0: %s
  m1: %s
  list.separator: '\\s?[,1]\\s?'
lexicon:
  - { emit: One, entries: { 가나: [나가], aA: [], 각1: [] } }
  - { emit: Kind, fold: [space, case], boundary: word, entries: { b 나: [], 가각 a: [] } }
"""


def pack(seed, folder, wrong_lines, count=30):
    """A pack of three stages in `folder`. `wrong_lines(folder)` gives the pairs of file and line that the program refuses:
    the rules there are left out."""
    patterns = Patterns(random.Random(seed))
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "pack.yaml"), "w", encoding="utf-8") as file:
        file.write("pack: random\nstages: [s0.yaml, s1.yaml, s2.yaml]\n")
    head = HEAD % (quoted(f"(?:{patterns.seeded.choice(LETTERS[:6])}|각나)"), quoted("[가a]" + patterns.seeded.choice(LETTERS[:6])))
    files = {f"s{stage}.yaml": ([] if stage else head.splitlines()) + ["rules:"] +
             [patterns.rule(stage * count + number) for number in range(count)] for stage in range(3)}
    for _ in range(20):
        for name, lines in files.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
        wrong = wrong_lines(folder)
        if not wrong:
            return folder
        files = {name: [line for number, line in enumerate(lines, 1) if (name, number) not in wrong] for name, lines in files.items()}
    raise AssertionError(f"{folder}: rules that are refused remain: {wrong}")


def scraps(seed, count):
    """Titles and bodies of the letters of `pack`, with rows of tables among them."""
    seeded = random.Random(seed)
    word = lambda most: "".join(seeded.choice(LETTERS) for _ in range(seeded.randrange(1, most)))
    for _ in range(count):
        parts = [" ".join(word(14) for _ in range(seeded.randrange(1, 9))) + "." for _ in range(seeded.randrange(1, 5))]
        if seeded.random() < 0.3:
            cells = [[word(5).strip() or "a" for _ in range(3)] for _ in range(3)]
            parts.append("\n".join("| " + " | ".join(row) + " |" for row in [cells[0], ["---"] * 3] + cells[1:]))
        yield word(12).strip(" .") or "가", "\n\n".join(parts)
