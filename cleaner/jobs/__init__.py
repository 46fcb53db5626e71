"""A cleaning job: which files go where, cleaning one file, counting, and workers."""
