"""Measuring a pipeline against gold: what it removed, what it left, what it took by mistake. See docs/bench.md."""
