"""How fast and how well papers are read, beside other programs."""
