"""The cleaner as a step of engines that others wrote: one thin module each, which alone imports its engine."""
