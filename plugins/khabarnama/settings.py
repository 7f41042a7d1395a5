"""The settings file, checked before anything is built: every wrong value is a problem with its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from pelican.settings import read_settings

from khabarnama.countries.gazetteer import load as load_countries
from khabarnama.editions.colours import COLOUR, SCHEMES, SHEET, find_faint, mix, read_colours
from khabarnama.problems import KhabarnamaError, Problem, nearest
from khabarnama.reading.matching import load_toml
from khabarnama.reading.sanitizer import is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

DEFAULTS: dict[str, Any] = {
    "KHABARNAMA_EDITIONS": {},
    "KHABARNAMA_COLOURS": {},
    "KHABARNAMA_HOME": (),
    "KHABARNAMA_PAGE_SIZE": 20,
    "KHABARNAMA_FEEDS": "full",
    "KHABARNAMA_FUTURE": False,
    "KHABARNAMA_SHARE_PICTURES": True,
    "KHABARNAMA_PICTURE_HOSTS": (),
    "KHABARNAMA_ADMIN": {},
}
# Those of Pelican's own that shape the site.
PELICANS = ("SITEURL", "TIMEZONE", "PATH", "OUTPUT_PATH", "THEME")
_NO_PATH = "You need to specify a path containing the content"
_NO_CONTENT = ("PATH must be the folder of the articles, found no such folder", "make it: mkdir content")
_OURS = {*DEFAULTS, "KHABARNAMA_PREVIEW", "KHABARNAMA_GOOD_PART", "KHABARNAMA_BUILD"}
_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
_ADMIN = {
    "repo": re.compile(r"[\w-][\w.-]*/(?!\.{1,2}\Z)[\w.-]+", re.ASCII),
    "branch": re.compile(r"(?!.*\.\.)\w[\w./-]*", re.ASCII),
}
_LARGEST_PAGE = 1000  # stories
_TEXTS = ("name", "motto")  # of an edition
_LABELS = ("date", "weekday_date", "month", "time", "alphabet")  # of a language


def load(path: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return Pelican's settings of the file `path`, those of `given` in place of the file's.

    Raises KhabarnamaError that names every setting that is wrong, and the line where the file is no Python.
    """
    if not path.is_file():
        message, hint = "settings file must exist, found none", "run this in the project's folder"
        raise KhabarnamaError([Problem(str(path), 0, "error", message, hint)])
    try:
        settings: dict[str, Any] = read_settings(str(path), dict(given))
    except SyntaxError as error:
        raise KhabarnamaError(
            [Problem(str(path), error.lineno or 0, "error", f"must be Python: {error.msg}")]
        ) from error
    except (Exception, SystemExit) as error:  # the file is a program of the user's: whatever it raises is about it
        told = _NO_CONTENT if str(error).startswith(_NO_PATH) else (f"settings must be right, found: {error}",)
        raise KhabarnamaError([Problem(str(path), 0, "error", *told)]) from error
    problems = [Problem(str(path), 0, "error", *found) for found in _check({**DEFAULTS, **settings})]
    if problems:
        raise KhabarnamaError(problems)
    return {**DEFAULTS, **settings}


def _check(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in sorted(settings):
        if name.startswith("KHABARNAMA_") and name not in _OURS:
            guess = nearest(name, _OURS)
            yield f"setting must be a known one, found {name}", f"did you mean {guess}?" if guess else "delete it"
    for name, check in _CHECKS.items():
        yield from check(name, settings.get(name))
    yield from _check_colours("KHABARNAMA_COLOURS", settings["KHABARNAMA_COLOURS"], Path(settings["THEME"]))


def _check_zone(name: str, value: object) -> Iterator[tuple[str, str]]:
    try:
        ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError):
        yield f"{name} must be a time zone, found «{value}»", "such as Asia/Karachi"


def _check_url(name: str, value: object) -> Iterator[tuple[str, str]]:
    url = str(value)
    parts = urlsplit(url if is_web(url) else "")
    plain = parts.hostname and not (parts.query or parts.fragment or parts.username) and ".." not in url.split("/")
    if not plain or not url.isprintable() or any(character in url for character in "\"'<>\\"):
        yield f"{name} must be where the site is published, found «{value}»", "such as https://example.org/news"


def _check_plugins(name: str, value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list | tuple) or "khabarnama" not in value:
        yield f"{name} must be a list that names khabarnama, found «{value}»", 'such as ["khabarnama"]'


def check_folder(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the value of the setting `name`, which must be a folder's path, and how to mend it."""
    if not isinstance(value, str | Path) or not str(value):
        yield f"{name} must be the path of a folder, found «{value}»", 'such as "content"'


def _check_editions(name: str, value: object) -> Iterator[tuple[str, str]]:
    example = '{"ur": {"name": "…", "motto": "…"}, "en": …}'
    if not isinstance(value, dict) or not value:
        yield f"{name} must have an entry for each language, found «{value}»", f"such as {example}"
        return
    for lang, texts in value.items():
        if lang not in load_toml("editions.toml") or not _is_language(str(lang)):
            known = ", ".join(load_toml("editions.toml"))
            yield f"{name} must hold languages that data/editions.toml has ({known}), found «{lang}»", "add it there"
        elif missing := [key for key in _LABELS if not isinstance(load_toml("editions.toml")[lang].get(key), str)]:
            yield f"data/editions.toml: [{lang}] must have {', '.join(missing)}, found none", "see another language's"
        if not isinstance(texts, dict) or not all(_is_line(texts.get(key)) for key in _TEXTS):
            yield f"{name}: «{lang}» must have a name and a motto, found «{texts}»", f"such as {example}"
        elif unknown := [key for key in texts if key not in _TEXTS]:
            yield f"{name}: «{lang}» must have a name and a motto only, found «{unknown[0]}»", "delete it"


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_language(lang: str) -> bool:
    try:
        Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _check_colours(name: str, value: object, theme: Path) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with colours, and for each two that cannot be read on each other that they cannot."""
    try:
        known = read_colours((theme / "css" / SHEET).read_text(encoding="utf-8"))
    except OSError:
        known = {scheme: {} for scheme in SCHEMES}
    example = '{"light": {"accent": "#0b5741"}, "dark": {"accent": "#86d3b4"}}'
    if not isinstance(value, dict) or not all(isinstance(own, dict) for own in value.values()):
        yield f"{name} must have colours by scheme, found «{value}»", f"such as {example}"
        return
    wrong = [problem for scheme, own in value.items() for problem in _check_scheme(str(scheme), own, known)]
    yield from ((f"{name}: {message}", hint) for message, hint in wrong)
    if value and not wrong:
        yield from ((f"{name}: {faint}", "make one lighter or darker") for faint in find_faint(mix(known, value)))


def _check_scheme(
    scheme: str, own: Mapping[object, object], known: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    if scheme not in SCHEMES:
        yield f"scheme must be light or dark, found «{scheme}»", ""
        return
    for key, colour in own.items():
        if key not in known[scheme]:
            guess = nearest(str(key), known[scheme])
            hint = f"did you mean {guess}?" if guess else f"known are {', '.join(known[scheme])}"
            yield f"{scheme}: colour must be one that the theme has, found «{key}»", hint
        if not isinstance(colour, str) or not COLOUR.fullmatch(colour):
            yield f"{scheme}: {key} must be a colour such as #0b5741, found «{colour}»", ""


def _check_countries(name: str, value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list | tuple):
        yield f"{name} must be a list of countries, found «{value}»", 'such as ["PK", "US"]'
        return
    for code in map(str, value):
        if code not in load_countries().codes:
            found = load_countries().find(code)
            hint = f"write {found}" if found else "such as PK"
            yield f"{name} must hold codes of countries (ISO 3166-1), found «{code}»", hint


def _check_feeds(name: str, value: object) -> Iterator[tuple[str, str]]:
    if value not in ("full", "summary"):
        yield f"{name} must be full or summary, found «{value}»", 'such as "full"'


def _check_size(name: str, value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _LARGEST_PAGE:
        yield f"{name} must be a number from 1 to {_LARGEST_PAGE}, found «{value}»", "such as 20"


def _check_choice(name: str, value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, bool):
        yield f"{name} must be True or False, found «{value}»", ""


def _check_hosts(name: str, value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, tuple | list):
        yield f"{name} must be a list of hosts, found «{value}»", 'such as ("upload.wikimedia.org",)'
        return
    for host in value:
        if not isinstance(host, str) or not _HOST.fullmatch(host):
            yield f"{name} must hold names of hosts and nothing else, found «{host}»", "such as upload.wikimedia.org"


def _check_admin(name: str, value: object) -> Iterator[tuple[str, str]]:
    if value == {}:
        return
    given = value if isinstance(value, dict) else {}
    right = "repo" in given and given.keys() <= _ADMIN.keys()
    if not right or not all(isinstance(text, str) and _ADMIN[key].fullmatch(text) for key, text in given.items()):
        example = '{"repo": "owner/name", "branch": "main"}'
        yield f"{name} must name a repository on GitHub and its branch, found «{value}»", f"such as {example}, or {{}}"


_CHECKS: dict[str, Callable[[str, object], Iterator[tuple[str, str]]]] = {
    "TIMEZONE": _check_zone,
    "SITEURL": _check_url,
    "OUTPUT_PATH": check_folder,
    "PLUGINS": _check_plugins,
    "KHABARNAMA_EDITIONS": _check_editions,
    "KHABARNAMA_HOME": _check_countries,
    "KHABARNAMA_PAGE_SIZE": _check_size,
    "KHABARNAMA_FEEDS": _check_feeds,
    "KHABARNAMA_FUTURE": _check_choice,
    "KHABARNAMA_SHARE_PICTURES": _check_choice,
    "KHABARNAMA_PICTURE_HOSTS": _check_hosts,
    "KHABARNAMA_ADMIN": _check_admin,
}
