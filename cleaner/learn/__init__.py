"""Learning the boilerplate of a source: what stands in many of its documents, about whatever they are.

Two passes over the documents. The first counts every line, template, opening and ending of each source in a sketch of
fixed size and takes a signature of each document (`survey`); between them, documents that tell the same story count as
one (`stories`). The second gathers the evidence on what the sketch says is frequent (`evidence`). Partial results of
either pass merge into the same whole, in any order. `judge` says what the evidence amounts to, and `pack` writes it as
an ordinary pack of draft rules.
"""
