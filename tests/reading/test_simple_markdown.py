"""Markdown that is read the quick way is read as any is."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from khabarnama.reading.decode import normalise
from khabarnama.reading.markdown import read_any, read_markdown

BEGINNINGS = [
    "",
    "",
    "",
    "## ",
    "- ",
    "- ",
    "* ",
    "> ",
    "2. ",
    "**",
    "[",
    "\n",
    "    ",
    "```",
    "---",
    "===",
    "|-|",
    "<p>",
    "[a]: ",
]
INLINE = [
    *(
        "خبر",
        "a",
        "A line of words. ",
        "word " * 16,
        "9",
        "۔ ",
        " ",
        "«",
        "\u00a0",
        "&#10;",
        "&lt;p>",
        "&amp;",
        "&",
        ">",
        "#",
        "|",
    ),
    *(
        "**",
        "*",
        "_",
        "`",
        "~~",
        "[",
        "](https://a.example/?b=1&c)",
        '](a "b>")',
        "]",
        "![",
        "<b>",
        "  \n",
        "\\",
        "\\\n",
    ),
]
MARKDOWN = st.lists(
    st.tuples(
        st.sampled_from(BEGINNINGS),
        st.lists(st.sampled_from(INLINE), min_size=1, max_size=4).map("".join),
        st.sampled_from(["\n", "\n\n", "\n\n", "\n\n", "\n\n\n"]),
    ).map("".join),
    max_size=5,
).map("".join)


@given(MARKDOWN)
@example("- a\n\n- b")
@example("## a\u00a0 b\n\n**a**\u00a0b\n\n- *a*\u00a0b\n- c")
@example("- a\n- b\n\n* c\n\n> d\n\n> e")
@example("a\n- b\n\n- c")
@example("## a\tb\n\n**a**\tb\n\n- *a*  b\tc\n- d")
@example("## a&nbsp;b\n\n**a**&nbsp;b\n\n- *a* >  b\n- d")
@example("## a > b\n\n**a** > b\n\n- *a*  b\n- d")
@example(f"{'a ' * 50}\n{'a ' * 50}{' ' * 20}")
@example("a\n\n[](https://a.example)\n\n[ ](https://a.example)")
@example("*a*&#10;b\n\n*&#10;*")
@example("\n\n\n## a ##\n\n**b** c  \n&amp; d\n\n\n> e\n> *f*\n")
@settings(max_examples=400)
def test_simple_markdown_is_read_as_any(body: str) -> None:
    """What is rendered at once is what is read element by element, of a body as decoding leaves it."""
    decoded = normalise(body)

    assert read_markdown(decoded, 7) == read_any(decoded, 7)
