"""Records -> SQLite: schema, load, search and the ledger."""
