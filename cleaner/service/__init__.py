"""Cleaning over HTTP, and the playground."""
