"""What is mended at once is what is mended one by one."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khabarnama.reading.article import Block, BlockKind
from khabarnama.reading.matching import load_toml
from khabarnama.reading.steps import looks_of
from khabarnama.reading.typography import mend, mend_all, mend_article, mend_blocks

LINES = st.lists(
    st.sampled_from(["خبر", " ", "  ", "۔", " ،", "(", ") ", "«", "%", "9", "\t", "a", " - ", '"', "رپور ٹ"])
)
MARKUP: list[tuple[BlockKind, str | None]] = [
    ("p", "<em>{}</em>"),
    ("p", '<a href="https://a.example/x">{}</a>'),
    ("rich", '<ul>\n<li>{}</li>\n<li><em>9</em><a href="https://a.example/x">a</a></li>\n</ul>'),
    ("rich", '<p><a href="https://a.example/x">a</a>\n{}</p>'),
    ("rich", "<pre>{}</pre>"),
    ("p", None),
]


@given(st.lists(LINES.map("".join)), st.sampled_from(["ur", "en"]))
@settings(max_examples=300)
def test_texts_are_mended_together_as_each_by_itself(texts: list[str], lang: str) -> None:
    """No step of mending looks beyond the end of a line."""
    assert mend_all(texts, lang) == [mend(text, lang) for text in texts]


@pytest.mark.parametrize(("found", "to"), load_toml("typography.toml")["ur"]["split"].items())
def test_a_split_word_is_mended_wherever_it_ends(found: str, to: str) -> None:
    """What is looked for first is in each of the words, at the end of a line as before a mark."""
    assert mend_all([f"اور {found}", f"{found}، {found} ہے", f"{found}ا"], "ur") == [
        f"اور {to}",
        f"{to}، {to} ہے",
        f"{found}ا",
    ]


@given(
    st.lists(LINES, min_size=1, max_size=3),
    st.lists(st.tuples(st.sampled_from(MARKUP), LINES), min_size=1, max_size=3),
    st.sampled_from(["ur", "en"]),
)
@example([["خبر\n", "خبر"]], [(MARKUP[0], ["خبر"])], "ur")
@example([["a"]], [(MARKUP[1], ["b"]), (MARKUP[2], ["c"])], "en")
@example([["a"]], [(MARKUP[3], ["b"])], "en")
@settings(max_examples=400)
def test_texts_and_blocks_are_mended_at_once_as_apart(
    texts: list[list[str]], html: list[tuple[tuple[BlockKind, str | None], list[str]]], lang: str
) -> None:
    """What is asked of texts and blocks with markup together is what is asked of each."""
    lines = ["".join(text) for text in texts]
    blocks = [
        Block(kind, "".join(text).strip(), 1, markup and markup.format("".join(text))) for (kind, markup), text in html
    ]

    assert mend_article(lines, blocks, lang) == (mend_all(lines, lang), mend_blocks(blocks, lang))


@given(LINES.map("".join), st.sampled_from(["ur", "en"]))
@settings(max_examples=400)
def test_what_is_mended_is_not_overlooked(text: str, lang: str) -> None:
    """Where a step finds anything, its sign and those that have the same are told to find something."""
    line = " ".join(text.split())

    for sign, look, steps in looks_of(lang):
        assert not any(step.finds(line) for step in steps) or (sign in line and look.search(line))
