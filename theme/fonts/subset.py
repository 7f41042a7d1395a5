"""The fonts of the theme and of its share pictures, cut to the letters that text can hold: see README.md."""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "static" / "fonts"
COVERAGE = HERE / "coverage.toml"
FONTS = {
    "nastaliq-400": "expo-google-fonts-noto-nastaliq-urdu/400Regular/NotoNastaliqUrdu_400Regular.ttf",
    "nastaliq-700": "expo-google-fonts-noto-nastaliq-urdu/700Bold/NotoNastaliqUrdu_700Bold.ttf",
    "naskh-400": "expo-google-fonts-noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf",
}
# For share pictures only: no reader fetches them, so they lie here and not in static/.
PICTURE_FONTS = {
    "latin-500": "expo-google-fonts-newsreader/500Medium/Newsreader_500Medium.ttf",
    "latin-700": "expo-google-fonts-newsreader/700Bold/Newsreader_700Bold.ttf",
}


def read_repertoire(name: str = "repertoire.txt") -> list[int]:
    """Return the code points of a repertoire: `U+0621-U+063A  what they are`, a range or a point a line."""
    points: list[int] = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
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


def covered(font: Path) -> str:
    """Return the code points that `font` has a glyph for, as ranges: `20-40 5B`."""
    ranges: list[list[int]] = []
    for point in sorted(TTFont(font).getBestCmap()):
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return " ".join(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in ranges)


def main(sources: Path) -> None:
    """Cut all fonts, and write what each covers; `sources` holds the unpacked packages."""
    lines = ["# What the fonts of share pictures have a glyph for. Made by subset.py: change nothing here."]
    for fonts, folder, repertoire in ((FONTS, OUTPUT, "repertoire.txt"), (PICTURE_FONTS, HERE, "latin.txt")):
        points = read_repertoire(repertoire)
        for name, path in fonts.items():
            target = folder / f"{name}.woff2"
            cut(sources / path, target, points)
            lines.append(f'"{name}" = "{covered(target)}"')
            sys.stdout.write(f"{target.name}  {target.stat().st_size:,} bytes\n")
    COVERAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
