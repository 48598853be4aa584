"""How fast papers are read, beside another program."""
