"""Which countries an article is about, and which it only names."""
