"""Who says so: attributions, chains, origins."""
