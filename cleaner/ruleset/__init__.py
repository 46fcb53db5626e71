"""Rules as data: their schema, reading them from YAML with every error located, finding the packs."""
