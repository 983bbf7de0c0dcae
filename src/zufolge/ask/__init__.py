"""Questions to the ledger, one file each. They read; they never write."""
