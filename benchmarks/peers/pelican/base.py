"""Settings that the two runs (one a language) share: stock Pelican, no plugin."""

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = {
    "PATH": "content",
    "OUTPUT_PATH": "output",
    "THEME": str(HERE / "theme"),
    "THEME_STATIC_DIR": "theme",
    "SITEURL": "https://news.example",
    "FEED_DOMAIN": "https://news.example",
    "TIMEZONE": "UTC",
    "DEFAULT_DATE_FORMAT": "%Y-%m-%d",
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "PLUGINS": [],
    "USE_FOLDER_AS_CATEGORY": False,
    "CATEGORY_SAVE_AS": "",
    "AUTHOR_SAVE_AS": "",
    "DIRECT_TEMPLATES": ["index", "tags", "sitemap"],
    "TEMPLATE_EXTENSIONS": [".html", ".xml"],
    "PAGINATED_TEMPLATES": {"index": 20, "tag": 20},
    "PAGINATION_PATTERNS": [
        (1, "{url}", "{save_as}"),
        (2, "{base_name}/page/{number}.html", "{base_name}/page/{number}.html"),
    ],
    "FEED_MAX_ITEMS": 50,
    "RSS_FEED_SUMMARY_ONLY": True,
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "DELETE_OUTPUT_DIRECTORY": False,
}


def settings(lang):
    """Return the settings of the run in `lang`."""

    def load(name):
        return json.loads((HERE / name).read_text())

    return {
        **SHARED,
        "SITENAME": "روزنامہ" if lang == "ur" else "The Digest",
        "SITESUBTITLE": "خبروں کا خلاصہ" if lang == "ur" else "The news in short",
        "DEFAULT_LANG": lang,
        "OTHER": "en" if lang == "ur" else "ur",
        "L": load("labels.json")[lang],
        "NAMES": load("countries.json"),
        "ARTICLE_PATHS": [lang],
        "ARTICLE_URL": lang + "/{slug}.html",
        "ARTICLE_SAVE_AS": lang + "/{slug}.html",
        "TAG_URL": lang + "/tags/{slug}.html",
        "TAG_SAVE_AS": lang + "/tags/{slug}.html",
        "INDEX_SAVE_AS": lang + "/index.html",
        "INDEX_URL": lang + "/index.html",
        "TAGS_SAVE_AS": lang + "/tags.html",
        "SITEMAP_SAVE_AS": lang + "/sitemap.xml",
        "FEED_RSS": lang + "/feed.xml",
        "CACHE_PATH": "cache/" + lang,
    }
