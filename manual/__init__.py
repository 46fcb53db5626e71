"""What the manual makes when it is built: pages from the packs, from the models and from the README."""
