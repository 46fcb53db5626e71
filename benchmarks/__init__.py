"""What this project measures: speed (`python -m benchmarks`), and quality beside others (`pages`, `peers_quality`)."""
