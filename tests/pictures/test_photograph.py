"""Pictures beside articles: sized, turned upright, silent about their makers, refused by name where they are none."""

from __future__ import annotations

import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from khabarnama.pictures.measuring import Measured, measure
from khabarnama.pictures.photograph import fallback, variant, widths
from khabarnama.pictures.publishing import publish
from khabarnama.problems import KhabarnamaError, Problem
from tests.pictures.photographs import SECRET, animation, drawing, photograph

if TYPE_CHECKING:
    from pathlib import Path

METADATA = (SECRET, b"Exif", b"GPS", b"xmpmeta", b"ICC_PROFILE", b"iCCP", b"ICCP", b"tEXt")


def opened(data: bytes) -> Image.Image:
    """Return the picture in `data`, read to its end."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(
    ("width", "expected"),
    [(2400, (360, 720, 1080)), (1080, (360, 720, 1080)), (900, (360, 720, 900)), (380, (380,)), (90, (90,))],
)
def test_variants_are_never_wider_than_the_picture(width: int, expected: tuple[int, ...]) -> None:
    """What is smaller than a width is not blown up to it."""
    assert widths(width) == expected


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")])
def test_no_metadata_is_published(kind: str, extension: str) -> None:
    """Neither place nor maker nor comment nor profile is in what readers get."""
    data = photograph(kind=kind)

    published = [fallback(data, extension), variant(data, 360), variant(data, 1080)]

    for made in published:
        assert not any(word in made for word in METADATA)
        assert not opened(made).getexif()
    assert [opened(made).format for made in published] == [kind, "WEBP", "WEBP"]


# Where EXIF's orientations put what a camera has in its upper left corner (https://www.cipa.jp/std/documents/e/DC-X008.pdf).
CORNERS = {1: "↖", 2: "↗", 3: "↘", 4: "↙", 5: "↖", 6: "↗", 7: "↘", 8: "↙"}


@pytest.mark.parametrize("orientation", CORNERS)
def test_pictures_stand_upright(tmp_path: Path, orientation: int) -> None:
    """A telephone that was held sideways is turned as its EXIF says, and its size with it."""
    (tmp_path / "a.jpg").write_bytes(photograph((800, 600), orientation=orientation))

    measured = measure(str(tmp_path / "a.jpg"))

    assert isinstance(measured, Measured)
    image = opened(publish(measured)).convert("RGB")
    assert image.size == measured.size == ((600, 800) if orientation > 4 else (800, 600))
    x = 5 if CORNERS[orientation] in "↖↙" else image.width - 6
    y = 5 if CORNERS[orientation] in "↖↗" else image.height - 6
    red, green, _ = image.crop((x, y, x + 1, y + 1)).tobytes()
    assert red > 150
    assert green < 80


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_looks_as_before(mode: str) -> None:
    """What programs write is published with the same look."""
    data = drawing(mode=mode)

    published = [fallback(data, "png"), variant(data, 720)]

    before = _tones(drawing(mode="L") if mode == "I;16" else data)
    for made in published:
        assert all(abs(a - b) < 24 for a, b in zip(before, _tones(made), strict=True))


def _tones(data: bytes) -> bytes:
    """Return how light 54 parts of a picture are."""
    return opened(data).convert("L").resize((9, 6), Image.Resampling.BOX).tobytes()


def test_the_format_is_that_of_the_name() -> None:
    """A WebP that is called photo.jpg becomes what it is called."""
    assert opened(fallback(photograph(kind="WEBP"), "jpg")).format == "JPEG"


def test_a_wide_picture_is_published_no_wider_than_needed(tmp_path: Path) -> None:
    """A camera's picture of 24 megapixels is not what a telephone has to fetch."""
    (tmp_path / "a.jpg").write_bytes(photograph((3000, 2000)))

    measured = measure(str(tmp_path / "a.jpg"))

    assert isinstance(measured, Measured)
    assert measured.size == (1080, 720) == opened(publish(measured)).size
    assert [opened(publish(measured, width)).width for width in measured.widths] == [360, 720, 1080]


def test_an_animation_is_left_alone(tmp_path: Path) -> None:
    """Its bytes are published as they are, at its own size, in no other width."""
    (tmp_path / "a.gif").write_bytes(animation())

    measured = measure(str(tmp_path / "a.gif"))

    assert isinstance(measured, Measured)
    assert (measured.moving, measured.widths, measured.size) == (True, (), (200, 100))
    assert publish(measured) == animation()


def _plain(size: tuple[int, int], kind: str, **options: bytes) -> bytes:
    """Return a picture of one colour."""
    file = BytesIO()
    Image.new("RGB", size).save(file, kind, **options)
    return file.getvalue()


def _bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it has so many pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


BROKEN = {
    "empty.jpg": b"",
    "a text.jpg": "یہ تصویر نہیں".encode(),
    "a page.png": b"<!DOCTYPE html><script>alert(1)</script>",
    "a drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "PostScript.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "cut off.jpg": photograph()[:20_000],
    "cut off.png": photograph(kind="PNG")[:9000],
    "a bomb.png": _bomb(30_000, 30_000),
    "a large bomb.png": _bomb(2_000_000, 2_000_000),
    "large.png": _bomb(9000, 9000),
    "garbage.webp": b"RIFF\x10\0\0\0WEBPVP8 garbage",
    "garbage.avif": b"\0\0\0\x1cftypavif" + bytes(range(200)),
    "only its beginning.gif": b"GIF89a\xff\xff\xff\xff",
    "orientation.jpg": photograph().replace(b"Exif\0\0", b"Exif\0\1"),
    "a column.png": _plain((2, 20_000), "PNG"),
    "speaks.webp": animation("WEBP", exif=b"Exif\0\0" + Image.Exif().tobytes() + SECRET),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_a_problem_with_its_name(tmp_path: Path, name: str) -> None:
    """Whatever the bytes are: a problem that names the file, or a picture; never a traceback, never a long wait."""
    path = tmp_path / name
    path.write_bytes(BROKEN[name])

    found = measure(str(path))

    if name == "orientation.jpg":
        assert isinstance(found, Measured | Problem)
        return
    assert isinstance(found, Problem)
    assert (found.path, found.level) == (str(path), "error")
    assert found.message.startswith(("picture must", "animated picture must"))
    assert "0x" not in found.message


def test_a_picture_that_changes_meanwhile_is_not_published(tmp_path: Path) -> None:
    """What is published is what was looked at."""
    (tmp_path / "a.jpg").write_bytes(photograph())
    measured = measure(str(tmp_path / "a.jpg"))
    (tmp_path / "a.jpg").write_bytes(photograph((300, 200)))

    with pytest.raises(KhabarnamaError, match="must not change during a build"):
        publish(measured)  # type: ignore[arg-type]


def test_damaged_metadata_are_no_damage(tmp_path: Path) -> None:
    """Nobody sees them: the picture is published without them, and nothing is said."""
    path = tmp_path / "x.jpg"
    path.write_bytes(_plain((64, 48), "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = measure(str(path))
        assert isinstance(found, Measured), found
        published = publish(found)

    assert b"Exif" not in published
