"""HTML, stylesheets and fonts by tools that need no browser: Nu, stylelint, HarfBuzz."""

from __future__ import annotations

import json
import re
from io import BytesIO
from itertools import chain
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from tests.audit.finding import Finding, count
from tests.audit.tools import MODULES, run
from tests.conftest import PROJECT
from theme.fonts.subset import FONTS

JAR = MODULES / "vnu-jar/build/dist/vnu.jar"
SOURCES = MODULES / "@expo-google-fonts"
# Nu reads files, which are of no origin, so that 'self' allows nothing; and JSON-LD, which is never run, is no script.
NOT_SO = "Content Security Policy"
WORD = re.compile(r"[؀-ۿ\u200c]+(?: [؀-ۿ\u200c]+)?")


def validate(site: Path) -> list[Finding]:
    """Access 27: return the errors and warnings of the Nu validator in all HTML and CSS of the site."""
    findings = []
    for suffix, kind in (("html", "--html"), ("css", "--css")):
        files = [str(path) for path in sorted(site.rglob(f"*.{suffix}"))]
        report = run("java", "-jar", str(JAR), kind, "--format", "json", "--stdout", "--exit-zero-always", *files)
        errors = [
            f"{message['url'].removeprefix(f'file:{site}')}:{message.get('lastLine')}: {message['message']}"
            for message in json.loads(report)["messages"]
            if NOT_SO not in message["message"]
        ]
        findings.append(count("Nu", f"{len(files)} files of {suffix.upper()}", errors))
    return findings


def lint() -> Finding:
    """Return what stylelint finds in the theme's stylesheets, physical properties above all."""
    styles = sorted(str(path) for path in (PROJECT / "theme/css").glob("*.css"))
    report = run(str(MODULES / ".bin/stylelint"), "--config", "package.json", "--formatter", "json", *styles)
    errors = [
        f"{Path(file['source']).name}:{warning.get('line')}: {warning['text']}"
        for file in json.loads(report)
        for warning in file["warnings"] + file["parseErrors"]
    ]
    return count("stylelint", f"{len(styles)} stylesheets", errors)


def shape(site: Path) -> list[Finding]:
    """Return whether each published font shapes every pair of words of the site as the whole font does."""
    pages = chain(site.glob("index.html"), site.glob("ur/**/index.html"))
    words = sorted({found[0] for page in pages for found in WORD.finditer(page.read_text(encoding="utf-8"))})
    findings = []
    for name, path in FONTS.items():
        whole = _font((SOURCES / path.removeprefix("expo-google-fonts-")).read_bytes())
        (file,) = site.glob(f"theme/fonts/{name}.*.woff2")
        cut = _font(_unpack(file))
        errors = [word for word in words if _outline(whole, word) != _outline(cut, word)]
        findings.append(count("HarfBuzz", f"{name}: {len(words):,} words, pairs of words", errors))
    return findings


def _unpack(path: Path) -> bytes:
    """Return a woff2 font as plain OpenType, which HarfBuzz reads."""
    font, plain = TTFont(path), BytesIO()
    font.flavor = None
    font.save(plain)
    return plain.getvalue()


def _font(data: bytes) -> hb.Font:
    return hb.Font(hb.Face(data))


def _outline(font: hb.Font, text: str) -> list[tuple[int, ...]]:
    """Return where each glyph of `text` stands and how large it is; the numbers of glyphs differ between fonts."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    shown = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        extents = font.get_glyph_extents(info.codepoint)
        box = (extents.x_bearing, extents.y_bearing, extents.width, extents.height) if extents else ()
        shown.append((info.cluster, place.x_advance, place.y_advance, place.x_offset, place.y_offset, *box))
    return shown
