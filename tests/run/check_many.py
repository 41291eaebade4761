# release only
"""10,000 rules are checked; prints how long it took, which is a measurement and no condition."""
import os
import sys
import tempfile
import time
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import check, maek

COUNT, FILES = 10000, 20
NAMES = """define:
  word.tail: '(?:은|는|이|가|을|를)'
  josa.topic: '(?:은|는|이|가)'
  josa.object: '(?:을|를)'
entities:
  Company: { label: 회사 }
  Product: { label: 제품 }
relations:
""" + "".join(f"  does{i}: {{ from: Company, to: Product }}\n" for i in range(50)) + """lexicon:
  - emit: Company
    entries: { 가나전자: [], 다라소프트: [] }
"""
RULE = """  - id: rule-{0}
    match: '{{Company:who}}{{josa.topic}}\\s[^.]{{0,30}}?{1}{{josa.object}}\\s(?<what>[가-힣]{{2,8}})\\s{2}'
    unless: '{1}\\s않'
    emit: ['Product(what)', 'does{3}(who, what)']
    examples:
      - {{ text: '가나전자는 {1}를 노을 {2}했다.', finds: ['Product(노을)', 'does{3}(가나전자, 노을)'] }}
      - {{ text: '다라소프트는 쉬었다.', finds: [] }}
"""


def word(number, size):
    """A word of its own for each number."""
    letters = ""
    for _ in range(size):
        number, digit = divmod(number, 40)
        letters += chr(0xAC00 + 28 * (7 * digit + 3))
    return letters


with tempfile.TemporaryDirectory() as folder:
    stages = ["names.yaml"] + [f"rules{i}.yaml" for i in range(FILES)]
    files = {"pack.yaml": f"pack: many\nstages: [{', '.join(stages)}]\n", "names.yaml": NAMES}
    for i in range(FILES):
        files[f"rules{i}.yaml"] = "rules:\n" + "".join(RULE.format(k, word(k, 4), word(k + 7, 3), k % 50)
                                                       for k in range(i * COUNT // FILES, (i + 1) * COUNT // FILES))
    for name, text in files.items():
        open(os.path.join(folder, name), "w", encoding="utf-8").write(text)
    start = time.monotonic()
    out, err = maek("check", folder)
    took = time.monotonic() - start
    check(f"{COUNT} rules, 0 errors, 0 warnings" in err, out[:2000] + err)
    print(f"{COUNT} rules in {took:.2f} s")
