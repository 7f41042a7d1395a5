"""Countries in running text."""

from __future__ import annotations

import time

import pytest

from khabarnama.countries.ambiguity import load_rules
from khabarnama.countries.detector import detect
from khabarnama.countries.gazetteer import load
from khabarnama.countries.lists import lines, read
from khabarnama.countries.tokens import words
from tests.cases.documents import Case, read_cases

HANGS = 30.0  # seconds of CPU: a step whose time grows with the square takes far more
OWN = read("countries.toml")
SENTENCES = {
    "ur": "{name} کے صدر نے کہا ہے کہ ملک {name} میں امن ہے۔",
    "en": "The president of {name} said on Monday that {name} was at peace.",
}
# Names that are other words as well: they need another sign beside them, as tests/cases/countries shows.
DOUBTFUL = {"ویلز", "سوریا", "جرسی", "ری یونین", "Georgia", "Jersey", "Réunion"}


def names(lang: str) -> list[object]:
    """Return each country's code with each of its names, for parametrize."""
    return [
        pytest.param(
            iso,
            list(dict.fromkeys([load().name(iso, lang), *lines(OWN.get(iso, {}).get(lang, {}).get("names", ""))])),
            id=iso,
        )
        for iso in sorted(load().codes)
    ]


@pytest.mark.parametrize("case", list(read_cases("countries")), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    """A text names the countries that a document says, and no other."""
    lang = "ur" if any("\u0600" <= letter <= "\u06ff" for letter in case.given) else "en"

    found = detect(lang, None, None, case.given.split("\n"))

    assert sorted({*found.about, *found.mentioned}) == case.expected.split()


@pytest.mark.parametrize(("iso", "spellings"), names("ur"))
def test_every_country_is_found_by_every_urdu_name(iso: str, spellings: list[str]) -> None:
    """Each name in a sentence is found."""
    for name in set(spellings) - DOUBTFUL:
        found = detect("ur", None, None, [SENTENCES["ur"].format(name=name)])
        assert iso in {*found.about, *found.mentioned}, name


@pytest.mark.parametrize(("iso", "spellings"), names("en"))
def test_every_country_is_found_by_every_english_name(iso: str, spellings: list[str]) -> None:
    """Each name in a sentence is found."""
    for name in set(spellings) - DOUBTFUL:
        found = detect("en", None, None, [SENTENCES["en"].format(name=name)])
        assert iso in {*found.about, *found.mentioned}, name


def test_most_countries_have_two_urdu_spellings() -> None:
    """The states that news is about are written in more than one way, and each way is known."""
    assert sum(len(set(param.values[1])) > 1 for param in names("ur")) >= 197  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name", ["روس", "یوکرین", "جنوبی افریقہ", "سری لنکا", "ترکیہ", "امریکہ", "نیوزی لینڈ", "عراق", "ایران"]
)
@pytest.mark.parametrize("glue", ["{name}میں", "{name}کے", "اور{name}", "پر{name}"])
def test_names_that_a_paste_glued(name: str, glue: str) -> None:
    """A particle that is stuck to a name hides no country."""
    found = detect("ur", None, None, [f"وزیر خارجہ نے کہا {glue.format(name=name)} حالات بہتر ہیں۔"])

    assert load().find(name) in {*found.about, *found.mentioned}


def test_about_and_mentioned() -> None:
    """The countries of headline and lead are the story's; those of a list far below are only named."""
    body = [
        "روس اور یوکرین نے کہا ہے کہ مذاکرات جاری رہیں گے۔",
        "اجلاس میں فرانس، جرمنی، اٹلی اور اسپین بھی شریک ہوئے۔",
    ]

    found = detect("ur", "روس اور یوکرین میں مذاکرات", None, body)

    assert set(found.about) == {"RU", "UA"}
    assert set(found.mentioned) == {"FR", "DE", "IT", "ES"}
    assert found.mentioned["FR"] == ("فرانس",)


def test_evidence_says_what_and_where() -> None:
    """Each sign keeps its words, its kind and its place."""
    found = detect("en", "Talks in Moscow", None, ["The Russian minister spoke."], "Geneva")

    assert [(sign.words, sign.kind, sign.where) for sign in found.evidence["RU"]] == [
        ("Moscow", "place", "headline"),
        ("Russian", "demonym", "lead"),
    ]
    assert [sign.where for sign in found.evidence["CH"]] == ["dateline"]


@pytest.mark.parametrize("lang", ["ur", "en"])
def test_every_city_and_people_of_ours_is_found(lang: str) -> None:
    """Each demonym and place of our lists, in a sentence with the country's own name, stands for that country."""
    for iso, by_language in OWN.items():
        for form in (form for key in ("demonyms", "places") for form in lines(by_language.get(lang, {}).get(key, ""))):
            if tuple(words(form)) not in load_rules(lang):
                found = detect(lang, None, None, [load().name(iso, lang), form])
                assert iso in {*found.about, *found.mentioned}, form


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Türkiye and Côte d’Ivoire met in São Tomé and Asuncio\u0301n.", {"TR", "CI", "ST", "PY"}),
        ("It sailed from the Bahamas to The Hague; al-Shabaab was near Mogadishu.", {"BS", "NL", "SO"}),
        ("Afghans, Syrians, Pakistanis", {"AF", "SY", "PK"}),
    ],
)
def test_english_forms(text: str, codes: set[str]) -> None:
    """Accents fold, one capital within a name is enough, and people are named by plurals too."""
    found = detect("en", None, None, [text])

    assert {*found.about, *found.mentioned} == codes


@pytest.mark.parametrize("word", ["روسیوں", "ترکوں", "افغانوں", "جرمنوں", "عراقیوں"])
def test_urdu_plurals(word: str) -> None:
    """A people before a particle is its country."""
    found = detect("ur", None, None, [f"{word} نے ووٹ ڈالا"])

    assert len({*found.about, *found.mentioned}) == 1


@pytest.mark.parametrize(
    ("piece", "times", "paragraphs"), [("UAE ", 12_500, 40), ("the hague ", 5_000, 40), ("Iran ", 20, 19_000)]
)
def test_two_megabytes_of_names_end(piece: str, times: int, paragraphs: int) -> None:
    """However many signs stand in a file, side by side or in as many paragraphs as may be, they are judged soon."""
    began = time.process_time()

    detect("en", None, None, [piece * times] * paragraphs)

    assert time.process_time() - began < HANGS
