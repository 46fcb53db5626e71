"""What can be told about a line beyond its marker words: its shape, its place, and what it shares with the story."""
