"""The kinds of filter, one a file."""
