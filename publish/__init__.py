"""SQLite -> people: the Datasette plugin, its templates and exports."""
