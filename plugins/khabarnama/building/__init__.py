"""A whole build: what it knows, what it says, and the output that is whole or not there."""
