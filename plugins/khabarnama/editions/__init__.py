"""The site in one language: every listing, feed and page, from articles that are already read."""
