"""Reading patterns: what a line must show for a pattern to match on it at all."""
