/* The content words of a line, in C: what `cohesion.content` does in Python where this module could not be built.

   Tests hold the two together. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define LEAST 3          /* characters of a word, */
#define LEAST_DIGITS 2   /* digits of a number */

/* Is it a character of a script without spaces? See `shapes.SPACELESS`. */
static int spaceless(Py_UCS4 c)
{
    return c >= 0xE01 && (c <= 0xEFF || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3041 && c <= 0x30FF) ||
                          (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
                          (c >= 0x20000 && c <= 0x3FFFF));
}

static int letter_or_digit(Py_UCS4 c)
{
    if (c < 128)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    return Py_UNICODE_ISALNUM(c);
}

static int is_digit(Py_UCS4 c)
{
    return c < 128 ? c >= '0' && c <= '9' : Py_UNICODE_ISDECIMAL(c);
}

/* Adds the stem of the word from `start` to `end`, unless it is a stopword. */
static int add(PyObject *stems, PyObject *text, Py_ssize_t start, Py_ssize_t end, PyObject *stopwords, Py_ssize_t longest,
               Py_ssize_t size)
{
    int known = 0;
    PyObject *word = NULL;
    if (end - start <= longest) {
        word = PyUnicode_Substring(text, start, end);
        known = word ? PySet_Contains(stopwords, word) : -1;
    }
    if (known == 0 && (!word || end - start > size))
        Py_XSETREF(word, PyUnicode_Substring(text, start, end - start > size ? start + size : end));
    int failed = known < 0 || (!known && (!word || PySet_Add(stems, word) < 0));
    Py_XDECREF(word);
    return failed ? -1 : 0;
}

PyDoc_STRVAR(stems_doc, "stems(text, stopwords, longest, size)\n--\n\n"
    "The first `size` characters of each word of `text` that is not in `stopwords`, none of which is over `longest`.\n\n"
    "None if the text has characters of a script without spaces.");

static PyObject *stems(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text, *stopwords;
    Py_ssize_t longest, size;
    if (!PyArg_ParseTuple(args, "UO!nn", &text, &PyFrozenSet_Type, &stopwords, &longest, &size))
        return NULL;
    PyObject *found = PySet_New(NULL);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0;
    while (found && at < length) {
        Py_UCS4 c = PyUnicode_READ(kind, data, at);
        if (spaceless(c)) {
            Py_DECREF(found);
            Py_RETURN_NONE;
        }
        Py_ssize_t start = at++;
        if (!letter_or_digit(c))
            continue;
        int number = is_digit(c);
        while (at < length && !spaceless(c = PyUnicode_READ(kind, data, at)) &&
               (number ? is_digit(c) : letter_or_digit(c)))
            at++;
        if (at - start >= (number ? LEAST_DIGITS : LEAST) && add(found, text, start, at, stopwords, longest, size) < 0)
            Py_CLEAR(found);
    }
    return found;
}

static PyMethodDef methods[] = {{"stems", stems, METH_VARARGS, stems_doc}, {0}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "cleaner.evidence._stems", "Content words.", 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__stems(void) { return PyModuleDef_Init(&module); }
