"""The knowledge: files -> evaluations -> SQLite -> typed queries. Knows nothing of questions or screens."""
