"""The words of the interface."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from khabarnama.editions.catalogue import load_catalogue
from khabarnama.problems import KhabarnamaError
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

THEME = PROJECT / "theme"
BY_PLUGIN = {"Archive", "Countries", "Page not found", "News about %(country)s"}


def words_of_templates() -> set[str]:
    """Return every message that the theme's templates use."""
    words: set[str] = set()
    for path in sorted((THEME / "templates").glob("*.html")):
        found = extract("jinja2.ext:babel_extract", BytesIO(path.read_bytes()), options={"trimmed": "true"})
        words |= {message if isinstance(message, str) else message[0] for _, message, _, _ in found}
    return words


@pytest.mark.parametrize("lang", ["ur", "en"])
def test_catalogues_hold_just_the_words_that_are_used(lang: str) -> None:
    """No word is missing, and none is left over."""
    path = THEME / "translations" / lang / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)

    listed = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id}

    assert listed == words_of_templates() | BY_PLUGIN


def test_an_incomplete_catalogue_is_refused(tmp_path: Path) -> None:
    """A word without a translation is named."""
    folder = tmp_path / "ur" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text('msgid "Latest"\nmsgstr ""\n')

    with pytest.raises(KhabarnamaError, match="Latest"):
        load_catalogue(tmp_path, "ur")
