"""Pages of the demo to look at: one of each kind, where it matters in both languages."""

STORY = "2024/12/08/assad-falls/"
URDU = (
    "", "404.html", "ur/", f"ur/{STORY}", f"ur/{STORY}both/", "ur/2024/12/08/", "ur/country/", "ur/country/ru/",
    "ur/archive/", "ur/about/",
)  # fmt: skip
ENGLISH = ("en/", f"en/{STORY}", f"en/{STORY}both/", "en/2024/12/11/", "en/country/", "en/country/ru/", "en/about/")
PAGES = (*URDU, *ENGLISH)
