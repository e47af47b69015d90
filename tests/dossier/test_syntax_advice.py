"""Whatever the parsers say of a text, the words about it are ours."""

import os
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from responsegen.dossier import yaml_syntax
from responsegen.dossier.files import SourceFile
from responsegen.dossier.reading import check_files
from responsegen.dossier.yaml_syntax import advice_on

# Of libyaml 0.2.5 (scanner.c, parser.c, reader.c): in what it was, and what it met.
LIBYAML = """
; block sequence entries are not allowed in this context
; control characters are not allowed
; mapping keys are not allowed in this context
; mapping values are not allowed in this context
; invalid Unicode character
; unexpected low surrogate area
; incomplete UTF-16 character
; incomplete UTF-8 octet sequence
; invalid leading UTF-8 octet
; found undefined tag handle
; did not find expected <document start>
; found duplicate %YAML directive
; found incompatible YAML document
; found duplicate %TAG directive
while scanning a simple key; could not find expected ':'
while parsing a block collection; did not find expected '-' indicator
while parsing a block mapping; did not find expected key
while parsing a block node; did not find expected node content
while parsing a flow node; did not find expected node content
while parsing a flow mapping; did not find expected ',' or '}'
while parsing a flow sequence; did not find expected ',' or ']'
while parsing a node; found undefined tag handle
while parsing a quoted scalar; did not find expected hexdecimal number
while parsing a quoted scalar; found invalid Unicode character escape code
while parsing a quoted scalar; found unknown escape character
while parsing a tag; did not find URI escaped octet
while parsing a tag; did not find expected tag URI
while parsing a tag; found an incorrect trailing UTF-8 octet
while scanning a %TAG directive; did not find expected whitespace
while scanning a %YAML directive; did not find expected digit or '.' character
while scanning a %YAML directive; found extremely long version number
while scanning a block scalar; did not find expected comment or line break
while scanning a block scalar; found a tab character where an indentation space is expected
while scanning a block scalar; found an indentation indicator equal to 0
while scanning a directive; could not find expected directive name
while scanning a directive; found unknown directive name
while scanning a plain scalar; found a tab character that violates indentation
while scanning a plain scalar; found unexpected ':'
while scanning a quoted scalar; found unexpected document indicator
while scanning a quoted scalar; found unexpected end of stream
while scanning a tag; did not find expected whitespace or line break
while scanning a tag; did not find the expected '>'
while scanning an alias; did not find expected alphabetic or numeric character
while scanning an anchor; did not find expected alphabetic or numeric character
while scanning for the next token; found character that cannot start any token
""".strip().splitlines()
THEIRS = re.compile("while |did not find|could not find|found |scalar|token|stream|block|but got|but found")


@pytest.mark.parametrize("said", LIBYAML)
def test_there_is_advice_on_all_that_libyaml_says(said: str) -> None:
    context, _, problem = said.partition("; ")
    advice = advice_on(problem, context)
    assert advice != advice_on("", "")
    assert not THEIRS.search(advice.expected + advice.found + advice.advice)


@pytest.mark.parametrize("loader", [yaml_syntax.Events, yaml.BaseLoader])
@settings(max_examples=int(os.environ.get("EXAMPLES", "60")))
@given(
    parts=st.lists(
        st.sampled_from([*"-?:,[]{}#&*!|>'\"%@`\\ \n\tab0ué\u00a0", "\\u", "---", "...", "a: "]), max_size=14
    )
)
def test_no_words_of_a_parser_come_through(loader: type, parts: list[str]) -> None:
    file = SourceFile("positions/SE.yaml", f"notes: {''.join(parts)}".encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_syntax, "Events", loader)
        problems = check_files([file]).problems
    assert not [problem.message for problem in problems if THEIRS.search(re.sub(r"\(got .*\)", "", problem.message))]
