# release only
"""JSONTestSuite through the three readers of JSON: documents as JSON lines, facts, graphs. What must be refused is, what must be
read is, but for the differences below; messages are plain text with a place, whatever was read."""
import json
import os
import re
import subprocess
import sys
import tempfile
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from maektest import check, maek, node, silent_pack

# What JSON allows and no reader here takes.
DIFFERENCES = [
    ("a key that stands twice", r"y_object_duplicated_key|object_same_key"),
    ("NUL in a key", r"y_object_escaped_null_in_key"),
    ("numbers that 64 bits do not hold", r"i_number_.*(huge_exp|overflow|too_big|very_big)|number_(-?9223372036854775809|10000000000000000999|9223372036854775808)"),
    ("half of a surrogate pair", r"i_(object_key|string)_.*(surrogate|2nd)|string_[123]_escaped_invalid_codepoint"),
]
NUL_IN_GRAPH = r"y_string_null_escape|string_with_escaped_NULL"  # the text of a document is refused for it by itself
GRAPH = '{"format":"maek-graph","version":1,"directed":true,"multigraph":true,"graph":{"rules":[],"x":%s},"documents":[],"nodes":[],"edges":[]}'
MESSAGE = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+)(:(?P<column>\d+))?: error\[(?P<id>[\w-]+)\]: (?P<text>.*)$", re.M)


def plain(said):
    check(not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said), f"a message with control characters: {said!r}")
    return said


def is_json(text):
    """Python's opinion, without what it takes beyond JSON and with what is refused here for keys."""
    def refuse(_):
        raise ValueError
    def members(pairs):
        return dict(pairs) if len(dict(pairs)) == len(pairs) else refuse(pairs)
    try:
        json.loads(text, parse_constant=refuse, object_pairs_hook=members)
        return True
    except (ValueError, RecursionError):
        return False


def is_different(name, *more):
    return any(re.match(pattern, name) for pattern in [pattern for _, pattern in DIFFERENCES] + list(more))


def judge(name, text, is_read, where, *more):
    if is_different(name, *more):
        check(not is_read, f"{where}: {name} is read: take it out of the differences")
    else:
        check(is_read == is_json(text), f"{where}: {name} is {'read' if is_read else 'refused'}")


def said_of_lines(path, pack, lines):
    """By line what is said of it, None for a document that is read."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(line + "\n" for line in lines)
    facts, said = maek("extract", "-q", "-r", pack, path)
    errors = {int(match["line"]): match for match in MESSAGE.finditer(plain(said))}
    kinds = [json.loads(line)["kind"] for line in facts.split("\n")[:-1]]
    check(len(kinds) == len(lines), f"{len(lines)} lines, {len(kinds)} documents")
    check(all((kind == "error") == (number in errors) for number, kind in enumerate(kinds, 1)), "messages and failed documents")
    return [errors.get(number) for number in range(1, len(lines) + 1)]


def documents(cases, folder, pack):
    """Each as a line, and as a member of a line. A value over several lines is no line of JSON lines."""
    path, blank = os.path.join(folder, "lines.jsonl"), " \t\r\n"
    cases = [(name, text.strip(blank)) for name, text in cases if "\n" not in text.strip(blank) and text.strip(blank)]
    for (name, text), error in zip(cases, said_of_lines(path, pack, [text for _, text in cases])):
        check(error, f"{name} is a document")
        is_read = error["text"] in ("a line must be an object", "no string `text`")
        if not text.startswith(("[", "{")) and is_json(text):  # a number or string alone is JSON and no document
            check(not is_read and "expected" in error["text"], f"{name}: {error['text']}")
            continue
        check(is_read or error["column"] or "NUL" in error["text"], f"{name}: no column: {error[0]}")
        judge(name, text, is_read, "as a line")
    members = ['{"id":"d","text":"t","x":%s}' % text for _, text in cases]
    for (name, _), line, error in zip(cases, members, said_of_lines(path, pack, members)):
        judge(name, line, not error, "as a member")
    return 2 * len(cases)


def strings(cases, folder, pack):
    """A string comes out as the value that Python reads, but for NUL."""
    values = [(name, text) for name, text in cases if re.match("y_string_", name) and json.loads(text) and len(json.loads(text)) == 1
              and isinstance(json.loads(text), list)]
    check(len(values) > 30, "strings of the suite")
    path = os.path.join(folder, "strings.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines('{"id":"%s","text":"t","note":%s}\n' % (name, text.strip()[1:-1]) for name, text in values)
    for (name, text), line in zip(values, maek("extract", "-q", "-r", pack, path)[0].split("\n")):
        wanted, found = json.loads(text)[0], json.loads(line)["meta"].get("note", "")
        check(found == wanted.replace("\0", "\ufffd"), f"{name}: {found!r}, wanted {wanted!r}")
    return len(values)


def files(cases, folder):
    """Facts and graphs refuse all of them, a graph reads what is JSON as a member that it does not know."""
    path = os.path.join(folder, "file.json")
    for name, text in cases:
        for command, whole in ((["link"], text), (["export", "-f", "json"], text), (["export", "-f", "json"], GRAPH % text)):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(whole)
            is_empty = command == ["link"] and not text.strip()
            _, said = maek(*command, path, code=None)
            error = MESSAGE.search(plain(said))
            if whole != text:
                judge(name, whole, not error, "in a graph", NUL_IN_GRAPH)
            elif not is_empty:
                check((error and error["file"] == path) or (is_json(text) and "not a graph of maek" in said), f"{command}: {name} is not refused with a place: {said}")
    return 3 * len(cases)


def one_pass(folder, pack):
    """Many bad lines: the file is read once, and not again for each message."""
    path, trace = os.path.join(folder, "bad.jsonl"), os.path.join(folder, "trace")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"id": bad}\n' * 50)
    done = subprocess.run(["strace", "-f", "-e", "trace=openat", "-o", trace, os.path.abspath(os.environ["MAEK"]), "extract", "-q", "-r", pack,
                           path], capture_output=True)
    check(done.returncode == 0 and open(trace).read().count("bad.jsonl") == 1, "the file of bad lines is opened again for messages")


with tempfile.TemporaryDirectory() as folder:
    pack = silent_pack(folder)
    suite = json.loads(node("suites.mjs", "json"))
    # the package holds texts, so what is no UTF-8 did not survive in it; suites_text.py has such bytes
    cases = [(case["name"], case["input"]) for case in suite if "\ufffd" not in case["input"]]
    check(len(cases) > 300, f"{len(cases)} cases")
    done = documents(cases, folder, pack) + strings(cases, folder, pack) + files(cases, folder)
    one_pass(folder, pack)
    print(f"{len(cases)} cases of {len(suite)}, {done} comparisons; differences: " + "; ".join(reason for reason, _ in DIFFERENCES))
