/* Counting letters by script and function words by language, in C: what `counter.py` does in Python where this module
   could not be built. Tests hold the two together. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define MOST 32          /* languages, */
#define SCRIPTS 16       /* and scripts; */
#define PLANE 0x10000    /* all of whose letters stand in the basic plane */

typedef struct {
    Py_UCS4 *text;
    Py_ssize_t length;
    uint32_t languages;  /* a bit for each that has the word */
} Word;

typedef struct {
    PyObject_HEAD
    uint8_t *script;     /* by character: 1 + its script, 0 if it is in none */
    Word *words;         /* a hash table, without a text where it is free */
    uint64_t mask;
    Py_ssize_t longest, n_languages, n_scripts;
} Counter;

static uint64_t mixed(uint64_t hash, Py_UCS4 c)
{
    return (hash ^ c) * 0x100000001B3u; /* FNV-1a, of characters */
}

static uint64_t hash_of(int kind, const void *data, Py_ssize_t start, Py_ssize_t end)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (Py_ssize_t at = start; at < end; at++)
        hash = mixed(hash, PyUnicode_READ(kind, data, at));
    return hash ^ hash >> 29;
}

static int same(const Word *word, int kind, const void *data, Py_ssize_t start, Py_ssize_t end)
{
    if (word->length != end - start)
        return 0;
    for (Py_ssize_t at = start; at < end; at++)
        if (word->text[at - start] != PyUnicode_READ(kind, data, at))
            return 0;
    return 1;
}

/* Where the word is in the table, or may go. */
static Word *place_of(const Counter *self, int kind, const void *data, Py_ssize_t start, Py_ssize_t end)
{
    uint64_t slot = hash_of(kind, data, start, end) & self->mask;
    while (self->words[slot].text && !same(&self->words[slot], kind, data, start, end))
        slot = (slot + 1) & self->mask;
    return &self->words[slot];
}

/* Adds the words of a text, parted by blanks, to `counts`, by language; gives how many there are. */
static Py_ssize_t count(const Counter *self, PyObject *text, Py_ssize_t *counts)
{
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), total = 0;
    for (Py_ssize_t at = 0; at < length;) {
        Py_ssize_t start = at;
        while (at < length && !Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, at)))
            at++;
        if (at > start) {
            total++;
            uint32_t languages = at - start <= self->longest ? place_of(self, kind, data, start, at)->languages : 0;
            for (Py_ssize_t k = 0; languages >> k; k++)
                counts[k] += languages >> k & 1;
        }
        at++;
    }
    return total;
}

static PyObject *list_of(const Py_ssize_t *counts, Py_ssize_t length)
{
    PyObject *list = PyList_New(length);
    for (Py_ssize_t k = 0; list && k < length; k++) {
        PyObject *number = PyLong_FromSsize_t(counts[k]);
        if (!number)
            Py_CLEAR(list);
        else
            PyList_SET_ITEM(list, k, number);
    }
    return list;
}

PyDoc_STRVAR(words_doc, "words(lines)\n--\n\n"
    "How many words of `lines` each language has among its function words, and how many words there are.");

static PyObject *Counter_words(Counter *self, PyObject *lines)
{
    Py_ssize_t counts[MOST] = {0}, total = 0;
    if (!PyList_Check(lines)) {
        PyErr_SetString(PyExc_TypeError, "lines are a list");
        return NULL;
    }
    for (Py_ssize_t k = 0; k < PyList_GET_SIZE(lines); k++) {
        PyObject *line = PyList_GET_ITEM(lines, k);
        if (!PyUnicode_Check(line)) {
            PyErr_SetString(PyExc_TypeError, "lines are strings");
            return NULL;
        }
        total += count(self, line, counts);
    }
    PyObject *list = list_of(counts, self->n_languages);
    return list ? Py_BuildValue("Nn", list, total) : NULL;
}

PyDoc_STRVAR(foreign_doc, "foreign(lines, language, most)\n--\n\n"
    "The indexes of those lines, not blank, of whose words not more than the share `most` are function words of the\n"
    "language.");

static PyObject *Counter_foreign(Counter *self, PyObject *args)
{
    PyObject *lines, *found;
    Py_ssize_t language;
    double most;
    if (!PyArg_ParseTuple(args, "O!nd", &PyList_Type, &lines, &language, &most) || !(found = PyList_New(0)))
        return NULL;
    for (Py_ssize_t k = 0; found && k < PyList_GET_SIZE(lines); k++) {
        Py_ssize_t counts[MOST] = {0};
        PyObject *line = PyList_GET_ITEM(lines, k), *index;
        if (!PyUnicode_Check(line) || language < 0 || language >= self->n_languages) {
            PyErr_SetString(PyExc_TypeError, "lines are strings, languages are numbers");
            Py_CLEAR(found);
            break;
        }
        Py_ssize_t total = count(self, line, counts);
        if (!total || (double)counts[language] > most * (double)total)
            continue;
        if (!(index = PyLong_FromSsize_t(k)) || PyList_Append(found, index) < 0)
            Py_CLEAR(found);
        Py_XDECREF(index);
    }
    return found;
}

PyDoc_STRVAR(letters_doc, "letters(text, step)\n--\n\n"
    "How many of every `step`-th character of `text` are in each script, and last how many of them are no blank.");

static PyObject *Counter_letters(Counter *self, PyObject *args)
{
    PyObject *text;
    Py_ssize_t step, by_script[SCRIPTS + 2] = {0}, signs = 0;
    if (!PyArg_ParseTuple(args, "Un", &text, &step))
        return NULL;
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(text); at += step > 0 ? step : 1) {
        Py_UCS4 c = PyUnicode_READ(kind, data, at);
        signs += c != ' ';
        by_script[c < PLANE ? self->script[c] : 0]++;
    }
    by_script[self->n_scripts + 1] = signs;
    return list_of(by_script + 1, self->n_scripts + 1);
}

/* --- making a counter --------------------------------------------------------------------------------------------- */

static int read_scripts(Counter *self, PyObject *scripts)
{
    if (!(self->script = PyMem_Calloc(PLANE, 1)))
        return -1;
    self->n_scripts = PyTuple_GET_SIZE(scripts);
    for (Py_ssize_t k = 0; k < self->n_scripts; k++) {
        PyObject *ranges = PyTuple_GET_ITEM(scripts, k);
        if (k >= SCRIPTS || !PyUnicode_Check(ranges))
            return -1;
        for (Py_ssize_t i = 0; i + 2 < PyUnicode_GET_LENGTH(ranges); i += 3)
            for (Py_UCS4 c = PyUnicode_READ_CHAR(ranges, i); c <= PyUnicode_READ_CHAR(ranges, i + 2); c++) {
                if (c >= PLANE)
                    return -1;
                self->script[c] = (uint8_t)(k + 1);
            }
    }
    return 0;
}

static int add_word(Counter *self, PyObject *text, Py_ssize_t language)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    Word *word = place_of(self, PyUnicode_KIND(text), PyUnicode_DATA(text), 0, length);
    if (!word->text && !(word->text = PyUnicode_AsUCS4Copy(text)))
        return -1;
    word->length = length;
    word->languages |= 1u << language;
    if (length > self->longest)
        self->longest = length;
    return 0;
}

static int read_words(Counter *self, PyObject *languages)
{
    Py_ssize_t total = 0;
    self->n_languages = PyTuple_GET_SIZE(languages);
    for (Py_ssize_t k = 0; k < self->n_languages; k++) {
        if (k >= MOST || !PyTuple_Check(PyTuple_GET_ITEM(languages, k)))
            return -1;
        total += PyTuple_GET_SIZE(PyTuple_GET_ITEM(languages, k));
    }
    for (self->mask = 63; self->mask < (uint64_t)total * 3;)
        self->mask = self->mask * 2 + 1;
    if (!(self->words = PyMem_Calloc(self->mask + 1, sizeof *self->words)))
        return -1;
    for (Py_ssize_t k = 0; k < self->n_languages; k++)
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(PyTuple_GET_ITEM(languages, k)); i++) {
            PyObject *text = PyTuple_GET_ITEM(PyTuple_GET_ITEM(languages, k), i);
            if (!PyUnicode_Check(text) || add_word(self, text, k) < 0)
                return -1;
        }
    return 0;
}

PyDoc_STRVAR(Counter_doc, "Counter(scripts, languages)\n--\n\n"
    "`scripts`: the letters of each, a tuple of up to 16 strings of ranges (\"A-Za-z\"). `languages`: the function\n"
    "words of each, a tuple of up to 32 tuples.");

static PyObject *Counter_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(more))
{
    PyObject *scripts, *languages;
    if (!PyArg_ParseTuple(args, "O!O!", &PyTuple_Type, &scripts, &PyTuple_Type, &languages))
        return NULL;
    Counter *self = (Counter *)type->tp_alloc(type, 0);
    if (self && (read_scripts(self, scripts) < 0 || read_words(self, languages) < 0)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "these are no scripts and languages");
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static void Counter_dealloc(Counter *self)
{
    PyTypeObject *type = Py_TYPE(self);
    for (uint64_t slot = 0; self->words && slot <= self->mask; slot++)
        PyMem_Free(self->words[slot].text);
    PyMem_Free(self->words);
    PyMem_Free(self->script);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef Counter_methods[] = {
    {"words", (PyCFunction)Counter_words, METH_O, words_doc},
    {"letters", (PyCFunction)Counter_letters, METH_VARARGS, letters_doc},
    {"foreign", (PyCFunction)Counter_foreign, METH_VARARGS, foreign_doc},
    {0},
};

static PyType_Slot Counter_slots[] = {
    {Py_tp_doc, (void *)Counter_doc},
    {Py_tp_new, Counter_new},
    {Py_tp_dealloc, Counter_dealloc},
    {Py_tp_methods, Counter_methods},
    {0, NULL},
};

static PyType_Spec Counter_spec = {
    "cleaner._counter.Counter", sizeof(Counter), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE, Counter_slots};

static int module_exec(PyObject *module)
{
    PyObject *counter = PyType_FromSpec(&Counter_spec);
    int failed = !counter || PyModule_AddObjectRef(module, "Counter", counter) < 0;
    Py_XDECREF(counter);
    return failed ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, module_exec}, {0, NULL}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "cleaner._counter", "Letters and function words, counted.", 0, NULL, module_slots, NULL, NULL,
    NULL};

PyMODINIT_FUNC PyInit__counter(void) { return PyModuleDef_Init(&module); }
