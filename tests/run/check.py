"""`maek check`: exit codes with and without --deny, the JSON and SARIF forms, and what belongs to a pack."""
import json
import os
import sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import ROOT, check, maek

errors = os.path.join(ROOT, "tests", "errors")
warned = os.path.join(errors, "warning-unused-group")
broken = os.path.join(errors, "several-at-once")
maek("check", "rules", cwd=warned)
maek("check", "--deny", "warnings", "rules", code=1, cwd=warned)
maek("check", "--deny", "everything", "rules", code=2, cwd=warned)
maek("check", "--format", "xml", "rules", code=2, cwd=warned)

found = json.loads(maek("check", "--format", "json", "rules", cwd=warned)[0])
check(found["errors"] == 0 and found["warnings"] == 1, found)
problem = found["problems"][0]
line = open(os.path.join(warned, problem["file"]), encoding="utf-8").read().split("\n")[problem["line"] - 1]
check(line[problem["column"] - 1:problem["end_column"] - 1] == "{Company:company}", problem)
check(problem["severity"] == "warning" and problem["id"] == "unused-group" and problem["help"], problem)

for case, code in ((warned, 0), (broken, 1)):
    listed = json.loads(maek("check", "--format", "json", "rules", code=code, cwd=case)[0])["problems"]
    text = maek("check", "rules", code=code, cwd=case)[0]
    for problem in listed:
        check(f'{problem["file"]}:{problem["line"]}:{problem["column"]}: {problem["severity"]}[{problem["id"]}]: ' in text, problem)
    sarif = json.loads(maek("check", "--format", "sarif", "rules", code=code, cwd=case)[0])
    run = sarif["runs"][0]
    check(sarif["version"] == "2.1.0" and run["columnKind"] == "unicodeCodePoints", sarif)
    check(len(run["results"]) == len(listed), "SARIF and JSON differ")
    for result, problem in zip(run["results"], listed):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        check((result["ruleId"], result["level"]) == (problem["id"], problem["severity"]), result)
        check(place["artifactLocation"]["uri"] == problem["file"], result)
        check((region["startLine"], region["startColumn"], region["endColumn"]) ==
              (problem["line"], problem["column"], problem["end_column"]), result)
        if "ruleIndex" in result:
            check(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"], result)
