"""The commands of `papers`, one module each."""
