"""The commands `clean` and `cleaner`: a parser, and one thin module a verb."""
