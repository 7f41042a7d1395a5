"""The fonts of the theme, cut to the letters that Urdu text can hold: see README.md beside this file."""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "static" / "fonts"
FONTS = {
    "nastaliq-400": "expo-google-fonts-noto-nastaliq-urdu/400Regular/NotoNastaliqUrdu_400Regular.ttf",
    "nastaliq-700": "expo-google-fonts-noto-nastaliq-urdu/700Bold/NotoNastaliqUrdu_700Bold.ttf",
    "naskh-400": "expo-google-fonts-noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf",
}


def read_repertoire() -> list[int]:
    """Return the code points of repertoire.txt: `U+0621-U+063A  what they are`, a range or a point a line."""
    points: list[int] = []
    for line in (HERE / "repertoire.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("U+"):
            first, _, last = line.split()[0].replace("U+", "").partition("-")
            points += range(int(first, 16), int(last or first, 16) + 1)
    return points


def cut(source: Path, target: Path, points: list[int]) -> None:
    """Write the font `source` with the glyphs of `points` and all that their shaping needs."""
    options = subset.Options(layout_features=["*"], hinting=False, flavor="woff2", notdef_outline=True)
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def main(sources: Path) -> None:
    """Cut all fonts; `sources` holds the unpacked packages."""
    points = read_repertoire()
    for name, path in FONTS.items():
        target = OUTPUT / f"{name}.woff2"
        cut(sources / path, target, points)
        sys.stdout.write(f"{target.name}  {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
