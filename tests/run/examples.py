"""`maek check` and `maek test` pass on the packs that ship."""
import os
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, RULES, check, maek

_, err = maek("check", RULES)
check(" 0 errors" in err, err)
out, err = maek("test", "--strict", RULES, code=None)
check(" 0 failed, 0 rules without" in err, out + err)
print(err)
