"""A body's HTML, cut into paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabarnama.editions.body import cut_body, move, set_beside
from khabarnama.reading.sanitizer import clean

PARTS = st.sampled_from(
    ["<p>", "</p>", "<ul><li>", "</ul>", "<b>", "</b>", "<br>", "<table><tr><td>", "</table>", "<hr>", "ا", " ", "\n",
     "x > y &amp; z", '<img src="a.png" alt="1 > 2">', "<blockquote>", "</blockquote>", '<a href="/b?c=d&amp;e">',
     "</a>"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("", []),
        ("<p>a</p>\n<h2>b</h2>\n<p>c <b>d</b></p>", ["p", "h2", "p"]),
        ("<ul>\n<li>a</li>\n<li><p>b</p></li>\n</ul>\n<p>c</p>", ["ul", "p"]),
        ('<figure><img src="a.png" alt="x > y"><figcaption>b</figcaption></figure><hr>', ["figure", "hr"]),
        ("bare <b>text</b> goes on<p>a</p>and on", ["", "p", ""]),
        ("<blockquote><blockquote>a</blockquote></blockquote><blockquote>b</blockquote>", ["blockquote"] * 2),
    ],
)
def test_a_body_is_cut_at_its_outermost_elements(html: str, tags: list[str]) -> None:
    """What stands within another element stays in it; text that stands in none is one piece."""
    assert [tag for _, tag in cut_body(html)] == tags


@given(st.lists(PARTS, max_size=30).map("".join))
def test_nothing_of_a_body_is_lost(messy: str) -> None:
    """Whatever the sanitiser wrote, its pieces are the whole, and each is whole in itself."""
    html = clean(messy)

    blocks = cut_body(html)

    assert "".join("".join(part.split()) for part, _ in blocks) == "".join(html.split())
    assert all(clean(part) == part for part, _ in blocks)


@given(st.lists(PARTS, max_size=30).map("".join))
def test_a_plain_body_is_cut_as_any(messy: str) -> None:
    """What is cut at one look is cut the same where something follows that has no end."""
    html = clean(messy)

    assert cut_body(html) == cut_body(f"{html}<hr>")[:-1]


def test_two_bodies_stand_side_by_side() -> None:
    """Each pair holds the HTML of both; an empty one where nothing is told."""
    urdu = f"<h2>س</h2>\n<p>{'الف ' * 40}</p>\n<p>{'ب ' * 30} 411</p>"
    english = f"<p>{'word ' * 32}</p>\n<p>{'it ' * 21} 411</p>"

    pairs = set_beside((urdu, 1.0), (english, 1.0))

    assert [bool(here) and bool(there) for here, there in pairs] == [False, True, True]
    assert pairs[0] == ("<h2>س</h2>", "")
    assert [there.count("411") for _, there in pairs] == [0, 0, 1]


@pytest.mark.parametrize("place", [0, 1])
def test_paragraphs_that_name_one_number_stand_side_by_side(place: int) -> None:
    """Where their lengths tell nothing; written with other separators it is the same number."""
    urdu = [f"<p>{'الف ' * 40}{'4,110' if number == place else '12345'}</p>" for number in range(2)]
    english = f"<p>{'word ' * 32}4110</p>"

    pairs = set_beside(("".join(urdu), 1.0), (english, 1.0))

    assert (urdu[place], english) in pairs


@pytest.mark.parametrize(
    ("html", "moved"),
    [
        ('<img alt="" src="map.png">', '<img alt="" src="/ur/x/map.png">'),
        ('<img src="a%20b.png" srcset="a-360.webp 360w, a-720.webp 720w">',
         '<img src="/ur/x/a%20b.png" srcset="/ur/x/a-360.webp 360w, /ur/x/a-720.webp 720w">'),
        ('<a href="../y/">y</a>', '<a href="/ur/x/../y/">y</a>'),
        ('<a href="https://a.example/">a</a><a href="/en/">b</a><a href="#c">c</a><a href="mailto:d">d</a>',) * 2,
        ("<p>src=\"a.png\" is text</p>",) * 2,
    ],
)  # fmt: skip
def test_pictures_are_found_from_another_page(html: str, moved: str) -> None:
    """What lies beside the article is named from the site's root; all else stays."""
    assert move(html, "/ur/x/") == moved
