"""Whatever bytes a file holds, reading ends soon, with a dossier or with problems that have places; never otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from responsegen.dossier.reading import Reading

HEAD = b"country: SE\nstatus: draft\n"
MOST = 262_000  # bytes; just below the limit

HOSTILE: dict[str, bytes] = {
    "50 000 opening brackets": b"[" * 50_000,
    "a million opening brackets": b"[" * 1_000_000,
    "opening braces with keys": b"{a: " * 60_000,
    "dashes on one line": b"- " * 100_000,
    "question marks on one line": b"? " * 100_000,
    "indentation without end": b"".join(b" " * depth + b"a:\n" for depth in range(600)),
    "33 lists in a list, closed": b"a: " + b"[" * 33 + b"]" * 33,
    "a merge key": b"a: {<<: {b: c}}",
    "a merge of merges": b"a: &a {b: c}\nd: {<<: [*a, *a, *a]}\n",
    "an alias bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "an alias to itself": b"a: &a [*a]\n",
    "an alias to nothing": b"a: *nothing\n",
    "an alias as a key": b"&a a: b\n*a : c\n",
    "a tag for an object": b"a: !!python/object/apply:os.system [id]\n",
    "a tag of one's own": b"a: !mine b\n",
    "the non-specific tag": b"a: ! b\n",
    "a tag for a set": b"--- !!set\n? a\n",
    "an undeclared tag handle": b"a: !e!x b\n",
    "a YAML directive": b"%YAML 1.2\n---\na: b\n",
    "an unknown version": b"%YAML 9.9\n---\na: b\n",
    "ten thousand tag directives": b"".join(b"%%TAG !a%d! tag:x\n" % n for n in range(10_000)) + b"--- a\n",
    "two documents": b"a: b\n---\na: b\n",
    "two documents with an end between them": b"a: b\n...\n---\na: b\n",
    "a document end and a directive": b"a: b\n...\n%YAML 1.1\n---\na: b\n",
    "an empty file": b"",
    "a space": b" ",
    "a hundred thousand line breaks": b"\n" * 100_000,
    "only comments": b"# x\n" * 50_000,
    "only a document start": b"---\n",
    "null": b"null\n",
    "a list": b"- a\n- b\n",
    "a word": b"support\n",
    "a number": b"17\n",
    "an empty mapping": b"{}\n",
    "an empty list": b"[]\n",
    "a NUL": HEAD + b"date: \x00\n",
    "NULs only": b"\x00" * 1000,
    "an escape sequence of a terminal": HEAD + b"internal: {notes: \x1b[2Jgone}\n",
    "an escape sequence, escaped": HEAD + b'internal: {notes: "\\e[2Jgone"}\n',
    "an escaped NUL": HEAD + b'internal: {notes: "\\0"}\n',
    "a lone surrogate, escaped": HEAD + b'internal: {notes: "\\ud800"}\n',
    "a noncharacter": HEAD + b"internal: {notes: \xef\xbf\xbf}\n",
    "a next-line character": HEAD + b"internal: {notes: a\xc2\x85b}\n",
    "a line separator": HEAD + b"internal: {notes: a\xe2\x80\xa8b}\n",
    "a right-to-left override": HEAD + b"internal: {notes: \xe2\x80\xaegnp}\n",
    "a right-to-left isolate": HEAD + b"# \xe2\x81\xa7\n",
    "a byte order mark in the middle": HEAD + b"\xef\xbb\xbfdate: 2025-02-16\n",
    "UTF-16 with its mark": "country: SE\n".encode("utf-16-le").join([b"\xff\xfe", b""]),
    "UTF-16 without its mark": "country: SE\n".encode("utf-16-le"),
    "UTF-32": "country: SE\n".encode("utf-32"),
    "Latin-1": HEAD + "internal: {notes: Äpfel}".encode("latin-1"),
    "a cut-off letter": HEAD + b"internal: {notes: \xc3",
    "an overlong encoding": HEAD + b"internal: {notes: \xc0\xaf}",
    "an encoded surrogate": HEAD + b"internal: {notes: \xed\xa0\x80}",
    "random bytes": bytes(range(256)) * 4,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a Word file": b"PK\x03\x04" + bytes(100),
    "HTML": b"<!DOCTYPE html><html><body>404: not found</body></html>",
    "JSON that is none": b'{"country": "SE", "status": }',
    "tabs for indentation": b"internal:\n\tnotes: a\n",
    "a tab after a key": b"country:\tSE\n\tstatus: draft\n",
    "conflict marks of git": b"<<<<<<< HEAD\ncountry: SE\n=======\ncountry: DK\n>>>>>>> other\n",
    "an unclosed quotation mark": b'a: "' + b"x \n" * 50_000,
    "an unclosed single quotation mark": b"a: 'b\n",
    "an unclosed bracket": b"a: [b, c\n",
    "an unclosed brace": b"a: {b: c\n",
    "a stray bracket": b"a: ]\n",
    "commas without end": b"[" + b"," * 1000 + b"]",
    "colons without end": b": " * 10_000,
    "a colon": b":",
    "a question mark": b"?",
    "a dash": b"-",
    "an ampersand": b"&",
    "an asterisk": b"*",
    "an exclamation mark": b"!",
    "a per cent sign": b"%",
    "an at sign": b"@",
    "a backtick": b"`",
    "a bar": b"a: |",
    "a block with an absurd indentation": b"a: |99\n  b\n",
    "a key of a quarter of a megabyte": b"a" * MOST + b": b\n",
    "a value of a quarter of a megabyte": b"country: " + b"a" * (MOST - 9),
    "a key that is a list": b"[a, b]: c\n",
    "a key that is a mapping": b"{a: b}: c\n",
    "a key that is null": b"~: c\n",
    "no key": b": c\n",
    "the same key fifty thousand times": b"a: 1\n" * 50_000,
    "keys that nobody knows": b"".join(b"k%d: 1\n" % n for n in range(20_000)),
    "keys that are nearly known": b"".join(b"force_siz%d: 1\n" % n for n in range(12_000)),
    "lists as keys": b"[a]: 1\n" * 30_000,
    "a number of 5000 digits": HEAD + b"force_size: " + b"9" * 5000,
    "a number of a quarter of a million digits": HEAD + b"force_size: " + b"9" * 250_000,
    "a number with gaps without end": HEAD + b"force_size: '" + b"1 " * 100_000 + b"'",
    "a number in Arabic digits": HEAD + "force_size: ٣٠٠".encode(),
    "a number in superscript": HEAD + "force_size: ³".encode(),
    "infinity": HEAD + b"force_size: .inf",
    "not a number": HEAD + b"force_size: .nan",
    "a hexadecimal number": HEAD + b"force_size: 0x1F",
    "a date in the year 0": HEAD + b"date: 0000-00-00",
    "a date in the year 99999": HEAD + b"date: 99999-01-01",
    "conditions within conditions": HEAD + b"troops: {conditions: " + b"{any: " * 28 + b"[]" + b"}" * 28 + b"}",
    "a condition that is a list": HEAD + b"troops: {stance: conditional, conditions: [[us, airlift]]}",
    "answers that are lists": HEAD
    + b"troops: []\nforce_size: []\nsanctions: []\nassistance: []\nus_requirements: []\n",
    "answers that are numbers": HEAD + b"troops: 1\nsanctions: 1\nassistance: 1\nus_requirements: 1\n",
    "answers that are null": HEAD + b"troops:\nforce_size:\nsanctions:\nassistance:\nus_requirements:\n",
    "answers that are empty": HEAD
    + b"troops: {}\nforce_size: {}\nsanctions: {}\nassistance: {}\nus_requirements: {}\n",
    "options that are lists": HEAD + b"sanctions: {shadow-fleet: []}\nassistance: {artillery: []}\n",
    "remarks of the wrong shape": HEAD + b"reservations: a\nsources: 1\ninternal: b\nspeaks_for: {a: b}\n",
    "a template's braces": b"country: {{ 7 * 7 }}\n",
    "states without end": HEAD + b"speaks_for: [" + b"Swedn, " * 30_000 + b"FI]",
    "the same state without end": HEAD + b"speaks_for: [" + b"FI, " * 60_000 + b"FI]",
    "a paragraph separator": HEAD + b"internal: {notes: a\xe2\x80\xa9b}\n",
    "a form feed for a line break": HEAD.replace(b"\n", b"\x0c"),
    "two byte order marks": b"\xef\xbb\xbf" * 2 + HEAD,
    "UTF-7": b"+AGM-ountry: SE\n",
    "a key that is a block of text": b"? |\n  country\n: SE\n",
    "a tag written out": HEAD + b"date: !<tag:yaml.org,2002:str> 2025-02-16\n",
    "a binary value": HEAD + b"internal: {notes: !!binary aGk=}\n",
    "a pair in a list": HEAD + b"speaks_for: [a: b]\n",
    "a set in braces": HEAD + b"troops: {yes, no}\n",
    "a letter beyond Unicode, escaped": HEAD + b'internal: {notes: "\\U00110000"}\n',
    "an order to a terminal in one letter": HEAD + b"internal: {notes: \xc2\x9b2J}\n",
    "a bell in an escape": HEAD + b'internal: {notes: "\\x1b]0;title\\x07"}\n',
    "a right-to-left override in a key": HEAD + "\u202eegdeilp: 1\n".encode(),
    "a letter without width in a key": HEAD + "gua\u200brantees: {}\n".encode(),
    "a Cyrillic letter in a key": HEAD + "g\u0443arantees: {}\n".encode(),
    "a line break in a key": HEAD + b'"a\\nb": 1\n',
    "a country that is a list": b"country: [SE]\nstatus: draft\n",
    "a country that is a path": b'country: "../../etc/passwd"\nstatus: draft\n',
    "a country in wide letters": "country: ＳＥ\nstatus: draft\n".encode(),
    "an address that is a script": HEAD
    + b"sources: [{on: troops, speaker: A, date: 2025-02-16, url: 'javascript:x'}]\n",
    "an address with an attribute": HEAD + b"sources: [{on: troops, speaker: A, url: 'http://a/\"onx=1'}]\n",
    "a number beyond floats": HEAD + b"force_size: 1E400\n",
    "a number that is a fraction": HEAD + "force_size: 1½\n".encode(),
    "a range that ends in nothing": HEAD + b"force_size: 5-\n",
    "a range from below zero": HEAD + b"force_size: -5-10\n",
    "a duration beyond counting": HEAD + b"duration: 99999999999999999 years\n",
    "a day that there is not": HEAD + b"date: 2025-02-30\n",
    "a day in Arabic digits": HEAD + "date: ٢٠٢٥-٠٢-١٦\n".encode(),
    "a force beyond counting": HEAD + b"troops: {stance: conditional, conditions: [{force: " + b"9" * 300 + b"}]}\n",
    "ten thousand conditions": HEAD + b"troops: {conditions: [" + b"{event: ceasefire}, " * 10_000 + b"{}]}\n",
    "a delegation that waits for itself": HEAD + b"troops: {stance: conditional, conditions: [{with: SE}]}\n",
    "five thousand reservations": HEAD + b"reservations: [" + b"{on: troops, kind: general}, " * 5000 + b"{}]\n",
    "a reservation on dots": HEAD + b"reservations: [{on: a.b.c.d, kind: general}]\n",
}
LARGE = {
    *("lists as keys", "keys that nobody knows", "keys that are nearly known", "the same key fifty thousand times"),
    *("states without end", "the same state without end", "ten thousand conditions", "five thousand reservations"),
}
FILES = ["positions/SE.yaml", "dossier.yaml"]


def is_sound(reading: Reading) -> bool:
    """Whether there is a dossier exactly where there is no error, and every problem can be found and printed."""
    fit = not any(problem.is_error for problem in reading.problems)
    places = all(p.place.line >= 1 and p.place.column >= 1 and p.place.file for p in reading.problems)
    in_one_line = all(str(problem).isprintable() for problem in reading.problems)
    return fit == (reading.dossier is not None) and places and in_one_line


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert len(HOSTILE) > 100


# What takes long is tried on one of the two: the same readers meet it in the other.
TRIED = [(name, file) for name in HOSTILE for file in FILES if file == FILES[0] or name not in LARGE]


@pytest.mark.parametrize(("name", "file"), TRIED)
def test_a_hostile_file_gives_a_problem_with_its_place(
    name: str, file: str, check: Callable[[Mapping[str, bytes | None]], Reading]
) -> None:
    reading = check({file: HOSTILE[name]})
    assert any(problem.place.file == file for problem in reading.problems)
    assert is_sound(reading)


def test_a_file_of_50_megabytes_is_not_even_decoded(check: Callable[[Mapping[str, bytes | None]], Reading]) -> None:
    (problem,) = check({"positions/DE.yaml": b"a" * 50_000_000}).problems
    assert str(problem) == "positions/DE.yaml:1:1: error: expected a file of at most 262144 bytes (got more)"


NASTY = st.sampled_from(
    [
        *(
            b"",
            b"~",
            b"null",
            b"[]",
            b"{}",
            b"[[]]",
            b"{a: b}",
            b"- a",
            b"&a b",
            b"*a",
            b"!x y",
            b"<<",
            b"yes",
            b"no",
            b"true",
        ),
        *(
            b"-1",
            b"1.5",
            b"9" * 5000,
            b"1e9",
            b"0x10",
            b"'",
            b'"',
            b"|",
            b">",
            b"#",
            b"%",
            b"\t",
            b"\x00",
            b"\xff",
            b"\r",
        ),
        *("\u202e".encode(), "\u2028".encode(), "\ufeff".encode(), b"EU", b"GR", b"all", b"abstain", b"conditional"),
        *(b"open-ended", b"at least", b"2025-13-45", b"{{ x }}", b"sanctions", b"sanctions.", b".", b"a: b: c", b"? a"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """A file after some mishaps: lines lost, doubled, swapped or indented, values replaced, bytes flipped."""
    lines = content.split(b"\n")
    for _ in range(draw(st.integers(1, 4))):
        here = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "swap", "indent", "replace", "insert", "flip"])):
            case "lose" if len(lines) > 1:
                del lines[here]
            case "double":
                lines.insert(here, lines[here])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[here], lines[other] = lines[other], lines[here]
            case "indent":
                lines[here] = b"  " + lines[here]
            case "replace":
                key, colon, _ = lines[here].partition(b":")
                lines[here] = key + colon + b" " + draw(NASTY)
            case "insert":
                at = draw(st.integers(0, len(lines[here])))
                lines[here] = lines[here][:at] + draw(NASTY) + lines[here][at:]
            case _ if lines[here]:
                at = draw(st.integers(0, len(lines[here]) - 1))
                flipped = lines[here][at] ^ (1 << draw(st.integers(0, 7)))
                lines[here] = lines[here][:at] + bytes([flipped]) + lines[here][at + 1 :]
    return b"\n".join(lines)


@settings(max_examples=400)
@given(data=st.data())
def test_any_mishap_to_any_file_is_read_or_reported(
    data: st.DataObject, small: dict[str, bytes], check: Callable[[Mapping[str, bytes | None]], Reading]
) -> None:
    file = data.draw(st.sampled_from(sorted(small)))
    assert is_sound(check({file: data.draw(mutated(small[file]))}))


@settings(max_examples=200)
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_reported(content: bytes, check: Callable[[Mapping[str, bytes | None]], Reading]) -> None:
    for file in FILES:
        assert is_sound(check({file: content}))
