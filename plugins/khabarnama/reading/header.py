"""The top of a file to metadata: `key: value` lines in Urdu or English, or a YAML block between `---` lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from khabarnama.problems import Problem, nearest
from khabarnama.reading.decode import settle
from khabarnama.reading.header_line import LINE, part
from khabarnama.reading.matching import fold, load_toml, script

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

_FENCE = re.compile(r"^---\s*$")
_SEPARATORS = re.compile(r"\s*[،,؛;]\s*")
_MISTYPED = 0.75  # how like a key a headline's first word must be to be taken for one
_QUOTES = "\"'“”"


class Field(NamedTuple):
    """One written value and its line in the file."""

    value: str
    line: int


@dataclass(slots=True)
class Header:
    """What stands at the top of a file, and the body below it, whose first line is `first_line` of the file."""

    fields: dict[str, Field] = field(default_factory=dict)
    body: str = ""
    first_line: int = 1
    problems: list[Problem] = field(default_factory=list)


def split_list(value: str) -> list[str]:
    """Return the items of a written list: `،` `,` `؛` and `;` part them."""
    items = [item.strip(_QUOTES + " ") for item in _SEPARATORS.split(value.strip(" []"))] if value else []
    return [item for item in items if item]


@cache
def known_keys() -> dict[str, str]:
    """Return the program's name of each key, by how its spellings compare."""
    keys = load_toml("header.toml")["keys"]
    return {compared(spelling): name for name, spellings in keys.items() for spelling in spellings}


def compared(text: str) -> str:
    """Return a key as it compares with others: without spaces, hyphens, marks and case."""
    return re.sub(r"[\s_\-*]", "", fold(text))


@lru_cache(maxsize=256)
def _name_of(key: str) -> str | None:
    """Return the program's name of a key as it is written, None if it is not known; the same few stand in all files."""
    return known_keys().get(compared(key))


@cache
def key_spellings() -> dict[str, str]:
    """Return each spelling as editors write it, by how it compares."""
    return {compared(word): word for words in load_toml("header.toml")["keys"].values() for word in words}


def in_script_of(lang: str, spellings: Sequence[str]) -> str:
    """Return the first of `spellings` in the script of `lang`, else the first of all."""
    written = script(load_toml("editions.toml")[lang]["alphabet"])
    return next((spelling for spelling in spellings if script(spelling) == written), spellings[0])


@cache
def _first_keys() -> frozenset[str]:
    return frozenset(load_toml("header.toml")["first"]["keys"])


def split(text: str, path: str) -> Header:
    """Return the metadata at the top of `text` and the body below.

    A header ends at the first blank line, or at the first line that is not `key: value`. It is one only if its
    first key is known and is such that no paste begins with it; so a body that merely starts with "word: word"
    stays whole. An unknown key within a header is an error that suggests the nearest known one.
    """
    first = text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1  # where the first line that is not blank begins
    end = text.find("\n\n", first)
    top = text if end < 0 else text[:end]
    start = text.count("\n", 0, first)
    if text.startswith("---", first) and (header := _fenced(text.split("\n"), start, path)):
        return header
    if ":" in top or "：" in top:
        return _from_lines(text, top.split("\n"), start, path)
    return Header(body=text)


def _fenced(lines: list[str], start: int, path: str) -> Header | None:
    """Return the header between the line `start`, if it is a `---`, and the next such line; None without the two."""
    fences = (number for number in range(start, len(lines)) if _FENCE.match(lines[number]))
    if next(fences, None) != start or (end := next(fences, None)) is None:
        return None
    return _from_yaml(lines, start, end, path)


def _from_lines(text: str, lines: list[str], start: int, path: str) -> Header:
    header = Header(body=text)
    if not _begins_header(lines, start):
        header.problems += _mistyped(lines, start, path)
        return header
    end = start
    while end < len(lines) and (pair := part(lines[end])):
        key, value = pair
        if _name_of(key) is None and len(key.split()) > 3:
            break  # a sentence with a colon, right below the header: the body has begun
        _add(header, key, value, end + 1, path)
        end += 1
    header.body, header.first_line = text[sum(map(len, lines[:end])) + end :], end + 1
    return header


def _begins_header(lines: list[str], start: int) -> bool:
    pair = part(lines[start])
    if not pair:
        return False
    known = _name_of(pair[0])
    if known in _first_keys():
        return True
    following = part(lines[start + 1]) if start + 1 < len(lines) else None
    if following is None or _name_of(following[0]) is None:
        return False
    return known is not None or nearest(compared(pair[0]), known_keys()) is not None


def _mistyped(lines: list[str], start: int, path: str) -> list[Problem]:
    """Return a warning if the first line, alone above a blank one, has what is nearly a known key: «تارخ: …»."""
    match = LINE.match(lines[start])
    if not match or "".join(lines[start + 1 : start + 2]).strip():
        return []
    guess = _meant(match["key"])
    if not guess:
        return []
    message = f"first line should be a headline, or have a known key, found «{match['key']}»"
    hint = f"did you mean «{key_spellings()[guess]}»? If it is the headline, write «title: » before it"
    return [Problem(path, start + 1, "warning", message, hint)]


@lru_cache(maxsize=1024)
def _meant(key: str) -> str | None:
    """Return the key that `key` is, or that may begin a header and that it nearly is: countries stand before colons."""
    if (written := compared(key)) in known_keys():
        return written
    first = [spelling for spelling, name in known_keys().items() if name in _first_keys()]
    return nearest(written, first, _MISTYPED)


def _add(header: Header, key: str, value: str, line: int, path: str) -> None:
    name = _name_of(key)
    if name is None:
        guess = nearest(compared(key), known_keys())
        hint = (
            f"did you mean «{key_spellings()[guess]}»?"
            if guess
            else "a blank line must part the header and the article"
        )
        header.problems.append(Problem(path, line, "error", f"header key must be a known one, found «{key}»", hint))
        return
    if name in header.fields:
        first = header.fields[name].line
        message = f"header key must stand once, found «{key}» here and on line {first}"
        header.problems.append(Problem(path, line, "error", message, "delete one of the two lines"))
        return
    value = value.strip()
    if value:
        header.fields[name] = Field(_choice(name, value, line, header, path), line)


def _choice(name: str, value: str, line: int, header: Header, path: str) -> str:
    """Return the value in the program's own word where only some are allowed."""
    choices = load_toml("header.toml")["values"].get(name)
    if not choices:
        return value.strip(_QUOTES) if value[0] in _QUOTES and value[-1] in _QUOTES and len(value) > 1 else value
    for own, spellings in choices.items():
        if compared(value) in map(compared, spellings):
            return str(own)
    accepted = "، ".join(word for spellings in choices.values() for word in spellings[:2])
    header.problems.append(Problem(path, line, "error", f"{name} must be one of {accepted}, found «{value}»"))
    return ""


def _from_yaml(lines: list[str], start: int, end: int, path: str) -> Header:
    import yaml  # noqa: PLC0415  # here, as most headers are plain lines

    header = Header(body="\n".join(lines[end + 1 :]), first_line=end + 2)
    try:
        node = yaml.compose("\n".join(lines[start + 1 : end]), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        if all(LINE.match(line) for line in lines[start + 1 : end] if line.strip()):
            return _from_plain_yaml(header, lines, start, end, path)  # `title: Kazan: leaders meet`, without quotes
        mark = getattr(error, "problem_mark", None)
        line = start + 2 + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or "nested too deep"
        header.problems.append(Problem(path, line, "error", f"header must be YAML: {problem}"))
        return header
    if node is None:
        return header
    if not isinstance(node, yaml.MappingNode):
        header.problems.append(Problem(path, start + 2, "error", "header must be `key: value` lines between the `---`"))
        return header
    for pair in node.value:
        line = start + 2 + pair[0].start_mark.line
        key, value = (_settle(_yaml_value(part), line, header, path) for part in pair)
        _add(header, key, value, line, path)
    return header


def _settle(text: str, line: int, header: Header, path: str) -> str:
    r"""Return what YAML's escapes spell, such as `"\u202e"`, in one line and as decoding gives it."""
    settled, problems = settle(text, path, line)
    header.problems += problems
    return " ".join(settled.split())


def _from_plain_yaml(header: Header, lines: list[str], start: int, end: int, path: str) -> Header:
    """Read the lines between the `---` as `key: value`, as people write them who do not know YAML's quoting."""
    for number in range(start + 1, end):
        if match := LINE.match(lines[number]):
            _add(header, match["key"], match["value"], number + 1, path)
    return header


def _yaml_value(node: yaml.Node) -> str:
    """Return a YAML value as it is written: a list's items parted by commas; what is nested deeper says nothing."""
    import yaml  # noqa: PLC0415  # as above

    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return "، ".join(str(item.value).strip() for item in items if isinstance(item, yaml.ScalarNode))
