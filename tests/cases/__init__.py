"""Case documents: what a step is given and what it must make of it, as text that anybody can extend."""
