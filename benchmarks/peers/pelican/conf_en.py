"""The run in English."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from base import settings  # after the path

globals().update(settings("en"))
