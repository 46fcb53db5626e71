/* Automata that tell of a text whether a pattern may match on it. See _automaton.c. */

#ifndef CLEANER_AUTOMATON_H
#define CLEANER_AUTOMATON_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

typedef struct Kinds Kinds;         /* classes of characters, which automata share */
typedef struct Automaton Automaton;

/* `members(source, page)` gives 32 bytes: a bit for each of 256 characters from `256 * page` on, set if the class that
   `source` writes has it. NULL with an exception. */
Kinds *kinds_make(PyObject *members);
void kinds_free(Kinds *kinds);
PyObject *kinds_members(Kinds *kinds); /* borrowed, for the collector of garbage */

/* The automaton of a pattern; of one that it can't read it says that it may match on anything. NULL with an exception. */
Automaton *automaton_make(Kinds *kinds, PyObject *source);
void automaton_free(Automaton *automaton);
int automaton_is_known(const Automaton *automaton);

/* 0 if the pattern can't match anywhere on the text, else 1; -1 with an exception. */
int automaton_lets(Automaton *automaton, const Py_UCS4 *text, uint32_t length);

#endif
