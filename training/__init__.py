"""How the weights are made; nothing here runs in the product."""
