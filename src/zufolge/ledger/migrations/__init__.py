"""How a ledger gets from one version of its tables to the next; each step is frozen once released."""
