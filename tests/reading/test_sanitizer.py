"""What is told to be clean is what the parser gives, whatever is done to it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khabarnama.reading.sanitizer import clean, clean_any, is_clean

TEXT = st.sampled_from(
    ["خبر ہے۔", "a", " ", "\n", "\t", "&amp;", "&lt;b&gt;", "&amp;lt;", "\"'", "]]", "--", "\ufeff", "\x0b", "😀"]
)
BDI = st.sampled_from([' lang="en" dir="ltr"', ' dir="ltr"', ' lang="ur" dir="rtl"'])
LINKS = st.sampled_from(
    [
        *(
            "https://a.example",
            "https://a-b.example.pk/x/%D8%AE?q=1,2#top",
            "http://x.example/(a)/@b:c;d",
            "https://a.1",
        ),
        *(
            "https://1.2.3.4/",
            "https://xn--a.example/",
            "https://a.example:80/",
            "https://u@a.example/",
            "javascript:x",
        ),
        *("/x", "mailto:a@a.example", "https://a.example/?a=1&amp;b=2", "https://خبر.example/", "https://a.example/\t"),
    ]
)
RUN = st.one_of(TEXT, st.builds("<bdi{}>{}</bdi>".format, BDI, TEXT))
STRONG = st.one_of(RUN, st.builds("<strong>{}{}</strong>".format, RUN, RUN))
EMPHASIS = st.one_of(STRONG, st.builds("<em>{}{}</em>".format, STRONG, STRONG))
INLINE = st.one_of(EMPHASIS, st.builds('<a href="{}">{}{}</a>'.format, LINKS, EMPHASIS, EMPHASIS))
LINE = st.lists(INLINE, max_size=4).map("".join)
BLOCK = st.one_of(
    *(st.builds(f"<{name}>{{}}</{name}>".format, LINE) for name in ("p", "h2", "h3", "h4")),
    st.builds("<ul>\n<li>{}</li>\n<li>{}</li>\n</ul>".format, LINE, LINE),
    st.builds("<blockquote>\n<p>{}</p>\n</blockquote>".format, LINE),
)
HTML = st.lists(BLOCK, min_size=1, max_size=3).map("\n".join)
HOSTILE = st.sampled_from(
    [
        *(
            "<",
            ">",
            "&",
            '"',
            "\0",
            "\r",
            "\u00a0",
            "&nbsp;",
            "&#60;",
            "&lt",
            "/",
            " onclick=x",
            "<!--",
            "-->",
            "<p/>",
            "<P>",
        ),
        *(
            "<p>",
            "</p>",
            "<a>",
            "</a>",
            "<em>",
            "</em>",
            "<strong>",
            "</strong>",
            "<bdi>",
            "<li>",
            "</ul>",
            "</blockquote>",
        ),
        *(
            "<script>",
            "<svg>",
            "<math>",
            "<table>",
            "<td>",
            "<select>",
            "<pre>",
            "<template>",
            "<textarea>",
            "<form>",
            "<br>",
        ),
        *("<img src=x onerror=x>", '<a href="javascript:x">', "<a href='https://a.example'>", "<b>", "<h2 id=x>"),
    ]
)
CHANGES = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 12), st.one_of(st.just(""), HOSTILE)), max_size=3)


@given(HTML, CHANGES)
@example("<p>a</p>", [])
@settings(max_examples=400)
def test_what_is_clean_is_what_the_parser_gives(html: str, changes: list[tuple[int, int, str]]) -> None:
    """Of HTML as we make it, with pieces of it taken out and hostile ones put in, what is clean comes as it went."""
    for place, length, piece in changes:
        html = html[:place] + piece + html[place + length :]

    assert not is_clean(html) or clean(html) == clean_any(html)


@pytest.mark.parametrize(
    "html",
    [
        '<p><strong>a</strong> <a href="https://a.example/x">b</a></p>\n<ul>\n<li>c &amp; d</li>\n</ul>',
        '<h2>خبر</h2>\n<blockquote>\n<p><em><bdi lang="en" dir="ltr">a</bdi></em></p>\n</blockquote>',
    ],
)
def test_what_articles_are_made_of_is_clean(html: str) -> None:
    """The HTML of nearly all articles need not be parsed."""
    assert is_clean(html)


@pytest.mark.parametrize(
    "html",
    [
        *(
            "<p>a",
            "<p>a</h2>",
            "<p>a & b</p>",
            "<p>&nbsp;</p>",
            "<p>a\u00a0b</p>",
            "<p>a\0</p>",
            "<p>a\r</p>",
            "<p>></p>",
        ),
        *("<p id=a>a</p>", "<P>a</P>", "<p><p>a</p></p>", "<a href=x>a</a>", "<p><a>a</a></p>", "<p>a<!-- b --></p>"),
        *('<p><a href="javascript:x">a</a></p>', '<p><a href="https://1.2.3.4/">a</a></p>', "<script>a</script>"),
        *(
            '<p><a href="https://a.example"><a href="https://a.example">a</a></a></p>',
            "<p><img src=x></p>",
            "a<p>b</p>",
        ),
    ],
)
def test_what_is_in_doubt_is_parsed(html: str) -> None:
    """What a parser may write in another way is none of the clean HTML."""
    assert not is_clean(html)
