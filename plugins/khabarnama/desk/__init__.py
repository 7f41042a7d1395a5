"""The editor's desk: articles are begun, pasted, checked and mended here, before a build reads them."""
