/* Folding, in C: what `shadow.py` does in Python where this module could not be built. Tests hold the two together. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

#define PLANE 0x10000    /* what is replaced, and what is invisible, stands in the basic plane */
#define SIGMA 0x3A3      /* its lower case depends on what is beside it */

typedef struct {
    PyObject_HEAD
    uint16_t plain[PLANE];   /* by character: what it is made plain to, */
    uint16_t lower[PLANE];   /* and that in lower case */
    uint8_t invisible[PLANE];
} Folder;

static Py_UCS4 lower_of(const Folder *self, Py_UCS4 c)
{
    return c < PLANE ? self->lower[c] : Py_UNICODE_TOLOWER(c);
}

static PyObject *fold_ascii(const Folder *self, PyObject *text)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    const Py_UCS1 *data = PyUnicode_1BYTE_DATA(text);
    PyObject *plain = PyUnicode_New(length, 127), *folded = PyUnicode_New(length, 127);
    if (!plain || !folded) {
        Py_XDECREF(plain);
        Py_XDECREF(folded);
        return NULL;
    }
    Py_UCS1 *made = PyUnicode_1BYTE_DATA(plain), *low = PyUnicode_1BYTE_DATA(folded);
    for (Py_ssize_t at = 0; at < length; at++) {
        made[at] = (Py_UCS1)self->plain[data[at]];
        low[at] = (Py_UCS1)self->lower[data[at]];
    }
    return Py_BuildValue("NN", plain, folded);
}

PyDoc_STRVAR(fold_doc, "fold(text)\n--\n\n"
    "The text made plain, and that in lower case, each as long as it; None if it holds a capital sigma.");

static PyObject *Folder_fold(Folder *self, PyObject *text)
{
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is wanted");
        return NULL;
    }
    if (PyUnicode_IS_ASCII(text))
        return fold_ascii(self, text);
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_UCS4 *made = PyMem_Malloc(2 * (length + 1) * sizeof *made), *low = made + length + 1;
    if (!made)
        return PyErr_NoMemory();
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, at);
        if (c == SIGMA) {
            PyMem_Free(made);
            Py_RETURN_NONE;
        }
        made[at] = c < PLANE ? self->plain[c] : c;
        low[at] = lower_of(self, c);
    }
    PyObject *plain = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, made, length);
    PyObject *folded = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, low, length);
    PyMem_Free(made);
    if (!plain || !folded) {
        Py_XDECREF(plain);
        Py_XDECREF(folded);
        return NULL;
    }
    return Py_BuildValue("NN", plain, folded);
}

PyDoc_STRVAR(hides_doc, "hides(text)\n--\n\nWhether an invisible character is in the text.");

static PyObject *Folder_hides(Folder *self, PyObject *text)
{
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is wanted");
        return NULL;
    }
    Py_ssize_t length = PyUnicode_IS_ASCII(text) ? 0 : PyUnicode_GET_LENGTH(text);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t at = 0; at < length; at++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, at);
        if (c < PLANE && self->invisible[c])
            Py_RETURN_TRUE;
    }
    Py_RETURN_FALSE;
}

PyDoc_STRVAR(Folder_doc, "Folder(olds, news, plainer, invisible)\n--\n\n"
    "Replaces each of `olds` by the one of `news` at its place, and in lower case `plainer` by an apostrophe.\n\n"
    "`invisible` are characters to tell.");

static PyObject *Folder_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(more))
{
    PyObject *olds, *news, *invisible;
    int plainer;
    if (!PyArg_ParseTuple(args, "UUCU", &olds, &news, &plainer, &invisible))
        return NULL;
    Folder *self = (Folder *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    for (uint32_t c = 0; c < PLANE; c++)
        self->plain[c] = (uint16_t)c;
    for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(olds) && at < PyUnicode_GET_LENGTH(news); at++)
        self->plain[PyUnicode_READ_CHAR(olds, at) & 0xFFFF] = (uint16_t)PyUnicode_READ_CHAR(news, at);
    for (uint32_t c = 0; c < PLANE; c++) {
        Py_UCS4 made = self->plain[c];
        self->lower[c] = (uint16_t)(made == (Py_UCS4)plainer ? '\'' : Py_UNICODE_TOLOWER(made));
    }
    for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(invisible); at++)
        self->invisible[PyUnicode_READ_CHAR(invisible, at) & 0xFFFF] = 1;
    return (PyObject *)self;
}

static void Folder_dealloc(Folder *self)
{
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef Folder_methods[] = {
    {"fold", (PyCFunction)Folder_fold, METH_O, fold_doc},
    {"hides", (PyCFunction)Folder_hides, METH_O, hides_doc},
    {0},
};

static PyType_Slot Folder_slots[] = {
    {Py_tp_doc, (void *)Folder_doc},
    {Py_tp_new, Folder_new},
    {Py_tp_dealloc, Folder_dealloc},
    {Py_tp_methods, Folder_methods},
    {0, NULL},
};

static PyType_Spec Folder_spec = {
    "cleaner._fold.Folder", sizeof(Folder), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE, Folder_slots};

static int module_exec(PyObject *module)
{
    PyObject *folder = PyType_FromSpec(&Folder_spec);
    int failed = !folder || PyModule_AddObjectRef(module, "Folder", folder) < 0;
    Py_XDECREF(folder);
    return failed ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, module_exec}, {0, NULL}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "cleaner._fold", "Folding.", 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__fold(void) { return PyModuleDef_Init(&module); }
