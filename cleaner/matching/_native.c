/* What the scan of a document spends its time on, in C: which rules want to see which lines, and folding.

   `scan.py` and `shadow.py` do the same in Python where this module could not be built; tests hold the two together.

   Literals are found by one n-gram each: of every literal a window of up to four characters, the rarest it has, goes
   into a hash table, and a bitmap tells of nearly every place in a text that no such window stands there (Wu and
   Manber, "A fast algorithm for multi-pattern searching", 1994, look at blocks of characters in the same way).
   Literals for the beginning of a line are looked up where lines begin, and nowhere else. */

#include "_automaton.h"
#include <string.h>

#define GRAM 6           /* characters of a window, */
#define SHORT 4          /* of one in a literal that is not as long as that, at most, */
#define OPENING 8        /* of one that opens a line, at most */
#define BITS 17          /* of the index of a bitmap of four characters: 16 KiB, half of a first-level cache; */
#define FEW_BITS 12      /* of one of up to three, which are few */
#define SCRIPTS 3        /* marks beside the one for digits */
#define FIRST_MARK 0xFDD0
#define START 0x02
#define TONGUES 8        /* the first bit of a language, behind those of scopes, */
#define LANGUAGES 24     /* and how many there are */
#define TOGETHER 32      /* windows that are looked up at once */
#define MOST_AUTOMATA 2400 /* that are kept, of some ten kilobytes each; a quarter fewer when there are more */
#define AGAIN UINT64_MAX /* no line has that number */

static const uint64_t MIX[OPENING] = {
    0x9E3779B97F4A7C15u, 0xC2B2AE3D27D4EB4Fu, 0x165667B19E3779F9u, 0xD6E8FEB86659FD93u,
    0x27D4EB2F165667C5u, 0x94D049BB133111EBu, 0xBF58476D1CE4E5B9u, 0xFF51AFD7ED558CCDu};

typedef uint32_t Wish;         /* a rule's number, a bit for `whole`, a bit for `apart`: see wishes.py */

typedef struct {
    Py_UCS4 *text;
    uint32_t length, window;   /* the window's offset */
    uint32_t wishes, count;    /* its first wish, and how many */
    uint32_t scopes, longest;  /* of any of its wishes */
    int32_t next;              /* another literal with the same window, or that is nothing but the same mark, or -1 */
    uint64_t seen;             /* the last line on which it was found, unless to find it once is not enough */
} Literal;

/* What rules most literals out without a look at them: there are more than any cache has room for, but the traits of
   those with the same window lie side by side. */
typedef struct {
    uint32_t scopes, longest, length, window; /* as of the literal */
    int32_t other;             /* where, from the window on, another of its characters stands, */
    Py_UCS4 character;         /* and which it is */
    uint32_t number;           /* the literal's, and a bit: is it the last with that window? */
} Trait;

/* A line as a whole that rules want to see. */
typedef struct {
    uint32_t wishes, count;    /* its first wish, and how many */
    int32_t next;              /* the same phrase, wanted by rules that came later, or -1 */
} Phrase;

/* Tells of nearly every place in a text that no window begins there: by its next one, two, three and four characters.
   The first four are all that a longer window is asked for at first; `six` and `just_four` are asked next. */
typedef struct {
    uint64_t pairs[256 * 256 / 64]; /* by the last bytes of two characters: does a window below four begin with such? */
    uint64_t few[SHORT - 1][(1u << FEW_BITS) / 64];
    uint64_t four[(1u << BITS) / 64], just_four[(1u << BITS) / 64], six[(1u << BITS) / 64];
} Sieve;

/* The sieves of some languages together, for the tables inside, at ends and of openings. They stay once they are made. */
typedef struct Sieves {
    uint32_t languages;
    Sieve inside, at_ends, opening;
    struct Sieves *next;
} Sieves;

typedef struct {
    struct {
        uint32_t key;
        int32_t first;         /* the first literal with that window, at last its trait; -1 in a free slot */
    } *slots;
    Trait *traits;
    uint64_t mask;
    uint32_t most;             /* characters of a window at most */
    uint32_t sizes;            /* a bit for each size of its windows */
    Sieve *sieves[LANGUAGES];  /* by the bit of the language whose rules have such windows */
} Table;

typedef struct {
    const Py_UCS4 *text;
    uint32_t length;
    uint8_t mark, at_start;    /* 1 + the mark's number; must the text open the line? */
} Needle;

typedef struct {
    Needle *needles;           /* NULL before it was first asked */
    Py_UCS4 *text;             /* all of them */
    uint32_t *ends;            /* where each clause ends among the needles */
    uint32_t clauses;
} Gate;

/* A wish for every line: most are for lines that stand elsewhere, which is told without a look at the rule. */
typedef struct {
    uint32_t bits, longest;
    Wish wish;
} Everywhere;

typedef struct {
    uint32_t bits, longest;    /* its scope and language; how long a line may be */
    uint64_t found, asked;     /* the last line it was found for, or its gate was asked about */
} Rule;

typedef struct {
    PyObject_HEAD
    Literal *literals;
    Phrase *said;
    Wish *wishes;
    Py_UCS4 *texts;            /* the literals' texts, one behind the other */
    uint32_t n_literals, n_wishes;
    Py_ssize_t n_rules;
    Table inside, at_ends, opening;
    Sieves *sieves;
    uint32_t ends;             /* scopes whose lines are marked, and looked through for more literals */
    Wish *always;              /* of rules that want to see every line in their scopes */
    Py_ssize_t n_always;
    Rule *rules;
    Gate *gates;
    PyObject *gate_texts;      /* what they are read from */
    PyObject *phrases, *bare;  /* `phrases`: their numbers, by text */
    uint32_t longest_phrase;
    uint64_t lines;            /* how many were looked at */
    uint32_t *ranges[SCRIPTS]; /* pairs of code points, first to last, of each script */
    Py_ssize_t n_ranges[SCRIPTS];
    int32_t opened;            /* the first literal that is nothing but a line's beginning, or -1, */
    Everywhere *everywhere;    /* and the wishes of all such */
    uint32_t n_everywhere;
    int32_t marked[SCRIPTS + 1]; /* the first literals that are nothing but a mark, or -1 */
    PyObject *pattern;         /* gives a rule's pattern and whether that sees the line with its case, or None */
    Automaton **automata;      /* by rule: what is made of it when a line first comes so far, */
    uint8_t *is_cased, *is_known; /* and whether it was asked for */
    uint32_t n_automata;
    uint32_t busy;             /* how many threads are at automata, so that none may go */
    uint32_t most_seen;        /* characters of a line that patterns see */
    Kinds *kinds;
} Finder;

/* A line as it is looked through. */
typedef struct {
    const Py_UCS4 *text;
    uint32_t length, lead, scopes, marks;
    Py_ssize_t index;
    uint64_t number;           /* no other line looked at has it */
    PyObject *with_case;       /* the line with its case, */
    Py_UCS4 *cased;            /* its characters, once they were asked for, */
    uint32_t cased_length;     /* and how many they are */
} Line;

/* Is a rule with these scopes and languages asked about a line that stands in those? */
static int fits(uint32_t scopes, uint32_t line)
{
    uint32_t both = scopes & line;
    return both & ((1u << TONGUES) - 1) && both >> TONGUES;
}

static uint64_t gram(const Py_UCS4 *text, uint32_t size)
{
    uint64_t key = size;
    for (uint32_t k = 0; k < size; k++)
        key += (uint64_t)(text[k] + 1) * MIX[k];
    return key;
}

/* The first characters of a text, up to four, as one number: of each so much that few others have the same. */
static uint64_t packed(const Py_UCS4 *text, uint32_t size)
{
    uint64_t pack = 0;
    for (uint32_t k = 0; k < size && k < SHORT; k++)
        pack |= (uint64_t)(text[k] & 0xFFFF) << 16 * k;
    return pack;
}

static uint32_t bit_of(uint64_t pack, uint32_t bits)
{
    return (uint32_t)((pack * MIX[0]) >> (64 - bits));
}

static int is_set(const uint64_t *bitmap, uint32_t bit)
{
    return bitmap[bit >> 6] >> (bit & 63) & 1;
}

static void set_bit(uint64_t *bitmap, uint32_t bit)
{
    bitmap[bit >> 6] |= (uint64_t)1 << (bit & 63);
}

/* The bit of the first two characters of a pack. */
static uint32_t pair_of(uint64_t pack)
{
    return (uint32_t)(pack << 8 & 0xFF00) | (uint32_t)(pack >> 16 & 0xFF);
}

/* Is there a window of `size` characters, or of four and more, that begins with this pack of so many? */
static int may_begin(const Sieve *sieve, uint64_t pack, uint32_t size)
{
    return size < SHORT ? is_set(sieve->few[size - 1], bit_of(pack, FEW_BITS)) : is_set(sieve->four, bit_of(pack, BITS));
}

static uint64_t first_slot(const Table *table, uint64_t key)
{
    return (key * MIX[1]) >> 20 & table->mask;
}

static uint64_t slot_of(const Table *table, uint64_t key)
{
    uint64_t slot = first_slot(table, key);
    while (table->slots[slot].first >= 0 && table->slots[slot].key != (uint32_t)key)
        slot = (slot + 1) & table->mask;
    return slot;
}

static Py_UCS4 *text_of(PyObject *string, uint32_t *length)
{
    if (!PyUnicode_Check(string)) {
        PyErr_SetString(PyExc_TypeError, "a text is wanted");
        return NULL;
    }
    *length = (uint32_t)PyUnicode_GET_LENGTH(string);
    return PyUnicode_AsUCS4Copy(string);
}

static int table_make(Table *table, Py_ssize_t literals, uint32_t most)
{
    table->most = most;
    uint64_t slots = 64;
    while (slots < (uint64_t)literals * 3 / 2) /* windows are fewer than literals */
        slots *= 2;
    table->mask = slots - 1;
    table->slots = PyMem_Malloc(slots * sizeof *table->slots);
    if (!table->slots)
        return -1;
    memset(table->slots, -1, slots * sizeof *table->slots);
    return 0;
}

static uint32_t window_size(const Table *table, uint32_t length)
{
    if (length >= table->most)
        return table->most;
    return table->most == GRAM && length > SHORT ? SHORT : length;
}

/* Lets windows of `size` characters through that begin with this pack, or that have this key. */
static void sieve_add(Sieve *sieve, uint32_t size, uint64_t pack, uint64_t key)
{
    if (size < SHORT) {
        set_bit(sieve->few[size - 1], bit_of(pack, FEW_BITS));
        set_bit(sieve->pairs, pair_of(pack));
        for (uint64_t next = 0; size == 1 && next < 256; next++)
            set_bit(sieve->pairs, pair_of(pack | next << 16));
        return;
    }
    set_bit(sieve->four, bit_of(pack, BITS));
    if (size == SHORT)
        set_bit(sieve->just_four, bit_of(pack, BITS));
    if (size == GRAM)
        set_bit(sieve->six, bit_of(key, BITS));
}

static int table_add(Table *table, Literal *literals, int32_t number)
{
    Literal *literal = &literals[number];
    uint32_t size = window_size(table, literal->length);
    const Py_UCS4 *window = literal->text + literal->window;
    uint64_t key = gram(window, size), slot = slot_of(table, key), pack = packed(window, size);
    for (uint32_t left = literal->scopes >> TONGUES; left; left &= left - 1) {
        int k = __builtin_ctz(left);
        if (!table->sieves[k] && !(table->sieves[k] = PyMem_Calloc(1, sizeof(Sieve))))
            return -1;
        sieve_add(table->sieves[k], size, pack, key);
    }
    table->sizes |= 1u << size;
    table->slots[slot].key = (uint32_t)key;
    literal->next = table->slots[slot].first;
    table->slots[slot].first = number;
    return 0;
}

/* The trait of a literal whose window has `size` characters. */
static Trait trait_of(const Literal *literal, uint32_t number, uint32_t size)
{
    uint32_t last = literal->length - 1, other = literal->window + size > last ? 0 : last;
    return (Trait){literal->scopes, literal->longest, literal->length, literal->window,
                   (int32_t)other - (int32_t)literal->window, literal->text[other], number << 1};
}

/* Lays the traits side by side once all literals were added; -1 without memory. */
static int table_close(Table *table, const Literal *literals)
{
    uint32_t count = 0;
    for (uint64_t slot = 0; slot <= table->mask; slot++)
        for (int32_t number = table->slots[slot].first; number >= 0; number = literals[number].next)
            count++;
    table->traits = PyMem_Calloc((size_t)count + 1, sizeof *table->traits);
    if (!table->traits)
        return -1;
    count = 0;
    for (uint64_t slot = 0; slot <= table->mask; slot++) {
        int32_t number = table->slots[slot].first;
        if (number < 0)
            continue;
        table->slots[slot].first = (int32_t)count;
        for (; number >= 0; number = literals[number].next)
            table->traits[count++] = trait_of(&literals[number], (uint32_t)number, window_size(table, literals[number].length));
        table->traits[count - 1].number |= 1;
    }
    return 0;
}

static void table_free(Table *table)
{
    PyMem_Free(table->slots);
    PyMem_Free(table->traits);
    for (int k = 0; k < LANGUAGES; k++)
        PyMem_Free(table->sieves[k]);
}

/* --- gates: what a rule's pattern can't do without -------------------------------------------------------------- */

static Needle needle_of(const Py_UCS4 *text, uint32_t length)
{
    if (text[0] == START)
        return (Needle){text + 1, length - 1, 0, 1};
    int is_mark = length == 1 && text[0] >= FIRST_MARK && text[0] <= FIRST_MARK + SCRIPTS;
    return (Needle){text, length, is_mark ? (uint8_t)(text[0] - FIRST_MARK + 1) : 0, 0};
}

/* Reads clauses: their texts, one a line, with an empty line between one and the next. */
static int gate_make(Gate *gate, PyObject *string)
{
    uint32_t length, lines = 1, n = 0;
    gate->text = text_of(string, &length);
    for (uint32_t k = 0; gate->text && k < length; k++)
        lines += gate->text[k] == '\n';
    gate->ends = PyMem_Calloc(lines + 1, sizeof *gate->ends);
    Needle *needles = PyMem_Calloc(lines + 1, sizeof *needles);
    if (!gate->text || !gate->ends || !needles) {
        PyMem_Free(needles);
        return -1;
    }
    for (uint32_t begun = 0, at = 0; at <= length; begun = ++at) {
        while (at < length && gate->text[at] != '\n')
            at++;
        if (at > begun)
            needles[n++] = needle_of(gate->text + begun, at - begun);
        if (n && (at == begun || at == length))
            gate->ends[gate->clauses++] = n;
    }
    gate->needles = needles;
    return 0;
}

static void gate_free(Gate *gate)
{
    PyMem_Free(gate->needles);
    PyMem_Free(gate->text);
    PyMem_Free(gate->ends);
}

static int stands_at(const Line *line, uint32_t at, const Needle *needle)
{
    return at + needle->length <= line->length &&
           !memcmp(line->text + at, needle->text, needle->length * sizeof *line->text);
}

static int stands(const Line *line, const Needle *needle)
{
    if (needle->mark)
        return line->marks >> (needle->mark - 1) & 1;
    if (needle->at_start)
        return stands_at(line, 0, needle) || (line->lead && stands_at(line, line->lead, needle));
    if (needle->length > line->length)
        return 0;
    if (!needle->length)
        return 1;
    for (uint32_t at = 0; at <= line->length - needle->length; at++)
        if (line->text[at] == needle->text[0] && stands_at(line, at, needle))
            return 1;
    return 0;
}

/* May the rule hit the line, by its gate, which is read when it is first asked? -1 with an exception. */
static int lets(Finder *self, const Line *line, uint32_t rule)
{
    Gate *gate = &self->gates[rule];
    if (!gate->needles && gate_make(gate, PyTuple_GET_ITEM(self->gate_texts, rule)) < 0)
        return -1;
    uint32_t n = 0;
    for (uint32_t k = 0; k < gate->clauses; k++) {
        int shown = 0;
        for (; n < gate->ends[k]; n++)
            if (!shown)
                shown = stands(line, &gate->needles[n]);
        if (!shown)
            return 0;
    }
    return 1;
}

/* --- candidates --------------------------------------------------------------------------------------------------- */

static int report(Finder *self, const Line *line, uint32_t rule, PyObject *pairs)
{
    if (self->rules[rule].found == line->number)
        return 0;
    self->rules[rule].found = line->number;
    PyObject *pair = Py_BuildValue("In", rule, line->index);
    int failed = !pair || PyList_Append(pairs, pair) < 0;
    Py_XDECREF(pair);
    return failed ? -1 : 0;
}

static int by_number(const void *one, const void *other)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
    return (a > b) - (a < b);
}

/* Lets go of the automata that were not asked for longest, once there are too many: most rules are met once in a
   million lines, and to make an automaton anew takes a fraction of a millisecond. */
static void let_go(Finder *self)
{
    if (self->n_automata < MOST_AUTOMATA || self->busy)
        return;
    uint64_t *asked = PyMem_Malloc(self->n_automata * sizeof *asked);
    if (!asked)
        return; /* then they stay */
    uint32_t count = 0;
    for (Py_ssize_t rule = 0; rule < self->n_rules && count < self->n_automata; rule++)
        if (self->automata[rule])
            asked[count++] = self->rules[rule].asked;
    qsort(asked, count, sizeof *asked, by_number);
    uint64_t last = asked[count / 4];
    for (Py_ssize_t rule = 0; rule < self->n_rules; rule++)
        if (self->automata[rule] && self->rules[rule].asked <= last) {
            automaton_free(self->automata[rule]);
            self->automata[rule] = NULL;
            self->is_known[rule] = 0;
            self->n_automata--;
        }
    PyMem_Free(asked);
}

/* Makes the automaton of a rule's pattern, if it has one; -1 with an exception. */
static int make_automaton(Finder *self, uint32_t rule)
{
    PyObject *pattern = PyObject_CallFunction(self->pattern, "I", rule), *source;
    int is_cased, failed = !pattern;
    if (!failed && pattern != Py_None) {
        failed = !PyTuple_Check(pattern);
        if (failed)
            PyErr_SetString(PyExc_TypeError, "a pattern is no tuple");
        else
            failed = !PyArg_ParseTuple(pattern, "Up", &source, &is_cased);
        Automaton *made = failed ? NULL : automaton_make(self->kinds, source);
        failed = !made;
        if (made && self->automata[rule])
            automaton_free(made); /* while the pattern was asked for, another thread made it */
        else if (made) {
            self->automata[rule] = made;
            self->is_cased[rule] = (uint8_t)is_cased;
            self->n_automata++;
        }
    }
    Py_XDECREF(pattern);
    return failed ? -1 : 0;
}

/* The automaton of a rule's pattern, made when it is of use; NULL if it has no pattern, or with an exception. */
static Automaton *automaton_of(Finder *self, uint32_t rule)
{
    if (self->is_known[rule])
        return self->automata[rule];
    let_go(self);
    self->busy++;
    if (make_automaton(self, rule) == 0)
        self->is_known[rule] = 1;
    self->busy--;
    return self->automata[rule];
}

/* May the rule's pattern match on the line? -1 with an exception. */
static int may_match(Finder *self, Line *line, uint32_t rule)
{
    if (line->length > self->most_seen)
        return 1;
    Automaton *automaton = automaton_of(self, rule);
    if (!automaton)
        return PyErr_Occurred() ? -1 : 1;
    const Py_UCS4 *text = line->text;
    uint32_t length = line->length;
    if (self->is_cased[rule]) {
        if (!line->cased && !(line->cased = text_of(line->with_case, &line->cased_length)))
            return -1;
        text = line->cased;
        length = line->cased_length;
    }
    self->busy++;
    int may = automaton_lets(automaton, text, length);
    self->busy--;
    return may;
}

static int wanted(Finder *self, Line *line, Wish wish, uint32_t end, PyObject *pairs)
{
    uint32_t rule = wish >> 2;
    Rule *about = &self->rules[rule];
    if (line->length > about->longest || !fits(about->bits, line->scopes))
        return 0;
    if (wish & 1 && end < line->length && Py_UNICODE_ISALPHA(line->text[end]))
        return 0;
    if (wish & 2)
        return report(self, line, rule, pairs);
    if (about->asked == line->number)
        return 0;
    about->asked = line->number;
    int may = lets(self, line, rule);
    may = may > 0 ? may_match(self, line, rule) : may;
    return may > 0 ? report(self, line, rule, pairs) : may;
}

static int want_all(Finder *self, Line *line, const Literal *literal, uint32_t end, PyObject *pairs)
{
    for (uint32_t k = 0; k < literal->count; k++)
        if (wanted(self, line, self->wishes[literal->wishes + k], end, pairs) < 0)
            return -1;
    return 0;
}

/* The same of a literal, -1 being none, and of those that come next. */
static int want_each(Finder *self, Line *line, int32_t number, uint32_t end, PyObject *pairs)
{
    for (; number >= 0; number = self->literals[number].next)
        if (want_all(self, line, &self->literals[number], end, pairs) < 0)
            return -1;
    return 0;
}

/* Reports what a window at `at` begins with, from the first trait of its literals on. */
static int look_from(Finder *self, Line *line, const Trait *trait, uint32_t at, PyObject *pairs)
{
    for (;; trait++) {
        uint32_t start = at - trait->window;
        if (fits(trait->scopes, line->scopes) && line->length <= trait->longest && at >= trait->window &&
            start + trait->length <= line->length && line->text[(int64_t)at + trait->other] == trait->character) {
            Literal *literal = &self->literals[trait->number >> 1];
            if (literal->seen != line->number &&
                !memcmp(line->text + start, literal->text, literal->length * sizeof *line->text)) {
                if (literal->seen != AGAIN)
                    literal->seen = line->number;
                if (want_all(self, line, literal, start + literal->length, pairs) < 0)
                    return -1;
            }
        }
        if (trait->number & 1)
            return 0;
    }
}

/* Windows that stand on a line, to be looked up together: what one look waits for comes while others are made. */
typedef struct {
    struct {
        uint64_t key;
        uint32_t at;
    } windows[TOGETHER];
    uint32_t count;
} Pending;

static int look_up(Finder *self, const Table *table, Line *line, Pending *pending, PyObject *pairs)
{
    uint32_t found = 0, at[TOGETHER];
    const Trait *traits[TOGETHER];
    for (uint32_t k = 0; k < pending->count; k++) {
        int32_t first = table->slots[slot_of(table, pending->windows[k].key)].first;
        if (first < 0)
            continue;
        __builtin_prefetch(&table->traits[first]);
        at[found] = pending->windows[k].at;
        traits[found++] = &table->traits[first];
    }
    pending->count = 0;
    for (uint32_t k = 0; k < found; k++)
        if (look_from(self, line, traits[k], at[k], pairs) < 0)
            return -1;
    return 0;
}

/* Looks up the window `key` that stands at `at`, now or later. */
static int look(Finder *self, const Table *table, Line *line, Pending *pending, uint64_t key, uint32_t at, PyObject *pairs)
{
    __builtin_prefetch(&table->slots[first_slot(table, key)]);
    pending->windows[pending->count].key = key;
    pending->windows[pending->count].at = at;
    return ++pending->count == TOGETHER ? look_up(self, table, line, pending, pairs) : 0;
}

static void sieve_join(const Table *table, uint32_t languages, Sieve *joined)
{
    for (int k = 0; k < LANGUAGES; k++) {
        const uint64_t *more = (const uint64_t *)table->sieves[k];
        if (more && languages >> k & 1)
            for (size_t i = 0; i < sizeof *joined / sizeof *more; i++)
                ((uint64_t *)joined)[i] |= more[i];
    }
}

static const Sieves *sieves_of(Finder *self, uint32_t languages)
{
    for (const Sieves *known = self->sieves; known; known = known->next)
        if (known->languages == languages)
            return known;
    Sieves *made = PyMem_Calloc(1, sizeof *made);
    if (!made) {
        PyErr_NoMemory();
        return NULL;
    }
    made->languages = languages;
    sieve_join(&self->inside, languages, &made->inside);
    sieve_join(&self->at_ends, languages, &made->at_ends);
    sieve_join(&self->opening, languages, &made->opening);
    made->next = self->sieves;
    return self->sieves = made;
}

static int look_inside(Finder *self, const Table *table, const Sieve *sieve, Line *line, PyObject *pairs)
{
    const Py_UCS4 *text = line->text;
    Pending pending = {.count = 0};
    uint64_t pack = packed(text, line->length) << 16;
    for (uint32_t at = 0; at < line->length; at++) {
        uint32_t left = line->length - at;
        pack = pack >> 16 | (left >= SHORT ? (uint64_t)(text[at + SHORT - 1] & 0xFFFF) << 48 : 0);
        int may = is_set(sieve->pairs, pair_of(pack));
        for (uint32_t size = 1; may && size < SHORT; size++)
            if (size <= left && may_begin(sieve, pack & (((uint64_t)1 << 16 * size) - 1), size))
                if (look(self, table, line, &pending, gram(text + at, size), at, pairs) < 0)
                    return -1;
        if (left < SHORT || !may_begin(sieve, pack, SHORT))
            continue;
        if (is_set(sieve->just_four, bit_of(pack, BITS)) &&
            look(self, table, line, &pending, gram(text + at, SHORT), at, pairs) < 0)
            return -1;
        uint64_t key = left >= GRAM ? gram(text + at, GRAM) : 0;
        if (key && is_set(sieve->six, bit_of(key, BITS)) && look(self, table, line, &pending, key, at, pairs) < 0)
            return -1;
    }
    return look_up(self, table, line, &pending, pairs);
}

static int look_opening(Finder *self, const Sieve *sieve, Line *line, uint32_t at, PyObject *pairs)
{
    const Table *table = &self->opening;
    Pending pending = {.count = 0};
    for (uint32_t size = 1; size <= OPENING && at + size <= line->length; size++) {
        if (size <= SHORT && !may_begin(sieve, packed(line->text + at, size), size)) {
            if (size < SHORT)
                continue;
            break; /* nor does a longer one */
        }
        if (table->sizes >> size & 1 && look(self, table, line, &pending, gram(line->text + at, size), at, pairs) < 0)
            return -1;
    }
    if (look_up(self, table, line, &pending, pairs) < 0)
        return -1;
    for (uint32_t k = 0; k < self->n_everywhere; k++) {
        const Everywhere *each = &self->everywhere[k];
        if (line->length <= each->longest && fits(each->bits, line->scopes) && wanted(self, line, each->wish, at, pairs) < 0)
            return -1;
    }
    return 0;
}

static int in_ranges(const uint32_t *ranges, Py_ssize_t count, Py_UCS4 char_)
{
    for (Py_ssize_t k = 0; k < count; k++)
        if (char_ >= ranges[2 * k] && char_ <= ranges[2 * k + 1])
            return 1;
    return 0;
}

/* Which marks the line bears: digits first, then the scripts. */
static uint32_t marks_of(const Finder *self, const Line *line, int ascii)
{
    uint32_t marks = 0;
    for (uint32_t k = 0; k < line->length && marks != (ascii ? 1u : (2u << SCRIPTS) - 1); k++) {
        Py_UCS4 char_ = line->text[k];
        if (!(marks & 1) && Py_UNICODE_ISDECIMAL(char_))
            marks |= 1;
        for (int script = 0; char_ > 127 && script < SCRIPTS; script++)
            if (!(marks >> (script + 1) & 1) && in_ranges(self->ranges[script], self->n_ranges[script], char_))
                marks |= 2u << script;
    }
    return marks;
}

/* The rules whose phrase the line is. */
static int look_whole(Finder *self, PyObject *string, const Line *line, PyObject *pairs)
{
    uint32_t end = line->length;
    int spaced = 0;
    while (end > line->lead && !Py_UNICODE_ISALNUM(line->text[end - 1]))
        end--;
    for (uint32_t at = line->lead; at + 1 < end && !spaced; at++)
        spaced = line->text[at] == ' ' && line->text[at + 1] == ' ';
    PyObject *phrase = spaced ? PyObject_CallOneArg(self->bare, string) : PyUnicode_Substring(string, line->lead, end);
    if (!phrase)
        return -1;
    PyObject *known = PyDict_GetItemWithError(self->phrases, phrase);
    Py_DECREF(phrase);
    if (!known)
        return PyErr_Occurred() ? -1 : 0;
    for (int32_t number = (int32_t)PyLong_AsLong(known); number >= 0; number = self->said[number].next)
        for (uint32_t k = 0; k < self->said[number].count; k++) {
            uint32_t rule = self->wishes[self->said[number].wishes + k] >> 2;
            if (fits(self->rules[rule].bits, line->scopes) && line->length <= self->rules[rule].longest &&
                report(self, line, rule, pairs) < 0)
                return -1;
        }
    return 0;
}

static int look_at(Finder *self, PyObject *string, Line *line, const Sieves *sieves, PyObject *pairs)
{
    line->number = ++self->lines;
    line->lead = 0;
    while (line->lead < line->length && !Py_UNICODE_ISALNUM(line->text[line->lead]))
        line->lead++;
    line->marks = line->scopes & self->ends ? marks_of(self, line, PyUnicode_IS_ASCII(string)) : 0;
    if (line->length <= self->longest_phrase && look_whole(self, string, line, pairs) < 0)
        return -1;
    if (look_opening(self, &sieves->opening, line, 0, pairs) < 0)
        return -1;
    if (line->lead && look_opening(self, &sieves->opening, line, line->lead, pairs) < 0)
        return -1;
    if (look_inside(self, &self->inside, &sieves->inside, line, pairs) < 0)
        return -1;
    if (line->scopes & self->ends && look_inside(self, &self->at_ends, &sieves->at_ends, line, pairs) < 0)
        return -1;
    for (int k = 0; k <= SCRIPTS; k++)
        if (line->marks >> k & 1 && want_each(self, line, self->marked[k], line->length, pairs) < 0)
            return -1;
    for (Py_ssize_t k = 0; k < self->n_always; k++)
        if (wanted(self, line, self->always[k], 0, pairs) < 0)
            return -1;
    return 0;
}

PyDoc_STRVAR(find_doc, "find(lines, cased, indexes, scopes)\n--\n\n"
    "The pairs (rule, index) of the lines at `indexes` that rules want to see, each once.\n\n"
    "`lines` are all folded lines, `cased` the same with their case, `scopes` the scopes each stands in and the\n"
    "languages it may be in, as bits.");

static PyObject *Finder_find(Finder *self, PyObject *args)
{
    PyObject *lines, *cased, *indexes, *scopes;
    if (!PyArg_ParseTuple(args, "O!O!O!O!", &PyList_Type, &lines, &PyList_Type, &cased, &PyList_Type, &indexes,
                          &PyList_Type, &scopes))
        return NULL;
    PyObject *pairs = PyList_New(0);
    Py_UCS4 *buffer = NULL;
    Py_ssize_t room = 0;
    const Sieves *sieves = NULL; /* as a rule, the same for all lines of a text */
    for (Py_ssize_t k = 0; pairs && k < PyList_GET_SIZE(indexes); k++) {
        Py_ssize_t index = PyLong_AsSsize_t(PyList_GET_ITEM(indexes, k));
        if (index < 0 || index >= PyList_GET_SIZE(lines) || index >= PyList_GET_SIZE(cased) ||
            index >= PyList_GET_SIZE(scopes)) {
            PyErr_SetString(PyExc_IndexError, "there is no such line");
            Py_CLEAR(pairs);
            break;
        }
        PyObject *string = PyList_GET_ITEM(lines, index);
        Py_ssize_t length = PyUnicode_Check(string) ? PyUnicode_GET_LENGTH(string) : -1;
        if (length > room || !buffer) {
            PyMem_Free(buffer);
            room = length > 1000 ? length : 1000;
            buffer = PyMem_Malloc((room + 1) * sizeof *buffer);
        }
        Line line = {buffer, (uint32_t)length, 0, 0, 0, index, 0, PyList_GET_ITEM(cased, index), NULL, 0};
        line.scopes = (uint32_t)PyLong_AsUnsignedLong(PyList_GET_ITEM(scopes, index));
        if (!sieves || sieves->languages != line.scopes >> TONGUES)
            sieves = sieves_of(self, line.scopes >> TONGUES);
        if (!sieves || !buffer || length < 0 || !PyUnicode_AsUCS4(string, buffer, room + 1, 0) ||
            look_at(self, string, &line, sieves, pairs) < 0) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_TypeError, "lines are strings");
            Py_CLEAR(pairs);
        }
        PyMem_Free(line.cased);
    }
    PyMem_Free(buffer);
    return pairs;
}

/* --- making a finder ------------------------------------------------------------------------------------------- */

/* A list of numbers below `limit`, copied to `numbers`, which has room for it; the next is `step` bytes further on. */
static int read_numbers(PyObject *list, uint32_t *numbers, size_t step, unsigned long limit)
{
    for (Py_ssize_t k = 0; k < PyList_GET_SIZE(list); k++) {
        unsigned long number = PyLong_AsUnsignedLong(PyList_GET_ITEM(list, k));
        if (PyErr_Occurred())
            return -1;
        if (number >= limit) {
            PyErr_SetString(PyExc_ValueError, "a number is too large");
            return -1;
        }
        *(uint32_t *)((char *)numbers + (size_t)k * step) = (uint32_t)number;
    }
    return 0;
}

/* A list among the wishes: a new reference. */
static PyObject *list_of(PyObject *wishes, const char *name)
{
    PyObject *list = PyObject_GetAttrString(wishes, name);
    if (list && !PyList_Check(list)) {
        PyErr_Format(PyExc_TypeError, "%s is no list", name);
        Py_CLEAR(list);
    }
    return list;
}

static int read_rules(Finder *self, PyObject *wishes)
{
    PyObject *scopes = list_of(wishes, "bits"), *longest = list_of(wishes, "longest");
    PyObject *gates = list_of(wishes, "gates"), *always = list_of(wishes, "always");
    int failed = !scopes || !longest || !gates || !always;
    if (!failed) {
        self->n_rules = PyList_GET_SIZE(scopes);
        size_t n = (size_t)self->n_rules + 1;
        self->rules = PyMem_Calloc(n, sizeof *self->rules);
        self->gates = PyMem_Calloc(n, sizeof *self->gates);
        self->always = PyMem_Calloc(n, sizeof *self->always);
        self->automata = PyMem_Calloc(n, sizeof *self->automata);
        self->is_cased = PyMem_Calloc(n, sizeof *self->is_cased);
        self->is_known = PyMem_Calloc(n, sizeof *self->is_known);
        failed = !self->rules || !self->gates || !self->always ||
                 !self->automata || !self->is_cased || !self->is_known ||
                 PyList_GET_SIZE(longest) != self->n_rules || PyList_GET_SIZE(gates) != self->n_rules ||
                 PyList_GET_SIZE(always) > self->n_rules ||
                 read_numbers(scopes, &self->rules->bits, sizeof *self->rules, UINT32_MAX) < 0 ||
                 read_numbers(longest, &self->rules->longest, sizeof *self->rules, UINT32_MAX) < 0 ||
                 read_numbers(always, self->always, sizeof *self->always, (unsigned long)self->n_rules) < 0;
    }
    if (!failed) {
        self->n_always = PyList_GET_SIZE(always);
        for (Py_ssize_t k = 0; k < self->n_always; k++)
            self->always[k] <<= 2;
        self->gate_texts = PyList_AsTuple(gates);
        failed = !self->gate_texts;
        for (Py_ssize_t k = 0; !failed && k < self->n_rules; k++)
            failed = !PyUnicode_Check(PyTuple_GET_ITEM(self->gate_texts, k));
    }
    Py_XDECREF(scopes);
    Py_XDECREF(longest);
    Py_XDECREF(gates);
    Py_XDECREF(always);
    return failed ? -1 : 0;
}

/* Texts for which rules want to see a line, as columns: see wishes.py. */
typedef struct {
    PyObject *texts;
    Py_buffer counts, wishes, windows;
    uint32_t n, characters;
} Wanted;

/* A column of numbers. */
static int column_open(Py_buffer *column, PyObject *wanted, const char *name)
{
    PyObject *numbers = PyObject_GetAttrString(wanted, name);
    int failed = !numbers || PyObject_GetBuffer(numbers, column, PyBUF_FORMAT | PyBUF_ND) < 0;
    Py_XDECREF(numbers);
    if (!failed && (column->itemsize != sizeof(uint32_t) || !column->format || strcmp(column->format, "I"))) {
        PyErr_Format(PyExc_TypeError, "%s are no unsigned numbers of four bytes", name);
        failed = 1;
    }
    return failed ? -1 : 0;
}

static uint32_t count_of(const Py_buffer *column)
{
    return (uint32_t)(column->len / sizeof(uint32_t));
}

static void wanted_close(Wanted *wanted)
{
    Py_XDECREF(wanted->texts);
    PyBuffer_Release(&wanted->counts);
    PyBuffer_Release(&wanted->wishes);
    PyBuffer_Release(&wanted->windows);
}

/* Opens the columns of that name, into zeros; they must be closed, whatever comes of it. */
static int wanted_open(Wanted *wanted, PyObject *wishes, const char *name, Py_ssize_t rules)
{
    PyObject *columns = PyObject_GetAttrString(wishes, name);
    wanted->texts = columns ? PyObject_GetAttrString(columns, "texts") : NULL;
    int failed = !wanted->texts || column_open(&wanted->counts, columns, "counts") < 0 ||
                 column_open(&wanted->wishes, columns, "wishes") < 0 ||
                 column_open(&wanted->windows, columns, "windows") < 0;
    Py_XDECREF(columns);
    if (failed)
        return -1;
    if (!PyUnicode_Check(wanted->texts)) {
        PyErr_SetString(PyExc_TypeError, "texts are no text");
        return -1;
    }
    wanted->n = count_of(&wanted->counts);
    wanted->characters = (uint32_t)PyUnicode_GET_LENGTH(wanted->texts);
    uint64_t total = 0, texts = wanted->n > 0;
    for (uint32_t k = 0; k < wanted->n; k++)
        total += ((uint32_t *)wanted->counts.buf)[k];
    for (uint32_t k = 0; k < wanted->characters; k++)
        texts += PyUnicode_READ_CHAR(wanted->texts, k) == '\n';
    failed = texts != wanted->n || total != count_of(&wanted->wishes) || count_of(&wanted->windows) != wanted->n;
    for (uint32_t k = 0; k < count_of(&wanted->wishes); k++)
        failed |= ((uint32_t *)wanted->wishes.buf)[k] >> 2 >= (uint64_t)rules;
    if (failed)
        PyErr_SetString(PyExc_ValueError, "the columns do not fit together");
    return failed ? -1 : 0;
}

/* Takes the wishes over, and gives the number of the first. There is room. */
static uint32_t take_wishes(Finder *self, const Wanted *wanted)
{
    uint32_t first = self->n_wishes;
    if (count_of(&wanted->wishes))
        memcpy(self->wishes + first, wanted->wishes.buf, wanted->wishes.len);
    self->n_wishes += count_of(&wanted->wishes);
    return first;
}

static int read_literal(Finder *self, int32_t number, int opening)
{
    Literal *literal = &self->literals[number];
    for (uint32_t k = 0; k < literal->count; k++) {
        uint32_t rule = self->wishes[literal->wishes + k] >> 2;
        literal->scopes |= self->rules[rule].bits;
        if (literal->longest < self->rules[rule].longest)
            literal->longest = self->rules[rule].longest;
        if (self->wishes[literal->wishes + k] & 1) /* what stands behind it matters */
            literal->seen = AGAIN;
    }
    int32_t *alike = NULL;
    if (!literal->length)
        alike = &self->opened;
    else if (literal->length == 1 && literal->text[0] >= FIRST_MARK && literal->text[0] <= FIRST_MARK + SCRIPTS)
        alike = &self->marked[literal->text[0] - FIRST_MARK];
    if (alike) {
        literal->next = *alike;
        *alike = number;
        return 0;
    }
    Table *table = opening ? &self->opening : literal->scopes & ((1u << TONGUES) - 1) & ~self->ends ? &self->inside : &self->at_ends;
    if (literal->window > literal->length || literal->window + window_size(table, literal->length) > literal->length) {
        PyErr_SetString(PyExc_ValueError, "the window is not inside the literal");
        return -1;
    }
    return table_add(table, self->literals, number);
}

/* Literals, whose texts are copied to `texts`, where there is room for them. */
static int take_literals(Finder *self, const Wanted *wanted, Py_UCS4 *texts, int opening)
{
    uint32_t wish = take_wishes(self, wanted), at = 0;
    if (wanted->n && !PyUnicode_AsUCS4(wanted->texts, texts, wanted->characters + 1, 1))
        return -1;
    for (uint32_t k = 0; k < wanted->n; k++) {
        Literal *literal = &self->literals[self->n_literals];
        literal->text = texts + at;
        while (at < wanted->characters && texts[at] != '\n')
            at++;
        literal->length = (uint32_t)(texts + at++ - literal->text);
        literal->wishes = wish;
        literal->count = ((uint32_t *)wanted->counts.buf)[k];
        literal->window = ((uint32_t *)wanted->windows.buf)[k];
        wish += literal->count;
        if (read_literal(self, (int32_t)self->n_literals++, opening) < 0)
            return -1;
    }
    return 0;
}

/* Lays the wishes for every line side by side; -1 with an exception. */
static int take_everywhere(Finder *self)
{
    uint32_t count = 0;
    for (int32_t number = self->opened; number >= 0; number = self->literals[number].next)
        count += self->literals[number].count;
    self->everywhere = PyMem_Calloc((size_t)count + 1, sizeof *self->everywhere);
    if (!self->everywhere)
        return PyErr_NoMemory(), -1;
    for (int32_t number = self->opened; number >= 0; number = self->literals[number].next)
        for (uint32_t k = 0; k < self->literals[number].count; k++) {
            Wish wish = self->wishes[self->literals[number].wishes + k];
            const Rule *rule = &self->rules[wish >> 2];
            self->everywhere[self->n_everywhere++] = (Everywhere){rule->bits, rule->longest, wish};
        }
    return 0;
}

static int take_phrases(Finder *self, const Wanted *wanted)
{
    uint32_t wish = take_wishes(self, wanted), at = 0;
    for (uint32_t k = 0; k < wanted->n; k++) {
        uint32_t begun = at;
        while (at < wanted->characters && PyUnicode_READ_CHAR(wanted->texts, at) != '\n')
            at++;
        PyObject *text = PyUnicode_Substring(wanted->texts, begun, at++), *number = PyLong_FromUnsignedLong(k);
        PyObject *known = text && number ? PyDict_SetDefault(self->phrases, text, number) : NULL;
        if (known) {
            Phrase *first = &self->said[PyLong_AsLong(known)], *phrase = &self->said[k];
            *phrase = (Phrase){wish, ((uint32_t *)wanted->counts.buf)[k], -1};
            if (first != phrase) {
                phrase->next = first->next;
                first->next = (int32_t)k;
            }
            wish += phrase->count;
        }
        Py_XDECREF(text);
        Py_XDECREF(number);
        if (!known)
            return -1;
    }
    return 0;
}

static int read_texts(Finder *self, PyObject *wishes)
{
    Wanted phrases = {0}, openings = {0}, inside = {0};
    int failed = wanted_open(&phrases, wishes, "phrases", self->n_rules) < 0 ||
                 wanted_open(&openings, wishes, "openings", self->n_rules) < 0 ||
                 wanted_open(&inside, wishes, "inside", self->n_rules) < 0;
    if (!failed) {
        size_t n_wishes = (size_t)count_of(&phrases.wishes) + count_of(&openings.wishes) + count_of(&inside.wishes);
        self->wishes = PyMem_Calloc(n_wishes + 1, sizeof *self->wishes);
        self->said = PyMem_Calloc((size_t)phrases.n + 1, sizeof *self->said);
        self->literals = PyMem_Calloc((size_t)openings.n + inside.n + 1, sizeof *self->literals);
        for (size_t k = 0; self->literals && k < (size_t)openings.n + inside.n; k++)
            self->literals[k].next = -1;
        self->texts = PyMem_Calloc((size_t)openings.characters + inside.characters + 2, sizeof *self->texts);
        self->phrases = PyDict_New();
        failed = !self->wishes || !self->said || !self->literals || !self->texts || !self->phrases ||
                 table_make(&self->opening, openings.n, OPENING) < 0 || table_make(&self->inside, inside.n, GRAM) < 0 ||
                 table_make(&self->at_ends, inside.n, GRAM) < 0;
        if (failed)
            PyErr_NoMemory();
    }
    failed = failed || take_phrases(self, &phrases) < 0 || take_literals(self, &openings, self->texts, 1) < 0 ||
             take_literals(self, &inside, self->texts + openings.characters + 1, 0) < 0 || take_everywhere(self) < 0;
    if (!failed && (table_close(&self->opening, self->literals) < 0 || table_close(&self->inside, self->literals) < 0 ||
                    table_close(&self->at_ends, self->literals) < 0))
        PyErr_NoMemory();
    wanted_close(&phrases);
    wanted_close(&openings);
    wanted_close(&inside);
    PyObject *longest = failed ? NULL : PyObject_GetAttrString(wishes, "longest_phrase");
    long most = longest ? PyLong_AsLong(longest) : 0;
    Py_XDECREF(longest);
    self->longest_phrase = most < 0 ? 0 : (uint32_t)most;
    return PyErr_Occurred() ? -1 : 0;
}

static int read_scripts(Finder *self, PyObject *scripts)
{
    for (int k = 0; k < SCRIPTS; k++) {
        PyObject *ranges = PyTuple_GetItem(scripts, k);
        if (!ranges || !PyTuple_Check(ranges))
            return -1;
        self->n_ranges[k] = PyTuple_GET_SIZE(ranges);
        self->ranges[k] = PyMem_Calloc(2 * self->n_ranges[k] + 1, sizeof **self->ranges);
        for (Py_ssize_t i = 0; self->ranges[k] && i < self->n_ranges[k]; i++) {
            uint32_t *range = self->ranges[k] + 2 * i;
            if (!PyArg_ParseTuple(PyTuple_GET_ITEM(ranges, i), "II", &range[0], &range[1]))
                return -1;
        }
        if (!self->ranges[k])
            return -1;
    }
    return 0;
}

PyDoc_STRVAR(Finder_doc, "Finder(wishes, ends, scripts, bare, pattern, members, most_seen)\n--\n\n"
    "Finds which rules want to see which lines.\n\n"
    "`wishes` as in wishes.py. `ends`: the scopes in which lines are marked. `scripts`: ranges of code points, for each\n"
    "mark behind that of digits. `bare` gives what is left of a line without its decoration. `pattern` gives, by rule,\n"
    "None, or its pattern and whether that sees the line with its case; lines on which it can't match are not wanted for\n"
    "it. `members` tells which characters are of a class: see _automaton.h. Of a line longer than `most_seen` characters\n"
    "patterns see a part.");

static PyObject *Finder_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(more))
{
    PyObject *wishes, *scripts, *bare, *pattern, *members;
    unsigned int ends, most_seen;
    if (!PyArg_ParseTuple(args, "OIO!OOOI", &wishes, &ends, &PyTuple_Type, &scripts, &bare, &pattern, &members,
                          &most_seen))
        return NULL;
    Finder *self = (Finder *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->bare = Py_NewRef(bare);
    self->pattern = Py_NewRef(pattern);
    self->kinds = kinds_make(members);
    self->most_seen = most_seen;
    self->ends = ends;
    self->opened = -1;
    memset(self->marked, -1, sizeof self->marked);
    if (!self->kinds || read_rules(self, wishes) < 0 || read_texts(self, wishes) < 0 || read_scripts(self, scripts) < 0) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "these are no wishes");
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static int Finder_traverse(Finder *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->phrases);
    Py_VISIT(self->bare);
    Py_VISIT(self->pattern);
    if (self->kinds)
        Py_VISIT(kinds_members(self->kinds));
    return 0;
}

static int Finder_clear(Finder *self)
{
    Py_CLEAR(self->phrases);
    Py_CLEAR(self->bare);
    Py_CLEAR(self->pattern);
    Py_CLEAR(self->gate_texts);
    return 0;
}

static void Finder_dealloc(Finder *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Finder_clear(self);
    for (Py_ssize_t k = 0; self->gates && k < self->n_rules; k++)
        gate_free(&self->gates[k]);
    for (int k = 0; k < SCRIPTS; k++)
        PyMem_Free(self->ranges[k]);
    for (Sieves *next; self->sieves; self->sieves = next) {
        next = self->sieves->next;
        PyMem_Free(self->sieves);
    }
    for (Py_ssize_t k = 0; self->automata && k < self->n_rules; k++)
        automaton_free(self->automata[k]);
    PyMem_Free(self->automata);
    PyMem_Free(self->is_cased);
    PyMem_Free(self->is_known);
    kinds_free(self->kinds);
    table_free(&self->inside);
    table_free(&self->at_ends);
    table_free(&self->opening);
    PyMem_Free(self->literals);
    PyMem_Free(self->said);
    PyMem_Free(self->texts);
    PyMem_Free(self->wishes);
    PyMem_Free(self->always);
    PyMem_Free(self->rules);
    PyMem_Free(self->everywhere);
    PyMem_Free(self->gates);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef Finder_methods[] = {{"find", (PyCFunction)Finder_find, METH_VARARGS, find_doc}, {0}};

static PyType_Slot Finder_slots[] = {
    {Py_tp_doc, (void *)Finder_doc},
    {Py_tp_new, Finder_new},
    {Py_tp_dealloc, Finder_dealloc},
    {Py_tp_traverse, Finder_traverse},
    {Py_tp_clear, Finder_clear},
    {Py_tp_methods, Finder_methods},
    {0, NULL},
};

static PyType_Spec Finder_spec = {
    "cleaner.matching._native.Finder", sizeof(Finder), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE, Finder_slots};

/* --- patterns alone ----------------------------------------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD
    Kinds *kinds;
    Automaton **automata;
    Py_ssize_t count;
} Prefilter;

PyDoc_STRVAR(lets_doc, "lets(text)\n--\n\nThe numbers of the patterns that may match on the text, in order.");

static PyObject *Prefilter_lets(Prefilter *self, PyObject *string)
{
    uint32_t length;
    Py_UCS4 *text = text_of(string, &length);
    PyObject *told = text ? PyList_New(0) : NULL;
    for (Py_ssize_t k = 0; told && k < self->count; k++) {
        int may = automaton_lets(self->automata[k], text, length);
        PyObject *number = may > 0 ? PyLong_FromSsize_t(k) : NULL;
        if (may < 0 || (may && (!number || PyList_Append(told, number) < 0)))
            Py_CLEAR(told);
        Py_XDECREF(number);
    }
    PyMem_Free(text);
    return told;
}

PyDoc_STRVAR(is_known_doc, "is_known(number)\n--\n\nFalse if the pattern can't be read: it may match on any text then.");

static PyObject *Prefilter_is_known(Prefilter *self, PyObject *number)
{
    Py_ssize_t k = PyLong_AsSsize_t(number);
    if (k < 0 || k >= self->count) {
        PyErr_SetString(PyExc_IndexError, "there is no such pattern");
        return NULL;
    }
    return PyBool_FromLong(automaton_is_known(self->automata[k]));
}

PyDoc_STRVAR(Prefilter_doc, "Prefilter(patterns, members)\n--\n\n"
    "Tells which of some patterns may match on a text. `patterns` are a list, `members` is as for Finder.");

static PyObject *Prefilter_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(more))
{
    PyObject *patterns, *members;
    if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &patterns, &members))
        return NULL;
    Prefilter *self = (Prefilter *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->kinds = kinds_make(members);
    self->automata = PyMem_Calloc((size_t)PyList_GET_SIZE(patterns) + 1, sizeof *self->automata);
    if (self->kinds && !self->automata)
        PyErr_NoMemory();
    for (Py_ssize_t k = 0; self->automata && k < PyList_GET_SIZE(patterns) && !PyErr_Occurred(); k++)
        if (!PyUnicode_Check(PyList_GET_ITEM(patterns, k)))
            PyErr_SetString(PyExc_TypeError, "patterns are strings");
        else if ((self->automata[k] = automaton_make(self->kinds, PyList_GET_ITEM(patterns, k))))
            self->count++;
    if (PyErr_Occurred())
        Py_CLEAR(self);
    return (PyObject *)self;
}

static int Prefilter_traverse(Prefilter *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    if (self->kinds)
        Py_VISIT(kinds_members(self->kinds));
    return 0;
}

static void Prefilter_dealloc(Prefilter *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    for (Py_ssize_t k = 0; k < self->count; k++)
        automaton_free(self->automata[k]);
    PyMem_Free(self->automata);
    kinds_free(self->kinds);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef Prefilter_methods[] = {
    {"lets", (PyCFunction)Prefilter_lets, METH_O, lets_doc},
    {"is_known", (PyCFunction)Prefilter_is_known, METH_O, is_known_doc},
    {0},
};

static PyType_Slot Prefilter_slots[] = {
    {Py_tp_doc, (void *)Prefilter_doc},
    {Py_tp_new, Prefilter_new},
    {Py_tp_dealloc, Prefilter_dealloc},
    {Py_tp_traverse, Prefilter_traverse},
    {Py_tp_methods, Prefilter_methods},
    {0, NULL},
};

static PyType_Spec Prefilter_spec = {
    "cleaner.matching._native.Prefilter", sizeof(Prefilter), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE, Prefilter_slots};

static int module_exec(PyObject *module)
{
    PyObject *finder = PyType_FromSpec(&Finder_spec), *prefilter = PyType_FromSpec(&Prefilter_spec);
    int failed = !finder || !prefilter || PyModule_AddObjectRef(module, "Finder", finder) < 0 ||
                 PyModule_AddObjectRef(module, "Prefilter", prefilter) < 0;
    Py_XDECREF(finder);
    Py_XDECREF(prefilter);
    return failed ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, module_exec}, {0, NULL}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "cleaner.matching._native", "The scan's inner loops.", 0, NULL, module_slots,
    NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) { return PyModuleDef_Init(&module); }
