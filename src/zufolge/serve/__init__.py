"""The web reader and the HTTP API: the ledger to look at and to work on. Asks only through `zufolge.api`."""
