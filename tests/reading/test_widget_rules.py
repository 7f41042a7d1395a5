"""Every rule of `data/widgets.toml` against its own examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from khabarnama.reading.article import Block
from khabarnama.reading.lines import Zone, match_line
from khabarnama.reading.matching import fold, words_of
from khabarnama.reading.page import read_page
from khabarnama.reading.rules import Rule, check_shapes, load_rules, skeleton
from khabarnama.reading.widgets import find_cutting, strip
from tests.cases.documents import Case, read_cases
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable

ZONES: tuple[Zone, ...] = ("head", "body", "tail")
RULES = load_rules()
SENTENCE = "حکام نے بتایا ہے کہ منصوبے پر کام جاری ہے اور اسے جلد مکمل کر لیا جائے گا۔"


def pairs(rules: tuple[Rule, ...], field: str) -> list[object]:
    """Return each rule with each of its texts, for parametrize."""
    return [pytest.param(rule, text, id=f"{rule.name}: {text}") for rule in rules for text in getattr(rule, field)]


@pytest.mark.parametrize(("rule", "text"), pairs(RULES.lines, "examples"))
def test_line_rule_takes_its_example(rule: Rule, text: str) -> None:
    """A line that a rule gives as its example is taken out, by that rule or one above it."""
    assert rule.pattern.fullmatch(text.strip())
    assert not rule.needs or set(map(fold, rule.needs)) & set(words_of(text))
    assert any(match_line(text, zone) for zone in ZONES)


@pytest.mark.parametrize("rule", [rule for rule in RULES.lines if rule.lines], ids=lambda rule: rule.name)
def test_line_rule_takes_its_lines(rule: Rule) -> None:
    """Every line that a rule lists is taken out somewhere, also with a mark and in capitals, and is listed once."""
    written = [f"{line} :".upper() for line in rule.lines]

    assert [line for line in written if not any(match_line(line, zone) for zone in ZONES)] == []
    assert len({skeleton(words_of(line)) for line in rule.lines}) == len(rule.lines)


@pytest.mark.parametrize(("rule", "text"), pairs(RULES.lines, "look_alikes"))
def test_line_rule_leaves_its_look_alike(rule: Rule, text: str) -> None:
    """A sentence with a widget's word stays, wherever it stands."""
    assert not rule.pattern.fullmatch(text)
    assert not any(match_line(text, zone) for zone in ZONES)


@pytest.mark.parametrize("rule", [rule for rule in RULES.glued if rule.mark], ids=lambda rule: rule.name)
def test_a_mark_is_wherever_the_shape_is(rule: Rule) -> None:
    """All that a rule with a mark takes out of its examples holds it."""
    found = [match.group() for text in rule.examples for match in rule.pattern.finditer(text)]

    assert found
    assert all(map(rule.has_mark, found))


@pytest.mark.parametrize(("rule", "text"), pairs(RULES.glued, "examples"))
@pytest.mark.parametrize("spell", [str, str.upper, str.lower, str.title])
def test_a_rule_is_found_in_its_example_at_one_look(rule: Rule, text: str, spell: Callable[[str], str]) -> None:
    """Among other lines, in any case and beside other rules, what a rule cuts out is not overlooked."""
    assert rule in find_cutting(f"{SENTENCE}\n{spell(text)}\nNews of it")


@pytest.mark.parametrize(("rule", "text"), pairs(RULES.glued, "examples"))
def test_glued_rule_cuts_its_example(rule: Rule, text: str) -> None:
    """A widget that is stuck to a good line is cut out of it; the line stays."""
    stripped = strip([Block("p", SENTENCE, 1), Block("p", text, 2), Block("p", SENTENCE, 3)], "ur")

    assert rule.name in {gone.rule for gone in stripped.removed}
    assert [block.line for block in stripped.blocks] == [1, 2, 3]


@pytest.mark.parametrize(("rule", "text"), pairs(RULES.glued, "look_alikes"))
def test_glued_rule_leaves_its_look_alike(rule: Rule, text: str) -> None:
    """A line that only looks like it holds a widget stays whole."""
    assert not rule.pattern.search(text)


@pytest.mark.parametrize("rule", RULES.selectors, ids=lambda rule: rule.name)
def test_selector_takes_its_example(rule: Rule) -> None:
    """An element of a page that a rule selects is not in the article, and is kept as removed."""
    page = read_page(f"<article><h1>سرخی</h1><p>{SENTENCE}</p>{rule.examples[0]}<p>{SENTENCE}</p></article>", 1)

    assert rule.name in {gone.rule for gone in page.removed}
    assert [block.text for block in page.blocks if block.kind == "p"] == [SENTENCE, SENTENCE]


def test_every_reason_is_told() -> None:
    """Whatever the reader's steps take out, explain can say why."""
    source = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "plugins/khabarnama/reading").glob("*.py"))
    names = set(re.findall(r'(?:take\(\w+, |Removed\([^)]*, )"([a-z-]+)"', source)) | {"outside-the-article"}

    assert {name for name in names if RULES.reason(name) == name} == set()


@pytest.mark.parametrize("case", list(read_cases("reading")), ids=lambda case: case.name)
def test_no_rule_takes_a_body_line(case: Case) -> None:
    """No rule matches what a case says is the article's."""
    body = re.findall(r"^p: (.+)$", case.expected, re.MULTILINE)

    assert [line for line in body if any(match_line(line, zone) for zone in ZONES)] == []


def test_names_are_unique() -> None:
    """No two rules share a name."""
    names = [rule.name for rule in (*RULES.lines, *RULES.glued, *RULES.selectors)]

    assert len(names) == len(set(names))


def test_every_shape_is_one() -> None:
    """No rule's shape is broken, or matches everything."""
    assert check_shapes() == []
