"""The site's settings. Whatever is not here is Pelican's default, or ours (plugins/khabarnama/__init__.py)."""

import os

# Where the site is published, without a slash at the end; its path ("/repo") is what every link begins with.
SITEURL = os.environ.get("SITEURL", "http://127.0.0.1:8000").rstrip("/")

# One entry a language, the default first: what the masthead and the feeds say.
KHABARNAMA_EDITIONS = {
    "ur": {"name": "خبرنامہ", "motto": "دنیا بھر کی اہم خبریں، اردو اور انگریزی میں"},
    "en": {"name": "Khabarnama", "motto": "World news in brief, in Urdu and English"},
}
KHABARNAMA_PAGE_SIZE = 20  # stories on a page of a listing
KHABARNAMA_SHARE_PICTURES = True  # a picture of each headline, for WhatsApp, Facebook, X and Telegram

SITENAME = "Khabarnama"
DEFAULT_LANG = "ur"
TIMEZONE = "Asia/Karachi"

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["khabarnama"]
