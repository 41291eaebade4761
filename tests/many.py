"""Many documents of an invented world, and the pack that reads them."""
import os

HEADS, TAILS = "가나다라마바사아자차카타파하거너더러머버", ["람", "온", "빛", "솔", "울", "결", "찬", "돌", "힘", "봄"]


def name(kind, number):
    syllables = HEADS[number % 20] + TAILS[number // 20 % 10] + HEADS[number // 200 % 20]
    return f"{syllables}{kind}{number}"


def sentence(left, right):
    return f"{left} 회사가 {right} 제품을 만든다."


def write(folder, documents, own=6, shared=9, pool=750):
    """Each document names `own` companies and products of its own and `shared` of the pool's. Returns pack and documents, one
    JSON line each."""
    firms = [name("사", number) for number in range(pool + own * documents)]
    things = [name("품", number) for number in range(pool + own * documents)]
    pack = os.path.join(folder, "many")
    os.makedirs(pack)
    with open(os.path.join(pack, "pack.yaml"), "w", encoding="utf-8") as file:
        file.write("pack: many\nstages: [names.yaml]\n")
    with open(os.path.join(pack, "names.yaml"), "w", encoding="utf-8") as file:
        file.write("entities:\n  Firm: { label: 회사 }\n  Thing: { label: 제품 }\nrelations:\n  makes: { from: Firm, to: Thing, label: 제작 }\n")
        file.write("rules:\n  - { id: makes, match: '{Firm:a} 회사가 {Thing:b} 제품', emit: 'makes(a, b)' }\nlexicon:\n")
        for kind, names in ("Firm", firms), ("Thing", things):
            file.write(f"  - emit: {kind}\n    entries:\n" + "".join(f"      {one}: []\n" for one in names))
    path = os.path.join(folder, "many.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for number in range(documents):
            places = [pool + number * own + step for step in range(own)] + [(number * 7 + step * 11) % pool for step in range(shared)]
            text = " ".join(sentence(firms[place], things[place]) for place in places)
            file.write(f'{{"id": "n{number}", "title": "{number}번째 소식: {firms[places[0]]}의 새 {things[places[-1]]}", "publisher": "가온일보", '
                       f'"date": "2026-01-{number % 28 + 1:02}", "text": "{text}"}}\n')
    return pack, path
