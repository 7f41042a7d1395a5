"""Articles to the site: stories, listings, pages, feeds and maps, in every language."""
