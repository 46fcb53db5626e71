/* The lines of a text, in C: what `split.py` does in Python where this module could not be built, or where paragraphs
   may be wrapped. Tests hold the two together. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

#define BROKEN_MIN 30    /* see lines.py, */
#define SENTENCE 4       /* and shapes.py: words of a sentence at least, */
#define SURE 20          /* characters of a line on which a full stop ends more than an abbreviation, */
#define LONG 12          /* words from which on more is asked of a line without an end, */
#define LONGER 30        /* and from which on nothing is */
#define SPACELESS 0xE01  /* the first character of a script without spaces between words */

typedef struct {
    int kind;
    const void *data;
} Text;

static Text text_of(PyObject *string)
{
    return (Text){PyUnicode_KIND(string), PyUnicode_DATA(string)};
}

static Py_UCS4 at(Text text, Py_ssize_t offset)
{
    return PyUnicode_READ(text.kind, text.data, offset);
}

/* May a character end a sentence, or stand behind the end of one? */
static int may_end(Py_UCS4 character)
{
    if (character < 128)
        return strchr(".'\")]}*", (int)character) != NULL;
    switch (character) {
    case 0x3002: case 0xFF0E: case 0x2026: case 0x6D4: case 0x964: case 0x203A: case 0x300D: case 0x300F: case 0x3011:
    case 0xFF09: case 0x201D: case 0x2019: case 0xBB:
        return 1;
    }
    return 0;
}

/* Does a line, from its first to its last sign, read as prose (`shapes.is_prose`)? None where it takes more than a glance
   to tell. A borrowed reference. */
static PyObject *is_prose(Text text, Py_ssize_t first, Py_ssize_t stop)
{
    Py_ssize_t words = 0;
    int in_word = 0, spaceless = 0;
    for (Py_ssize_t k = first; k < stop; k++) {
        Py_UCS4 character = at(text, k);
        int space = Py_UNICODE_ISSPACE(character);
        words += !space && !in_word;
        in_word = !space;
        spaceless |= character >= SPACELESS;
        if (words >= LONGER)
            return Py_True;
    }
    if (words < SENTENCE)
        return spaceless ? Py_None : Py_False;
    Py_UCS4 last = at(text, stop - 1);
    if (last == '.' && stop - first >= SURE) {
        Py_ssize_t k = stop - 2;
        while (k > stop - 7 && Py_UNICODE_ISALPHA(at(text, k)))
            k--;
        if (k == stop - 7)
            return Py_True;
    }
    return spaceless || words >= LONG || may_end(last) ? Py_None : Py_False;
}

/* Puts the line at `index`, which stands from `begin` to `end`, into the five lists; -1 with an exception. */
static int put(PyObject *plain, PyObject *folded, Py_ssize_t index, Py_ssize_t begin, Py_ssize_t end, PyObject *lists[5])
{
    Text text = text_of(folded);
    Py_ssize_t first = begin, stop = end;
    while (first < stop && Py_UNICODE_ISSPACE(at(text, first)))
        first++;
    while (stop > first && Py_UNICODE_ISSPACE(at(text, stop - 1)))
        stop--;
    PyObject *from = PyLong_FromSsize_t(begin), *to = PyLong_FromSsize_t(end);
    PyObject *made[5] = {
        from && to ? PyTuple_Pack(2, from, to) : NULL,
        first < stop && first > begin ? PyLong_FromSsize_t(first) : Py_XNewRef(from),
        PyUnicode_Substring(folded, first, stop), PyUnicode_Substring(plain, first, stop),
        Py_NewRef(is_prose(text, first, stop))};
    Py_XDECREF(from);
    Py_XDECREF(to);
    int failed = 0;
    for (int k = 0; k < 5; k++) {
        failed |= !made[k];
        PyList_SET_ITEM(lists[k], index, made[k]); /* a list may have nothing there until it goes */
    }
    return failed ? -1 : 0;
}

/* Where the line that begins at `begin` ends. */
static Py_ssize_t end_of(PyObject *text, Py_ssize_t begin, Py_ssize_t length)
{
    Py_ssize_t found = PyUnicode_FindChar(text, '\n', begin, length, 1);
    return found < 0 ? length : found;
}

/* How many lines there are; -1 if paragraphs may be wrapped. */
static Py_ssize_t count_lines(PyObject *plain, Py_ssize_t length)
{
    Py_ssize_t count = 0, above = 0;
    for (Py_ssize_t begin = 0, end; begin <= length; begin = end + 1, count++) {
        end = end_of(plain, begin, length);
        if (above >= BROKEN_MIN && end > begin && Py_UNICODE_ISLOWER(PyUnicode_READ_CHAR(plain, begin)))
            return -1;
        above = end - begin;
    }
    return count;
}

PyDoc_STRVAR(split_doc, "split(plain, folded)\n--\n\n"
    "(bounds, starts, folded, cased, prose) by line, as `split.Rows` has them; None if paragraphs may be wrapped.");

static PyObject *split(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *plain, *folded;
    if (!PyArg_ParseTuple(args, "UU", &plain, &folded))
        return NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(folded), count;
    if (PyUnicode_GET_LENGTH(plain) != length) {
        PyErr_SetString(PyExc_ValueError, "the texts are not of one length");
        return NULL;
    }
    if ((count = count_lines(plain, length)) < 0)
        Py_RETURN_NONE;
    PyObject *lists[5], *made = NULL;
    int failed = 0;
    for (int k = 0; k < 5; k++)
        failed |= !(lists[k] = PyList_New(count));
    for (Py_ssize_t index = 0, begin = 0; !failed && index < count; index++) {
        Py_ssize_t end = end_of(plain, begin, length);
        failed = put(plain, folded, index, begin, end, lists) < 0;
        begin = end + 1;
    }
    if (!failed)
        made = PyTuple_Pack(5, lists[0], lists[1], lists[2], lists[3], lists[4]);
    for (int k = 0; k < 5; k++)
        Py_XDECREF(lists[k]);
    return made;
}

static PyMethodDef module_methods[] = {{"split", split, METH_VARARGS, split_doc}, {0}};

static PyModuleDef_Slot module_slots[] = {{0, NULL}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "cleaner._split", "Lines.", 0, module_methods, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__split(void) { return PyModuleDef_Init(&module); }
