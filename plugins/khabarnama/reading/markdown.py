"""Markdown to blocks: CommonMark with tables and strikethrough, through the same cleaning as a paste."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from khabarnama.reading.article import Block, BlockKind
from khabarnama.reading.inline import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_HEADINGS: dict[str, BlockKind] = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
HARD_WRAPPED = 110  # characters: a longer line is a paragraph of its own, as in a paste


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("code")


@cache
def _renderer() -> RendererHTML:
    return RendererHTML(_parser())


@dataclass(frozen=True, slots=True)
class _Source:
    """The parts of a file that rendering needs: the parser's environment and the number of the first line."""

    first_line: int
    env: dict[str, object]


def read_markdown(body: str, first_line: int) -> list[Block]:
    """Return the blocks of the Markdown `body`; `first_line` is the number of its first line in the file.

    Raw HTML stays as it is found: the sanitiser, which sees all, takes out what is not allowed. A line break
    between long lines ends a paragraph, as it does in a paste.
    """
    source = _Source(first_line, {})
    tokens = _parser().parse(body, source.env)
    return [block for group in _top_level(tokens) for block in _blocks(group, source)]


def _top_level(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each element that stands in no other."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _blocks(group: list[Token], source: _Source) -> list[Block]:
    opening = group[0]
    line = source.first_line + (opening.map[0] if opening.map else 0)
    if opening.type == "paragraph_open":
        return _paragraph(group[1], line, source)
    if opening.type == "heading_open":
        return [_inline("h2" if opening.tag == "h1" else _HEADINGS[opening.tag], group[1].children or [], line, source)]
    html = _renderer().render(group, _parser().options, source.env)
    return [Block("rich", " ".join(to_text(html).split()), line, html.strip())]


def _paragraph(token: Token, line: int, source: _Source) -> list[Block]:
    """Return the paragraph's lines: one block where they are hard-wrapped, a block a line where they are long."""
    lines: list[list[Token]] = [[]]
    for child in token.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            lines.append([])
        else:
            lines[-1].append(child)
    if len(lines) > 1 and _is_hard_wrapped(token):
        return [_inline("p", token.children or [], line, source)]
    return [_inline("p", tokens, line + number, source) for number, tokens in enumerate(lines) if tokens]


def _is_hard_wrapped(token: Token) -> bool:
    """Tell whether an editor broke the lines of one paragraph: all but the last are full, and none is too long."""
    *lines, last = token.content.split("\n")
    return max(map(len, (*lines, last))) <= HARD_WRAPPED and min(map(len, lines)) >= HARD_WRAPPED // 2


def _inline(kind: BlockKind, tokens: Sequence[Token], line: int, source: _Source) -> Block:
    html = _renderer().renderInline(tokens, _parser().options, source.env).strip()
    text = " ".join(to_text(html).split())
    plain = all(token.type in {"text", "text_special", "softbreak"} for token in tokens)
    if any(token.type == "image" for token in tokens):
        alts = " ".join(str(token.content) for token in tokens if token.type == "image")
        return Block("rich", f"{text} {alts}".strip(), line, f"<p>{html}</p>")
    return Block(kind, text, line, None if plain else html)
