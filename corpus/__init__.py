"""The vocabulary of a convention, as YAML that tests itself, and the sample papers that ship."""
