"""What `python -m khabarnama` can do: one module a command."""
