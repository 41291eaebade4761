"""Texts and rules of any size for the bench, the same for the same seed: sentences of the corpus in random order with words
put in, and rules for words of the corpus, names of the lexicons and words made of both."""
import json
import os
import random
import re

JOSA = "은는이가을를의에와과도"
HANGUL = re.compile("[가-힣]+")


def corpus_sentences(corpus):
    """Of plain letters: every reader of the bench shall see the same text."""
    found = []
    for name in sorted(os.listdir(corpus)):
        if name.endswith((".txt", ".md")) and name != "README.md":
            body = open(os.path.join(corpus, name), encoding="utf-8").read().split("\n---\n")[-1]
            for sentence in re.split(r"(?<=다\.)\s+|\n+", body):
                if 20 <= len(sentence) <= 200 and re.fullmatch(r"[가-힣A-Za-z0-9 .,'%()]+", sentence):
                    found.append(sentence)
    return found


def vocabulary(sentences, lexicons, count, random):
    """`count` stems, none of which ends like a particle or plural: of a word and its particle there is one reading."""
    stems = set()
    for word in {word for sentence in sentences for word in HANGUL.findall(sentence)}:
        stems.add(word[:-1] if word[-1] in JOSA else word)
    for path in lexicons:
        for line in open(path, encoding="utf-8"):
            stems.update(HANGUL.findall(line.split("\t")[0]))
    stems = sorted(stem for stem in stems if 2 <= len(stem) <= 8 and stem[-1] not in JOSA + "들적")
    short = [stem for stem in stems if len(stem) < 4]
    words = set(stems)
    while len(words) < count:
        words.add(random.choice(short) + random.choice(short))
    words = sorted(words)
    random.shuffle(words)
    return words[:count]


def pattern(stem):
    return f"(?<![가-힣]){stem}(?:들|적)?(?:[{JOSA}]|에서|으로)(?![가-힣])"


def write_articles(folder, sentences, words, size, random):
    """Articles of 25 sentences as articles/N.txt, all of them as articles.jsonl, and lines.txt with one sentence a line."""
    os.makedirs(os.path.join(folder, "articles"))
    written = number = 0
    with open(os.path.join(folder, "lines.txt"), "w", encoding="utf-8") as lines, \
            open(os.path.join(folder, "articles.jsonl"), "w", encoding="utf-8") as records:
        while written < size:
            article = []
            for _ in range(25):
                parts = random.choice(sentences).split(" ")
                parts[random.randrange(len(parts))] = random.choice(words) + random.choice(JOSA)
                article.append(" ".join(parts))
            text = "\n".join(article) + "\n"
            lines.write(text)
            records.write(json.dumps({"id": f"a{number}", "text": text}, ensure_ascii=False) + "\n")
            with open(os.path.join(folder, "articles", f"{number:07}.txt"), "w", encoding="utf-8") as file:
                file.write(text)
            written += len(text.encode())
            number += 1
    return written


def write_rules(folder, words):
    """A pack of one rule a word, the same patterns one a line, and the words."""
    os.makedirs(folder)
    with open(os.path.join(folder, "pack.yaml"), "w") as file:
        file.write("pack: bench\nstages: [rules.yaml]\n")
    with open(os.path.join(folder, "rules.yaml"), "w", encoding="utf-8") as file:
        file.write("entities: { Word: {} }\nrules:\n")
        for number, word in enumerate(words):
            file.write(f"  - {{ id: r{number}, match: '(?<w>{pattern(word)})', emit: Word(w) }}\n")
    with open(os.path.join(folder, "patterns"), "w", encoding="utf-8") as file:
        file.writelines(pattern(word) + "\n" for word in words)
    with open(os.path.join(folder, "words"), "w", encoding="utf-8") as file:
        file.writelines(word + "\n" for word in words)


def write_lexicon(folder, words):
    """A pack that is a lexicon, and the same words one a line, the longer first."""
    os.makedirs(folder)
    with open(os.path.join(folder, "pack.yaml"), "w") as file:
        file.write("pack: bench\nstages: [names.yaml]\n")
    with open(os.path.join(folder, "names.yaml"), "w", encoding="utf-8") as file:
        file.write("entities: { Word: {} }\nlexicon:\n  - emit: Word\n    boundary: none\n    entries:\n")
        file.writelines(f"      {word}: []\n" for word in words)
    with open(os.path.join(folder, "words"), "w", encoding="utf-8") as file:
        file.writelines(word + "\n" for word in sorted(words, key=len, reverse=True))
    with open(os.path.join(folder, "words.pmatch"), "w", encoding="utf-8") as file:
        file.write("Define TOP [ " + " | ".join(f"{{{word}}}" for word in words) + " ] EndTag(W);\n")
