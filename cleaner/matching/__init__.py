"""Finding which rule hits which line: what a rule asks of one line, and one scan for all rules."""
