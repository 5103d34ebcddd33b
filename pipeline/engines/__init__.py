"""How tasks are carried out: one contract, a table of entries."""
