"""A picture's bytes to what can be published: upright, of a fit size, without a word about who took it and where."""

from __future__ import annotations

import struct
import warnings
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms, ImageOps, features

from khabarnama.building.fingerprint import PACKAGE, files_key, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LARGEST = 50_000_000  # pixels
TALLEST = 16_383  # pixels: what WebP can hold
WIDTHS = (360, 720, 1080)  # of the variants; the last is the widest that is published
_MUCH_WIDER = 1.1  # times: less makes no variant of its own
_READ = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")  # what Pillow may try: nothing that runs another program
_ENGINES = ("jpg", "libjpeg_turbo", "webp", "avif", "zlib", "zlib_ng", "littlecms2")
_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "GIF": {"optimize": True},
    "WEBP": {"quality": 80, "method": 4},
    "AVIF": {"quality": 65, "speed": 7},
}
_ORIENTATION, _LYING = 0x0112, range(5, 9)  # EXIF's tag, and those of its values that exchange width and height
_METADATA = ("exif", "xmp", "XML:com.adobe.xmp")
# What Pillow's readers raise where bytes are not what they begin like.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    RuntimeError,
    MemoryError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@contextmanager
def quiet() -> Iterator[None]:
    """Let Pillow say nothing of damaged metadata, which are not published; what is too large is still raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def open_picture(data: bytes) -> Image.Image:
    """Return the picture in `data`, its pixels not yet read. Raises one of BROKEN where it is none, or too large."""
    Image.init()  # so that it knows all of _READ
    with quiet():
        image = Image.open(BytesIO(data), formats=_READ)
    if image.width * image.height > LARGEST:
        message = f"at most {LARGEST // 1_000_000} million pixels are read, it has {image.width} × {image.height}"
        raise ValueError(message)
    return image


def is_moving(image: Image.Image) -> bool:
    """Tell whether a picture is an animation; a telephone's second picture within a JPEG (MPO) is none."""
    return image.format != "MPO" and bool(getattr(image, "is_animated", False))


def has_metadata(image: Image.Image) -> bool:
    """Tell whether a picture says more than it shows."""
    return any(name in image.info for name in _METADATA) or bool(image.getexif())


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height of a picture as it is seen, turned as its EXIF says."""
    lies = image.getexif().get(_ORIENTATION) in _LYING
    return (image.height, image.width) if lies else (image.width, image.height)


def widths(width: int) -> tuple[int, ...]:
    """Return the widths of the variants of a picture: never wider than itself."""
    smaller = tuple(size for size in WIDTHS if width >= size * _MUCH_WIDER)
    return smaller if smaller[-1:] == WIDTHS[-1:] else (*smaller, min(width, WIDTHS[-1]))


@lru_cache(maxsize=1)
def develop(data: bytes) -> Image.Image:
    """Return the picture in `data` upright, in sRGB, no wider than the widest variant, and without metadata.

    One is kept: its variants are made one after the other.
    """
    image = open_picture(data)
    profile = image.info.get("icc_profile")
    width, height = upright_size(image)
    if width > WIDTHS[-1]:
        image.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1] * max(width, height) // min(width, height)))
    image = ImageOps.exif_transpose(image)
    image = _plain(_in_srgb(image if image.mode == "CMYK" else _plain(image), profile))
    image = _shrink(image, min(width, WIDTHS[-1]))
    image.info = {}
    return image


def _plain(image: Image.Image) -> Image.Image:
    """Return `image` in one of the modes that every format can write: L, RGB or RGBA."""
    if image.mode.startswith("I"):  # 16 bits a pixel
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return `image` in the colours that every screen is told, from those of a telephone or a printer."""
    if not profile or image.mode == "L" or not features.check("littlecms2"):
        return image
    try:
        screen, mode = ImageCms.createProfile("sRGB"), "RGB" if image.mode == "CMYK" else image.mode
        return ImageCms.profileToProfile(image, BytesIO(profile), screen, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):  # a profile that is none, or one of other colours than the picture's
        return image


def _shrink(image: Image.Image, width: int) -> Image.Image:
    if image.width == width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def fallback(data: bytes, extension: str) -> bytes:
    """Return the picture in `data` in the format of its name's extension, for what cannot read WebP."""
    name = _FORMATS[extension]
    image = develop(data)
    if name == "JPEG" and image.mode == "RGBA":
        image = image.convert("RGB")
    elif name == "PNG" and open_picture(data).mode == "P" and image.mode == "RGB":
        image = image.quantize(dither=Image.Dither.NONE)  # what had few colours stays light
    return _encode(image, name)


def variant(data: bytes, width: int) -> bytes:
    """Return the picture in `data` as WebP of `width` pixels; what was drawn, without loss where that is lighter."""
    image = _shrink(develop(data), width)
    lossy = _encode(image, "WEBP")
    if open_picture(data).format not in {"PNG", "GIF"}:
        return lossy
    return min(lossy, _encode(image, "WEBP", lossless=True), key=len)


def _encode(image: Image.Image, name: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, name, **{**_OPTIONS[name], **options})
    return file.getvalue()


@lru_cache
def pictures_key() -> bytes:
    """Return the key of the code and the libraries that make variants."""
    versions = tuple(str(features.version(name)) for name in ("pil", *_ENGINES))
    return fingerprint(versions, files_key([PACKAGE / "pictures/photograph.py"], PACKAGE))
