"""Pictures: those that links are shared with, drawn here, and those that lie beside articles, made fit for the web."""
