"""The press: prints the sample papers in every format from their manuscripts, the same bytes each time."""
