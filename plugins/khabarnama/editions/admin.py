"""The editor's page /admin/, where a setting asks for it: Sveltia CMS, told of our folders and of our header's keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from khabarnama.building.fingerprint import fingerprint
from khabarnama.building.plan import Part
from khabarnama.editions.outputs import file_outputs
from khabarnama.reading.header import in_script_of
from khabarnama.reading.matching import load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from khabarnama.editions.edition import Edition

FOLDER = "admin"
_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"  # of a story: what stays as it is in addresses
_LONGEST_NAME = 60
_UNPUBLISHED = {"fetch.py", "README.md"}


def admin_part(backend: Mapping[str, str], theme: Path, editions: Sequence[Edition]) -> list[Part]:
    """Return the part /admin/: the program as it lies in the theme, and its configuration.

    `backend` names the repository and its branch on GitHub; there is none if it is empty.
    """
    if not backend:
        return []
    found = list(file_outputs((f"{FOLDER}/{name}", content) for name, content in _files(backend, theme, editions)))
    return [Part(FOLDER, fingerprint([(output.path, output.key) for output in found]), lambda: (found, b""))]


def _files(backend: Mapping[str, str], theme: Path, editions: Sequence[Edition]) -> Iterator[tuple[str, bytes]]:
    folder = theme / FOLDER
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _UNPUBLISHED:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
    yield "naskh-400.woff2", (theme / "static/fonts/naskh-400.woff2").read_bytes()
    yield "config.json", json.dumps(configure(backend, editions), ensure_ascii=False, indent=1).encode()


def configure(backend: Mapping[str, str], editions: Sequence[Edition]) -> dict[str, Any]:
    """Return the configuration: a collection for each edition whose fields the data name."""
    known = load_toml("admin.toml")["collection"]
    return {
        "backend": {"name": "github", "auth_methods": ["token"], "branch": "main", **backend},
        "app_title": " · ".join(edition.name for edition in editions),
        "media_folder": "content",
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": _LONGEST_NAME, "timezone": "local"},
        "output": {"omit_empty_optional_fields": True},
        "collections": [_collection(edition.lang) for edition in editions if edition.lang in known],
    }


def _collection(lang: str) -> dict[str, Any]:
    data = load_toml("admin.toml")
    label, title, date = data["collection"][lang], _spelling("title", lang), _spelling("date", lang)
    hint = data["slug"][lang]
    year, month, day = (f"{{{{{date} | date('{part}')}}}}" for part in ("YYYY", "MM", "DD"))
    return {
        "name": lang,
        "label": label["label"],
        "label_singular": label["singular"],
        "folder": "content",
        "path": f"{year}/{month}/{day}/{{{{slug}}}}.{lang}",
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": title,
        "slug": {"template": f"{{{{{title}}}}}", "editable": True, "hint": hint, "pattern": [_NAME, hint]},
        "sortable_fields": {"fields": [date, title], "default": {"field": date, "direction": "descending"}},
        "media_folder": "",  # pictures lie beside the article
        "public_folder": "",
        "fields": [
            *(_field(key, field, lang) for key, field in data["fields"].items()),
            {"name": "body", "label": data["body"][lang], "widget": "markdown", "modes": ["raw"]},
        ],
    }


def _field(key: str, field: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return what is asked for `key`, by the header's name for it in `lang`, labelled in both languages."""
    others = [_label(key, other) for other in load_toml("admin.toml")["collection"] if other != lang]
    asked = {"name": _spelling(key, lang), "label": " · ".join([_label(key, lang), *others]), **field["asked"]}
    if lang in field:
        asked["hint"] = field[lang]
    if asked["widget"] == "select":
        values = load_toml("header.toml")["values"][key].values()
        asked["options"] = [in_script_of(lang, spellings) for spellings in values]
    return asked


def _spelling(key: str, lang: str) -> str:
    """Return a header key as a field's name, which has no space; a space in a key does not count."""
    return _label(key, lang).replace(" ", "_")


def _label(key: str, lang: str) -> str:
    return in_script_of(lang, load_toml("header.toml")["keys"][key])
