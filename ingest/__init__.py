"""File -> Document: one module per family of formats."""
