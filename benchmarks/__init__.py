"""How long things take, beside others that do the same: never part of the tests."""
