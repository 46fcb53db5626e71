"""Looking through what was cut, and deciding on it."""
