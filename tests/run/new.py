"""`maek new`: the pack that it writes is sound, passes its examples and finds something."""
import json
import os
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import check, maek

with tempfile.TemporaryDirectory() as folder:
    pack = os.path.join(folder, "deep", "my-pack")
    _, err = maek("new", pack + "/")
    check("next: maek check" in err, err)
    out, err = maek("check", "--deny", "warnings", pack)
    check(out == "" and "2 rules, 0 errors, 0 warnings" in err, out + err)
    check("5 examples passed, 0 failed, 0 rules without" in maek("test", "--strict", pack)[1], "its examples")
    out, _ = maek("extract", "-q", "-r", pack, "-", stdin="Gana Electronics는 ‘노을’을 공개했다.\n".encode())
    facts = json.loads(out.splitlines()[0])
    check([fact["relation"] for fact in facts["facts"]] == ["makes"] and facts["mentions"][0]["rule"] == "my-pack/names.yaml", out)
    check("{{" not in "".join(open(os.path.join(pack, name), encoding="utf-8").read() for name in os.listdir(pack)), "a slot is left")
    check("not empty" in maek("new", pack, code=2)[1], "a folder that is not empty")
    check(sorted(os.listdir(pack)) == ["names.yaml", "pack.yaml", "rules.yaml"], os.listdir(pack))
    for name in ("a b", "1st", ".", "x:y"):
        check("cannot name a pack" in maek("new", os.path.join(folder, name), code=2)[1], name)
    os.mkdir(os.path.join(folder, "빈-꾸러미"))
    maek("new", os.path.join(folder, "빈-꾸러미"))
    maek("check", os.path.join(folder, "빈-꾸러미"))
    maek("new", "/dev/null/pack", code=4)
print("a new pack works")
