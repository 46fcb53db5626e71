/* The words of lines by their first letters, in C: what `stems.py` does in Python where this module could not be built.

   Tests hold the two together. A stem has few characters, so it is kept as a number and not as a string where
   nobody needs to see it. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define LEAST 3          /* characters of a content word, */
#define LEAST_DIGITS 2   /* digits of a number */
#define LONGEST 9        /* characters of a key; what is longer is no stopword and no stem */
#define BITS 21          /* of a character; */
#define PACKED 3         /* so many fit into one of a key's numbers */
#define CHARACTERS_A_SLOT 6 /* of a story: room for its different stems, about one in fifteen characters */

typedef struct {
    uint64_t part[LONGEST / PACKED]; /* all 0: no key */
} Key;

typedef struct {
    Key *keys;
    uint64_t mask, count;
} Keys;

/* What makes a stem of a word: none, of a stopword. */
typedef struct {
    Keys stopwords;
    Py_ssize_t size;     /* characters of a stem */
} Stemmer;

typedef struct {
    PyObject_HEAD
    Stemmer stemmer;
} Lexicon;

typedef struct {
    PyObject_HEAD
    Keys stems;
} Story;

/* What a term weighs, a stem or a pair of them, and what was seen of it: side by side, for most are met all the time. */
typedef struct {
    double number;
    uint64_t line;       /* the last that had it, */
    uint32_t lines;      /* on so many of the text's lines */
    uint32_t weighs;     /* 0: it is a stem of pairs alone */
} Weight;

/* Two stems, one after the other, by their numbers from 1 on; 0: none. */
typedef struct {
    uint64_t both;
    uint32_t id;
} Pair;

#define BITMAP 65536     /* bits */

typedef struct {
    PyObject_HEAD
    PyObject *terms;       /* numbers by term */
    PyObject **said;       /* of each weight its term and number, borrowed of those */
    Weight *weights;       /* by the number of the term: those of stems come first */
    Keys stems;            /* that weigh something, or are in a pair that does; */
    uint32_t *ids;         /* their numbers by slot */
    Pair *pairs;           /* a table of them */
    uint64_t pair_mask;
    uint64_t *may_be_pair; /* a bitmap: most words side by side are none */
    uint64_t line, first;  /* so many lines were looked at; the first of this text */
    uint64_t text;         /* so many texts were counted */
    Stemmer stemmer;       /* without stopwords */
} Scale;

/* A text, word by word. */
typedef struct {
    int kind;
    const void *data;
    Py_ssize_t length, at, start;  /* the latest word stands from `start` up to `at` */
    int skips_quoted;              /* is what stands between double quotes left out? */
    Py_ssize_t least, least_digits; /* characters of a word, digits of a number */
} Words;

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

static Words words_of(PyObject *text)
{
    return (Words){PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text), 0, 0, 0, LEAST, LEAST_DIGITS};
}

/* Goes behind the quotation that opens in front of the latest character, if it is closed. */
static void skip_quoted(Words *words)
{
    for (Py_ssize_t close = words->at; close < words->length; close++)
        if (PyUnicode_READ(words->kind, words->data, close) == '"') {
            words->at = close + 1;
            return;
        }
    words->skips_quoted = 0; /* nor is any other */
}

enum { NONE, WORD, NUMBER, SPACELESS };

/* Goes to the next word or number that is long enough, or to the next run of a script without spaces. */
static int next_word(Words *words)
{
    while (words->at < words->length) {
        Py_UCS4 c = PyUnicode_READ(words->kind, words->data, words->at);
        words->start = words->at++;
        if (spaceless(c)) {
            while (words->at < words->length && spaceless(PyUnicode_READ(words->kind, words->data, words->at)))
                words->at++;
            return SPACELESS;
        }
        if (c == '"' && words->skips_quoted)
            skip_quoted(words);
        if (!letter_or_digit(c))
            continue;
        int number = is_digit(c);
        while (words->at < words->length &&
               !spaceless(c = PyUnicode_READ(words->kind, words->data, words->at)) &&
               (number ? is_digit(c) : letter_or_digit(c)))
            words->at++;
        if (words->at - words->start >= (number ? words->least_digits : words->least))
            return number ? NUMBER : WORD;
    }
    return NONE;
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

/* Characters `start` to `end`, at most LONGEST, as a key: no other characters have the same. */
static Key key_of(int kind, const void *data, Py_ssize_t start, Py_ssize_t end)
{
    Key key = {{0}};
    for (int part = 0; start < end; part++)
        for (int bits = 0; bits < BITS * PACKED && start < end; bits += BITS, start++)
            key.part[part] |= ((uint64_t)PyUnicode_READ(kind, data, start) + 1) << bits;
    return key;
}

static int same(const Key *one, const Key *other)
{
    for (int k = 0; k < LONGEST / PACKED; k++)
        if (one->part[k] != other->part[k])
            return 0;
    return 1;
}

static Key *place_of(const Keys *keys, const Key *key)
{
    uint64_t hash = 0;
    for (int k = 0; k < LONGEST / PACKED; k++)
        hash = (hash ^ key->part[k]) * 0x9E3779B97F4A7C15u;
    uint64_t slot = hash >> 32 & keys->mask;
    while (keys->keys[slot].part[0] && !same(&keys->keys[slot], key))
        slot = (slot + 1) & keys->mask;
    return &keys->keys[slot];
}

static int has(const Keys *keys, const Key *key)
{
    return keys->keys && place_of(keys, key)->part[0];
}

/* Makes room for more than `slots` keys; -1 without memory. */
static int make_room(Keys *keys, uint64_t slots)
{
    Keys larger = {NULL, 63, keys->count};
    while (larger.mask < slots)
        larger.mask = larger.mask * 2 + 1;
    if (!(larger.keys = PyMem_Calloc(larger.mask + 1, sizeof *larger.keys)))
        return -1;
    for (uint64_t slot = 0; keys->keys && slot <= keys->mask; slot++)
        if (keys->keys[slot].part[0])
            *place_of(&larger, &keys->keys[slot]) = keys->keys[slot];
    PyMem_Free(keys->keys);
    *keys = larger;
    return 0;
}

static int add(Keys *keys, const Key *key)
{
    if ((!keys->keys || keys->count * 2 > keys->mask) && make_room(keys, keys->keys ? keys->mask * 2 : 0) < 0)
        return -1;
    Key *place = place_of(keys, key);
    keys->count += !place->part[0];
    *place = *key;
    return 0;
}

/* Where the stem of the latest word ends; its start if it is a stopword. */
static Py_ssize_t stem_end(const Stemmer *self, const Words *words)
{
    if (self->stopwords.keys && words->at - words->start <= LONGEST) {
        Key key = key_of(words->kind, words->data, words->start, words->at);
        if (has(&self->stopwords, &key))
            return words->start;
    }
    return words->at - words->start > self->size ? words->start + self->size : words->at;
}

/* A text, stem by stem: the latest stands from `start` up to `end`. */
typedef struct {
    Words words;
    int kind;
    Py_ssize_t start, end;
} Stems;

static Stems stems_of(PyObject *text)
{
    return (Stems){words_of(text), NONE, 0, 0};
}

/* Goes to the next stem, of which there are pairs in a script without spaces; 0 if there is none. */
static int next_stem(const Stemmer *self, Stems *stems)
{
    for (;;) {
        if (stems->kind == SPACELESS && stems->start + 2 < stems->words.at) {
            stems->start++;
            stems->end++;
            return 1;
        }
        stems->kind = next_word(&stems->words);
        if (stems->kind == NONE)
            return 0;
        stems->start = stems->words.start;
        if (stems->kind == SPACELESS) {
            stems->end = stems->start + 2;
            if (stems->end <= stems->words.at)
                return 1;
        }
        else if ((stems->end = stem_end(self, &stems->words)) > stems->start)
            return 1;
    }
}

/* --- what a lexicon tells ----------------------------------------------------------------------------------------- */

PyDoc_STRVAR(stems_doc, "stems(text)\n--\n\n"
    "The stems of the content words of `text`, and its pairs of characters of a script without spaces, a set.");

static PyObject *Lexicon_stems(Lexicon *self, PyObject *text)
{
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is wanted");
        return NULL;
    }
    PyObject *found = PySet_New(NULL);
    Stems stems = stems_of(text);
    while (found && next_stem(&self->stemmer, &stems)) {
        PyObject *stem = PyUnicode_Substring(text, stems.start, stems.end);
        if (!stem || PySet_Add(found, stem) < 0)
            Py_CLEAR(found);
        Py_XDECREF(stem);
    }
    return found;
}

PyDoc_STRVAR(known_doc, "known(stems)\n--\n\nThose of these stems that stand in the story, a set.");

static PyObject *Story_known(Story *self, PyObject *stems)
{
    PyObject *found = PySet_New(NULL), *each = found ? PyObject_GetIter(stems) : NULL, *stem;
    while (each && (stem = PyIter_Next(each))) {
        int failed = !PyUnicode_Check(stem);
        if (!failed && PyUnicode_GET_LENGTH(stem) && PyUnicode_GET_LENGTH(stem) <= LONGEST) {
            Key key = key_of(PyUnicode_KIND(stem), PyUnicode_DATA(stem), 0, PyUnicode_GET_LENGTH(stem));
            failed = has(&self->stems, &key) && PySet_Add(found, stem) < 0;
        }
        else if (failed)
            PyErr_SetString(PyExc_TypeError, "stems are strings");
        Py_DECREF(stem);
        if (failed)
            break;
    }
    Py_XDECREF(each);
    if (PyErr_Occurred())
        Py_CLEAR(found);
    return found;
}

static void Story_dealloc(Story *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(self->stems.keys);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef Story_methods[] = {{"known", (PyCFunction)Story_known, METH_O, known_doc}, {0}};

static PyType_Slot Story_slots[] = {
    {Py_tp_doc, "The stems of a story's lines."},
    {Py_tp_dealloc, Story_dealloc},
    {Py_tp_methods, Story_methods},
    {0, NULL},
};

static PyType_Spec Story_spec = {
    "cleaner.evidence._stems.Story", sizeof(Story), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION, Story_slots};

PyDoc_STRVAR(story_doc, "story(lines)\n--\n\nThe stems of all `lines`, to be asked.");

static PyObject *Lexicon_story(Lexicon *self, PyObject *lines)
{
    if (!PyList_Check(lines)) {
        PyErr_SetString(PyExc_TypeError, "lines are a list");
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(lines), size = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        if (!PyUnicode_Check(PyList_GET_ITEM(lines, k))) {
            PyErr_SetString(PyExc_TypeError, "lines are strings");
            return NULL;
        }
        size += PyUnicode_GET_LENGTH(PyList_GET_ITEM(lines, k));
    }
    PyTypeObject *type = *(PyTypeObject **)PyModule_GetState(PyType_GetModule(Py_TYPE(self)));
    Story *story = (Story *)type->tp_alloc(type, 0);
    int failed = !story || make_room(&story->stems, (uint64_t)size / CHARACTERS_A_SLOT) < 0;
    for (Py_ssize_t k = 0; k < count && !failed; k++) {
        Stems stems = stems_of(PyList_GET_ITEM(lines, k));
        while (!failed && next_stem(&self->stemmer, &stems)) {
            Key key = key_of(stems.words.kind, stems.words.data, stems.start, stems.end);
            failed = add(&story->stems, &key) < 0;
        }
    }
    if (failed) {
        PyErr_NoMemory();
        Py_CLEAR(story);
    }
    return (PyObject *)story;
}

PyDoc_STRVAR(Lexicon_doc, "Lexicon(stopwords, size)\n--\n\n"
    "Tells content words: those that are not in `stopwords`, of at most 9 characters each. Stems have up to `size`\n"
    "characters, 9 at most.");

static PyObject *Lexicon_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(more))
{
    PyObject *stopwords, *word;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, "On", &stopwords, &size))
        return NULL;
    if (size < 1 || size > LONGEST) {
        PyErr_SetString(PyExc_ValueError, "stems have 1 to 9 characters");
        return NULL;
    }
    PyObject *each = PyObject_GetIter(stopwords);
    Lexicon *self = each ? (Lexicon *)type->tp_alloc(type, 0) : NULL;
    if (self)
        self->stemmer.size = size;
    while (self && (word = PyIter_Next(each))) {
        Py_ssize_t length = PyUnicode_Check(word) ? PyUnicode_GET_LENGTH(word) : 0;
        if (length < 1 || length > LONGEST) {
            PyErr_SetString(PyExc_ValueError, "stopwords have 1 to 9 characters");
            Py_CLEAR(self);
        }
        else {
            Key key = key_of(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, length);
            if (add(&self->stemmer.stopwords, &key) < 0) {
                PyErr_NoMemory();
                Py_CLEAR(self);
            }
        }
        Py_DECREF(word);
    }
    Py_XDECREF(each);
    if (PyErr_Occurred())
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void Lexicon_dealloc(Lexicon *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(self->stemmer.stopwords.keys);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef Lexicon_methods[] = {
    {"stems", (PyCFunction)Lexicon_stems, METH_O, stems_doc},
    {"story", (PyCFunction)Lexicon_story, METH_O, story_doc},
    {0},
};

static PyType_Slot Lexicon_slots[] = {
    {Py_tp_doc, (void *)Lexicon_doc},
    {Py_tp_new, Lexicon_new},
    {Py_tp_dealloc, Lexicon_dealloc},
    {Py_tp_methods, Lexicon_methods},
    {0, NULL},
};

static PyType_Spec Lexicon_spec = {
    "cleaner.evidence._stems.Lexicon", sizeof(Lexicon), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE, Lexicon_slots};

/* --- words that weigh something ------------------------------------------------------------------------------------ */

static uint64_t hash_of(uint64_t both)
{
    return both * 0x9E3779B97F4A7C15u >> 32;
}

static Pair *pair_of(const Scale *self, uint64_t both)
{
    uint64_t slot = hash_of(both) & self->pair_mask;
    while (self->pairs[slot].both && self->pairs[slot].both != both)
        slot = (slot + 1) & self->pair_mask;
    return &self->pairs[slot];
}

static int may_be_pair(const Scale *self, uint64_t both)
{
    uint64_t bit = hash_of(both) % BITMAP;
    return self->may_be_pair[bit / 64] >> bit % 64 & 1;
}

/* What is done with the different terms of a line. */
typedef struct {
    double sum;       /* of their weights; */
    int loud;         /* so many weigh more than nothing */
    int counts;       /* what the line adds to the count of its terms: 1, -1 to take it back, 0 */
    uint32_t own;     /* what it has added, if parts are asked for */
    PyObject *parts;  /* a dictionary for what each adds; NULL: nobody wants to know. NULL behind an error, too */
} Sight;

/* What a term that weighs more than nothing adds if another line has it too. */
#define SHARED 0.2
/* Loud lines do not count as others, if they are few: so many, or this part of a text's lines. */
#define FEW 3
#define FEW_OF 5

static void see(const Scale *self, uint32_t id, Sight *sight)
{
    Weight *weight = &self->weights[id];
    if (!weight->weighs || weight->line == self->line)
        return;
    if (weight->line < self->first)
        weight->lines = 0;
    weight->line = self->line;
    weight->lines += (uint32_t)sight->counts;
    double number = weight->number;
    sight->loud += number > 0;
    if (sight->parts) {
        int shared = number > 0 && weight->lines > sight->own;
        PyObject *adds = shared ? PyFloat_FromDouble(number *= SHARED) : Py_NewRef(self->said[2 * id + 1]);
        if (!adds || PyDict_SetItem(sight->parts, self->said[2 * id], adds) < 0)
            Py_CLEAR(sight->parts);
        Py_XDECREF(adds);
    }
    sight->sum += number;
}

static void look_at(Scale *self, PyObject *line, int quoted, Sight *sight)
{
    Stems stems = stems_of(line);
    stems.words.skips_quoted = !quoted;
    stems.words.least = stems.words.least_digits = 1;
    uint64_t before = 0; /* the number of the stem before, from 1 on, if it is known */
    self->line++;
    while (next_stem(&self->stemmer, &stems)) {
        Key key = stems.kind == NUMBER ? key_of(PyUnicode_1BYTE_KIND, "0", 0, 1)
                                       : key_of(stems.words.kind, stems.words.data, stems.start, stems.end);
        Key *place = place_of(&self->stems, &key);
        if (!place->part[0]) {
            before = 0;
            continue;
        }
        uint32_t id = self->ids[place - self->stems.keys];
        see(self, id, sight);
        uint64_t both = before << 32 | (id + 1);
        if (before && may_be_pair(self, both)) {
            Pair *pair = pair_of(self, both);
            if (pair->both)
                see(self, pair->id, sight);
        }
        before = id + 1;
    }
}

static int enough(const Sight *sight, int least, double above)
{
    return sight->loud >= least && sight->sum > above;
}

static int has_quotes(PyObject *line)
{
    return PyUnicode_FindChar(line, '"', 0, PyUnicode_GET_LENGTH(line), 1) >= 0;
}

/* Counts the terms of a tuple's lines, what is quoted too, and tells which are loud by themselves; 1 if these do not
   count. It makes no object: nobody else is let in. */
static int count_all(Scale *self, PyObject *lines, Py_ssize_t longest, int least, double above, char *loud)
{
    Py_ssize_t all = 0, found = 0;
    self->text++;
    self->first = self->line + 1;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(lines); k++) {
        PyObject *line = PyTuple_GET_ITEM(lines, k);
        Sight sight = {.counts = 1};
        look_at(self, line, 1, &sight);
        all += PyUnicode_GET_LENGTH(line) > 0;
        loud[k] = PyUnicode_GET_LENGTH(line) <= longest;
        if (loud[k] && has_quotes(line)) {
            sight = (Sight){0};
            look_at(self, line, 0, &sight);
        }
        loud[k] = loud[k] && enough(&sight, least, above);
        found += loud[k];
    }
    if (found > FEW && found * FEW_OF > all)
        return 0;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(lines); k++) {
        Sight sight = {.counts = -1};
        if (loud[k])
            look_at(self, PyTuple_GET_ITEM(lines, k), 1, &sight);
    }
    return 1;
}

/* The lines, a tuple: nobody else can change it. NULL with an exception if they are no strings. */
static PyObject *strings_of(PyObject *list)
{
    PyObject *lines = PyList_AsTuple(list);
    for (Py_ssize_t k = 0; lines && k < PyTuple_GET_SIZE(lines); k++)
        if (!PyUnicode_Check(PyTuple_GET_ITEM(lines, k))) {
            PyErr_SetString(PyExc_TypeError, "lines are strings");
            Py_CLEAR(lines);
        }
    return lines;
}

PyDoc_STRVAR(loud_doc, "loud(lines, longest, least, above)\n--\n\n"
    "(index, parts) of those `lines` of `longest` characters at most whose different terms weigh more than `above`\n"
    "together, `least` of them more than nothing: a list. `parts` tells what each adds, a dictionary. What stands between\n"
    "double quotes does not count; a term that weighs more than nothing adds a fifth of it if it stands on another line\n"
    "too, which is not as loud by itself.");

static PyObject *Scale_loud(Scale *self, PyObject *args)
{
    PyObject *list;
    Py_ssize_t longest;
    int least;
    double above;
    if (!PyArg_ParseTuple(args, "O!nid", &PyList_Type, &list, &longest, &least, &above))
        return NULL;
    PyObject *found = PyList_New(0), *lines = strings_of(list);
    if (!found || !lines || !self->stems.keys) {
        Py_XDECREF(lines);
        if (!lines)
            Py_CLEAR(found);
        return found;
    }
    char *loud = PyMem_Malloc((size_t)PyTuple_GET_SIZE(lines) + 1);
    int few = 0;
    if (!loud) {
        PyErr_NoMemory();
        Py_CLEAR(found);
    }
    else
        few = count_all(self, lines, longest, least, above, loud);
    uint64_t counted = self->text;
    for (Py_ssize_t k = 0; found && k < PyTuple_GET_SIZE(lines); k++) {
        if (!loud[k])
            continue;
        Sight sight = {.own = !few, .parts = PyDict_New()};
        if (counted != self->text) { /* to make an object may let others in, who count another text */
            count_all(self, lines, longest, least, above, loud);
            counted = self->text;
        }
        if (sight.parts)
            look_at(self, PyTuple_GET_ITEM(lines, k), 0, &sight);
        PyObject *each = NULL;
        if (!sight.parts || (enough(&sight, least, above) &&
                             (!(each = Py_BuildValue("nO", k, sight.parts)) || PyList_Append(found, each) < 0)))
            Py_CLEAR(found);
        Py_XDECREF(each);
        Py_XDECREF(sight.parts);
    }
    PyMem_Free(loud);
    Py_DECREF(lines);
    return found;
}

/* The keys of a term's stems, which are one or, with a space between them, two: how many; 0 with an exception. */
static int keys_of_term(const Scale *self, PyObject *term, Key *keys)
{
    Py_ssize_t length = PyUnicode_Check(term) ? PyUnicode_GET_LENGTH(term) : 0;
    Py_ssize_t space = length ? PyUnicode_FindChar(term, ' ', 0, length, 1) : -1;
    Py_ssize_t end = space < 0 ? length : space;
    if (end < 1 || end > self->stemmer.size ||
        (space >= 0 && (length - space < 2 || length - space - 1 > self->stemmer.size))) {
        PyErr_Format(PyExc_ValueError, "stems have 1 to %zd characters", self->stemmer.size);
        return 0;
    }
    keys[0] = key_of(PyUnicode_KIND(term), PyUnicode_DATA(term), 0, end);
    if (space < 0)
        return 1;
    keys[1] = key_of(PyUnicode_KIND(term), PyUnicode_DATA(term), space + 1, length);
    return 2;
}

/* The number of a term, whose stems are known; a pair that is new has the next one. */
static uint32_t id_of(Scale *self, const Key *keys, int count, uint32_t *next)
{
    uint64_t ids[2] = {0};
    for (int k = 0; k < count; k++)
        ids[k] = self->ids[place_of(&self->stems, &keys[k]) - self->stems.keys];
    if (count == 1)
        return (uint32_t)ids[0];
    uint64_t both = (ids[0] + 1) << 32 | (ids[1] + 1), bit = hash_of(both) % BITMAP;
    self->may_be_pair[bit / 64] |= (uint64_t)1 << bit % 64;
    Pair *pair = pair_of(self, both);
    if (!pair->both)
        *pair = (Pair){both, (*next)++};
    return pair->id;
}

static int take_weights(Scale *self, PyObject *weights)
{
    PyObject *term, *weight;
    Py_ssize_t at = 0;
    Key keys[2];
    uint64_t pairs = 0;
    while (PyDict_Next(weights, &at, &term, &weight)) {
        int count = keys_of_term(self, term, keys);
        if (!count)
            return -1;
        pairs += count == 2;
        for (int k = 0; k < count; k++)
            if (add(&self->stems, &keys[k]) < 0)
                return PyErr_NoMemory(), -1;
    }
    self->pair_mask = 63;
    while (self->pair_mask < pairs * 2)
        self->pair_mask = self->pair_mask * 2 + 1;
    uint64_t slots = self->stems.keys ? self->stems.mask + 1 : 0, all = self->stems.count + pairs;
    self->ids = PyMem_Calloc(slots + 1, sizeof *self->ids);
    self->weights = PyMem_Calloc(all + 1, sizeof *self->weights);
    self->said = PyMem_Calloc(2 * all + 1, sizeof *self->said);
    self->pairs = PyMem_Calloc(self->pair_mask + 1, sizeof *self->pairs);
    self->may_be_pair = PyMem_Calloc(BITMAP / 64, sizeof *self->may_be_pair);
    if (!self->ids || !self->weights || !self->said || !self->pairs || !self->may_be_pair)
        return PyErr_NoMemory(), -1;
    uint32_t next = 0;
    for (uint64_t slot = 0; slot < slots; slot++)
        if (self->stems.keys[slot].part[0])
            self->ids[slot] = next++;
    for (at = 0; PyDict_Next(weights, &at, &term, &weight);) {
        double number = PyFloat_AsDouble(weight);
        int count = PyErr_Occurred() ? 0 : keys_of_term(self, term, keys);
        if (!count)
            return -1;
        uint32_t id = id_of(self, keys, count, &next);
        self->weights[id] = (Weight){.number = number, .weighs = 1};
        self->said[2 * id] = term;
        self->said[2 * id + 1] = weight;
    }
    return 0;
}

PyDoc_STRVAR(Scale_doc, "Scale(weights, size)\n--\n\n"
    "Weighs lines by their terms: stems, and pairs of them side by side. `weights` are numbers by stem, of up to `size`\n"
    "characters, 9 at most, and by two of them with a space between; a number has the stem \"0\", and in a script without\n"
    "spaces pairs of characters are stems.");

static PyObject *Scale_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(more))
{
    PyObject *weights;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, "O!n", &PyDict_Type, &weights, &size))
        return NULL;
    if (size < 1 || size > LONGEST) {
        PyErr_SetString(PyExc_ValueError, "stems have 1 to 9 characters");
        return NULL;
    }
    Scale *self = (Scale *)type->tp_alloc(type, 0);
    if (self)
        self->stemmer.size = size;
    if (self && (!(self->terms = PyDict_Copy(weights)) || take_weights(self, self->terms) < 0))
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void Scale_dealloc(Scale *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(self->stems.keys);
    PyMem_Free(self->ids);
    PyMem_Free(self->weights);
    PyMem_Free(self->said);
    PyMem_Free(self->pairs);
    PyMem_Free(self->may_be_pair);
    Py_XDECREF(self->terms);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef Scale_methods[] = {{"loud", (PyCFunction)Scale_loud, METH_VARARGS, loud_doc}, {0}};

static PyType_Slot Scale_slots[] = {
    {Py_tp_doc, (void *)Scale_doc},
    {Py_tp_new, Scale_new},
    {Py_tp_dealloc, Scale_dealloc},
    {Py_tp_methods, Scale_methods},
    {0, NULL},
};

static PyType_Spec Scale_spec = {
    "cleaner.evidence._stems.Scale", sizeof(Scale), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE, Scale_slots};

static int module_exec(PyObject *module)
{
    PyObject **story = PyModule_GetState(module);
    if (!(*story = PyType_FromModuleAndSpec(module, &Story_spec, NULL)))
        return -1;
    PyObject *lexicon = PyType_FromModuleAndSpec(module, &Lexicon_spec, NULL);
    PyObject *scale = PyType_FromModuleAndSpec(module, &Scale_spec, NULL);
    int failed = !lexicon || !scale || PyModule_AddObjectRef(module, "Lexicon", lexicon) < 0 ||
                 PyModule_AddObjectRef(module, "Scale", scale) < 0 ||
                 PyModule_AddObjectRef(module, "Story", *story) < 0;
    Py_XDECREF(lexicon);
    Py_XDECREF(scale);
    return failed ? -1 : 0;
}

static int module_traverse(PyObject *module, visitproc visit, void *arg)
{
    Py_VISIT(*(PyObject **)PyModule_GetState(module));
    return 0;
}

static int module_clear(PyObject *module)
{
    Py_CLEAR(*(PyObject **)PyModule_GetState(module));
    return 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, module_exec}, {0, NULL}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "cleaner.evidence._stems", "Content words.", sizeof(PyObject *), NULL, module_slots,
    module_traverse, module_clear, NULL};

PyMODINIT_FUNC PyInit__stems(void) { return PyModuleDef_Init(&module); }
