"""Pictures as cameras and programs write them, made for tests."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms, ImageDraw
from PIL.TiffImagePlugin import IFDRational

SECRET = b"SECRET-7F3A"  # what stands in all metadata, and must stand in nothing that is published
_GPS, _ORIENTATION, _ARTIST = 0x8825, 0x0112, 0x013B


def scene(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """Return a picture with something in it; its upper left corner is red, all else is not."""
    width, height = size
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    pen = ImageDraw.Draw(image)
    pen.ellipse((width // 4, height // 4, width // 2, height // 2), (20, 90, 160))
    pen.rectangle((0, 0, width // 5, height // 5), (220, 10, 10))
    return image.convert(mode)


def photograph(size: tuple[int, int] = (1600, 1200), *, orientation: int = 1, kind: str = "JPEG") -> bytes:
    """Return a picture that says who took it, where and with what."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_ARTIST] = SECRET.decode()
    exif[_GPS] = {1: "N", 2: (IFDRational(33), IFDRational(41), IFDRational(0)), 29: SECRET.decode()}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = {"exif": exif.tobytes(), "xmp": b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>", "icc_profile": profile}
    comment = {"comment": SECRET} if kind == "JPEG" else {}
    file = BytesIO()
    scene(size).save(file, kind, **told, **comment)
    assert SECRET in file.getvalue()
    return file.getvalue()


def animation(kind: str = "GIF", **told: bytes) -> bytes:
    """Return three frames."""
    frames = [scene((200 + n, 100)).resize((200, 100)) for n in (0, 40, 80)]
    file = BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100, **told)
    return file.getvalue()


def drawing(size: tuple[int, int] = (900, 600), mode: str = "P") -> bytes:
    """Return a PNG in one of the modes that programs write."""
    file = BytesIO()
    image = scene(size, "L").convert("I").point(lambda value: value * 257) if mode == "I;16" else scene(size)
    image.convert(mode).save(file, "PNG")
    return file.getvalue()
