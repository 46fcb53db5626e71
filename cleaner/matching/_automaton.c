/* Automata that tell of a text whether a pattern may match on it.

   A pattern is read into a nondeterministic automaton (Thompson, "Regular Expression Search Algorithm", 1968), of which
   the deterministic one is made state by state, as texts ask for it (as in RE2: Cox, "Regular Expression Matching in the
   Wild", 2010). A step is then one look into a table, whatever the pattern.

   The automaton lets through a little more than the pattern: looking ahead and behind and the edges of words are taken
   to hold, and what may come more than a few times may come any number of times, so that automata stay small. What it
   does not let through, the pattern does not match. Which characters a class such as \w has is asked of the engine that
   runs the patterns, 256 at a time: the two can't differ. */

#include "_automaton.h"
#include <string.h>

#define PAGES (0x110000 / 256)
#define MOST_NODES 65536     /* as they are read; no more than INT16_MAX are kept, for which two bytes do */
#define MOST_STATES 1024
#define MOST_FLUSHES 20     /* an automaton that forgot its states so often costs more than it spares */
#define MOST_COPIES 4       /* what may come more often than that, may come any number of times; */
#define MOST_LEAST 8        /* what must come more often than that, must come so often, */
#define MOST_COPIED 200     /* unless it is larger than this, in nodes: then it must come once */
#define MOST_DEPTH 200
#define MANY 256            /* characters beyond ASCII whose class is kept in mind */
#define UNKNOWN 255

/* --- classes of characters ------------------------------------------------------------------------------------------ */

typedef struct {
    PyObject *source;
    uint64_t *pages[PAGES]; /* of four numbers each; NULL before it was asked for */
} Kind;

struct Kinds {
    PyObject *members;
    Kind **kinds;
    uint32_t count, room;
    /* Where automata make notes while they look for what can be reached: which nodes were seen, in which round, and
       which of them make a state. */
    uint32_t *seen, round, noted;
    int32_t *stack;
    uint16_t *listed;
};

Kinds *kinds_make(PyObject *members)
{
    Kinds *kinds = PyMem_Calloc(1, sizeof *kinds);
    if (!kinds) {
        PyErr_NoMemory();
        return NULL;
    }
    kinds->members = Py_NewRef(members);
    return kinds;
}

void kinds_free(Kinds *kinds)
{
    if (!kinds)
        return;
    for (uint32_t k = 0; k < kinds->count; k++) {
        for (uint32_t page = 0; page < PAGES; page++)
            PyMem_Free(kinds->kinds[k]->pages[page]);
        Py_DECREF(kinds->kinds[k]->source);
        PyMem_Free(kinds->kinds[k]);
    }
    PyMem_Free(kinds->kinds);
    PyMem_Free(kinds->seen);
    PyMem_Free(kinds->stack);
    PyMem_Free(kinds->listed);
    Py_XDECREF(kinds->members);
    PyMem_Free(kinds);
}

PyObject *kinds_members(Kinds *kinds)
{
    return kinds->members;
}

/* Makes room for one more of `count` things; -1 if there is none. */
static int grow(void **things, uint32_t count, uint32_t *room, size_t size)
{
    if (count < *room)
        return 0;
    uint32_t more = *room ? *room * 2 : 8;
    void *grown = PyMem_Realloc(*things, more * size);
    if (!grown) {
        PyErr_NoMemory();
        return -1;
    }
    *things = grown;
    *room = more;
    return 0;
}

/* The number of the class that `source` writes, a reference to which is taken over; -1 with an exception. */
static int32_t kind_of(Kinds *kinds, PyObject *source)
{
    if (!source)
        return -1;
    for (uint32_t k = 0; k < kinds->count; k++)
        if (!PyUnicode_Compare(kinds->kinds[k]->source, source)) {
            Py_DECREF(source);
            return (int32_t)k;
        }
    Kind *kind = PyMem_Calloc(1, sizeof *kind);
    if (!kind)
        PyErr_NoMemory();
    if (!kind || grow((void **)&kinds->kinds, kinds->count, &kinds->room, sizeof *kinds->kinds) < 0) {
        PyMem_Free(kind);
        Py_DECREF(source);
        return -1;
    }
    kind->source = source;
    kinds->kinds[kinds->count] = kind;
    return (int32_t)kinds->count++;
}

/* The page of a class, from the bits that `members` gave; NULL with an exception. */
static uint64_t *page_of(PyObject *bits)
{
    if (!PyBytes_Check(bits) || PyBytes_GET_SIZE(bits) != 32) {
        PyErr_SetString(PyExc_ValueError, "a page of a class is 32 bytes");
        return NULL;
    }
    uint64_t *page = PyMem_Calloc(4, sizeof *page);
    if (!page)
        PyErr_NoMemory();
    for (uint32_t k = 0; page && k < 256; k++)
        page[k >> 6] |= (uint64_t)(PyBytes_AS_STRING(bits)[k >> 3] >> (k & 7) & 1) << (k & 63);
    return page;
}

/* Is the character of this class? -1 with an exception. */
static int is_kind(Kinds *kinds, uint32_t number, Py_UCS4 character)
{
    Kind *kind = kinds->kinds[number];
    uint64_t **page = &kind->pages[character >> 8];
    if (!*page) {
        PyObject *bits = PyObject_CallFunction(kinds->members, "OI", kind->source, (unsigned int)(character >> 8));
        uint64_t *made = bits ? page_of(bits) : NULL;
        Py_XDECREF(bits);
        if (!made)
            return -1;
        if (*page)
            PyMem_Free(made); /* while it was asked for, another thread put it there */
        else
            *page = made;
    }
    return (*page)[character >> 6 & 3] >> (character & 63) & 1;
}

/* --- the nondeterministic automaton --------------------------------------------------------------------------------- */

/* A range of characters, or a class: `low` is its number then. */
typedef struct {
    uint32_t low, high, is_class;
} Item;

typedef struct {
    uint32_t first, count, negated; /* its items */
} Set;

typedef enum { EMPTY, SPLIT, SET, BEGIN, END, MATCH } Type;

/* A node as it is read. `other`: of a split, the second way; of a set, its number. */
typedef struct {
    Type type;
    int32_t next, other;
} Draft;

/* A node as it is kept, the empty ones left out: first all sets, `other` being their number, then those that take no
   character, `other` being the second way of a split, or the type of any other, negative. */
typedef struct {
    int16_t next, other;
} Node;

/* A state of the deterministic automaton. */
enum { ACCEPTS = 1, ACCEPTS_AT_END = 2, IS_DEAD = 4 };

struct Automaton {
    Kinds *kinds;
    int known;
    Node *nodes;
    Item *items;
    Set *sets;
    uint32_t n_items, r_items, n_sets, r_sets;
    int32_t first;
    /* Characters that are in the same sets are one letter of the alphabet. */
    uint32_t n_letters, r_letters, set_words;
    uint64_t *letters;       /* by letter: a bit for each set */
    uint8_t ascii[128];
    Py_UCS4 *beyond;         /* characters beyond ASCII, each where its last byte says, */
    uint8_t *beyond_letters; /* and their letters */
    /* The states, and which nodes each is. */
    uint32_t n_positions, words, n_states, r_states, width, flushes;
    uint16_t *members;       /* the nodes that take a character, state by state, in order; */
    uint32_t *ends;          /* by state: where its members end */
    uint32_t r_members;
    uint8_t *flags;          /* by state */
    int16_t *steps;          /* by state and letter: the next state, -1 if that was not asked for yet */
    uint64_t *scratch, *anew; /* `anew`: the nodes with which a match may begin, not at the beginning */
    uint8_t anew_flags;
};

typedef struct {
    Automaton *made;
    Draft *drafts;
    uint32_t n_drafts, r_drafts;
    const Py_UCS4 *at, *end;
    int ignores, depth;
    int unsure;              /* there is something that it does not know, or an exception */
} Reader;

typedef struct {
    int32_t first, last;     /* `last` is an empty node that leads nowhere yet */
} Part;

static const Part NO_PART = {-1, -1};

static int32_t add_node(Reader *reader, Type type, int32_t next, int32_t other)
{
    if (reader->n_drafts >= MOST_NODES)
        reader->unsure = 1;
    if (reader->unsure ||
        grow((void **)&reader->drafts, reader->n_drafts, &reader->r_drafts, sizeof *reader->drafts) < 0) {
        reader->unsure = 1;
        return -1;
    }
    reader->drafts[reader->n_drafts] = (Draft){type, next, other};
    return (int32_t)reader->n_drafts++;
}

static Part empty(Reader *reader)
{
    int32_t node = add_node(reader, EMPTY, -1, -1);
    return (Part){node, node};
}

/* A node of this type, and behind it an empty one. */
static Part single(Reader *reader, Type type, int32_t other)
{
    int32_t last = add_node(reader, EMPTY, -1, -1), first = add_node(reader, type, last, other);
    return (Part){first, last};
}

static Part unsure(Reader *reader)
{
    reader->unsure = 1;
    return NO_PART;
}

static int next_is(Reader *reader, Py_UCS4 character)
{
    if (reader->at >= reader->end || *reader->at != character)
        return 0;
    reader->at++;
    return 1;
}

static void add_item(Reader *reader, uint32_t low, uint32_t high, uint32_t is_class)
{
    Automaton *made = reader->made;
    if (grow((void **)&made->items, made->n_items, &made->r_items, sizeof *made->items) < 0)
        reader->unsure = 1;
    else
        made->items[made->n_items++] = (Item){low, high, is_class};
}

/* The set of all items from `first` on; one with the same items serves as well. */
static Part set_of(Reader *reader, uint32_t first, uint32_t negated)
{
    Automaton *made = reader->made;
    if (reader->unsure)
        return NO_PART;
    uint32_t count = made->n_items - first;
    for (uint32_t k = 0; k < made->n_sets; k++) {
        const Set *set = &made->sets[k];
        if (set->count == count && set->negated == negated &&
            !memcmp(made->items + set->first, made->items + first, count * sizeof *made->items)) {
            made->n_items = first;
            return single(reader, SET, (int32_t)k);
        }
    }
    if (grow((void **)&made->sets, made->n_sets, &made->r_sets, sizeof *made->sets) < 0)
        return unsure(reader);
    made->sets[made->n_sets] = (Set){first, count, negated};
    return single(reader, SET, (int32_t)made->n_sets++);
}

/* The class that stands between two places of the pattern, or a character, as one asks the engine for it. */
static void add_kind(Reader *reader, const Py_UCS4 *from, const Py_UCS4 *to)
{
    PyObject *source = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, from, to - from);
    if (source && reader->ignores) {
        PyObject *ignoring = PyUnicode_FromFormat("(?i:%U)", source);
        Py_SETREF(source, ignoring);
    }
    int32_t kind = kind_of(reader->made->kinds, source);
    if (kind < 0)
        reader->unsure = 1;
    else
        add_item(reader, (uint32_t)kind, (uint32_t)kind, 1);
}

static int is_letter(Py_UCS4 character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/* One character, with its other cases where case is ignored. */
static void add_character(Reader *reader, Py_UCS4 character)
{
    if (!reader->ignores || (character < 128 && !is_letter(character))) {
        add_item(reader, character, character, 0);
        return;
    }
    if (character >= 128) { /* no such character means anything in a pattern */
        add_kind(reader, &character, &character + 1);
        return;
    }
    add_item(reader, character | 32, character | 32, 0);
    add_item(reader, character & ~32u, character & ~32u, 0);
    switch (character | 32) { /* letters that have others beyond ASCII for another case */
    case 'i':
        add_item(reader, 0x130, 0x131, 0);
        break;
    case 'k':
        add_item(reader, 0x212A, 0x212A, 0);
        break;
    case 's':
        add_item(reader, 0x17F, 0x17F, 0);
        break;
    }
}

/* Reads what stands behind a backslash. Gives the character, or -1: a class then, which ends where the reader is. */
static int64_t escaped(Reader *reader)
{
    if (reader->at >= reader->end) {
        reader->unsure = 1;
        return -1;
    }
    Py_UCS4 character = *reader->at++;
    uint32_t digits = 0;
    switch (character) {
    case 'd': case 'D': case 's': case 'S': case 'w': case 'W':
        return -1;
    case 'p': case 'P':
        if (!next_is(reader, '{')) {
            reader->unsure = 1;
            return -1;
        }
        while (reader->at < reader->end && *reader->at != '}')
            reader->at++;
        reader->unsure |= !next_is(reader, '}');
        return -1;
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'f': return '\f';
    case 'v': return '\v';
    case 'a': return '\a';
    case 'x': digits = 2; break;
    case 'u': digits = 4; break;
    case 'U': digits = 8; break;
    }
    if (!digits) {
        reader->unsure |= Py_UNICODE_ISALNUM(character); /* a reference back, or something special */
        return character;
    }
    uint32_t number = 0;
    for (; digits; digits--) {
        Py_UCS4 digit = reader->at < reader->end ? *reader->at++ : 0;
        int is_low = digit >= '0' && digit <= '9', is_high = (digit | 32) >= 'a' && (digit | 32) <= 'f';
        if (!is_low && !is_high) {
            reader->unsure = 1;
            return -1;
        }
        number = number * 16 + (is_low ? digit - '0' : (digit | 32) - 'a' + 10);
    }
    reader->unsure |= number > 0x10FFFF;
    return number;
}

/* Do two characters that make one set of two stand here? */
static int is_operation(const Reader *reader)
{
    const Py_UCS4 *at = reader->at;
    return at + 1 < reader->end && at[0] == at[1] && (*at == '-' || *at == '|' || *at == '&' || *at == '~');
}

/* One member of a class in brackets: a character, which is given, or a class, which is added; -1 then. */
static int64_t member(Reader *reader)
{
    if (reader->at >= reader->end || *reader->at == '[' || is_operation(reader)) {
        reader->unsure = 1;
        return -1;
    }
    const Py_UCS4 *from = reader->at++;
    if (*from != '\\')
        return *from;
    int64_t character = escaped(reader);
    if (character < 0 && !reader->unsure)
        add_kind(reader, from, reader->at);
    return character;
}

static Part brackets(Reader *reader)
{
    Automaton *made = reader->made;
    uint32_t begun = made->n_items, negated = (uint32_t)next_is(reader, '^');
    const Py_UCS4 *first = reader->at, *open = first - 1 - negated;
    int wide = 0; /* does case matter beyond ASCII? */
    while (!reader->unsure && (reader->at == first || !next_is(reader, ']'))) {
        int64_t low = member(reader), high = low;
        if (reader->at + 1 < reader->end && *reader->at == '-' && reader->at[1] != ']') {
            reader->at++;
            high = member(reader);
            reader->unsure |= low < 0 || high < low;
        }
        if (low < 0 || reader->unsure)
            continue;
        wide |= high > 127 || (low != high && reader->ignores);
        if (low == high && !(negated && reader->ignores))
            add_character(reader, (Py_UCS4)low);
        else
            add_item(reader, (uint32_t)low, (uint32_t)high, 0);
    }
    if (!reader->unsure && reader->ignores && (wide || negated)) {
        made->n_items = begun;
        add_kind(reader, open, reader->at);
        return set_of(reader, begun, 0);
    }
    return set_of(reader, begun, negated);
}

static Part alternatives(Reader *reader);

/* The flags of a group, up to a colon. */
static int read_flags(Reader *reader)
{
    int on = 1;
    for (; reader->at < reader->end; reader->at++)
        switch (*reader->at) {
        case ':':
            reader->at++;
            return 1;
        case '-':
            on = 0;
            break;
        case 'i':
            reader->ignores = on;
            break;
        case 's':
            break;
        default:
            return 0;
        }
    return 0;
}

static Part group(Reader *reader)
{
    int before = reader->ignores, looks = 0;
    if (next_is(reader, '?')) {
        const Py_UCS4 *at = reader->at;
        Py_UCS4 one = at < reader->end ? at[0] : 0, two = at + 1 < reader->end ? at[1] : 0;
        if (one == '>')
            reader->at++;
        else if (one == '=' || one == '!') {
            looks = 1;
            reader->at++;
        }
        else if (one == '<' && (two == '=' || two == '!')) {
            looks = 1;
            reader->at += 2;
        }
        else if ((one == 'P' && two == '<') || (one == '<' && (two == '_' || is_letter(two)))) {
            while (reader->at < reader->end && *reader->at != '>')
                reader->at++;
            reader->unsure |= !next_is(reader, '>');
        }
        else if (!read_flags(reader))
            return unsure(reader);
    }
    else if (reader->at < reader->end && *reader->at == '*')
        return unsure(reader);
    uint32_t nodes = reader->n_drafts;
    Part part = alternatives(reader);
    reader->ignores = before;
    if (!next_is(reader, ')'))
        return unsure(reader);
    if (!looks)
        return part;
    reader->n_drafts = nodes; /* taken to hold */
    return empty(reader);
}

static Part joined(Reader *reader, Part before, Part after)
{
    if (reader->unsure)
        return NO_PART;
    reader->drafts[before.last].next = after.first;
    return (Part){before.first, after.last};
}

/* The part, or nothing. */
static Part optional(Reader *reader, Part part)
{
    int32_t way = add_node(reader, SPLIT, part.first, part.last);
    return reader->unsure ? NO_PART : (Part){way, part.last};
}

/* The part once and more often. */
static Part repeated(Reader *reader, Part part)
{
    int32_t out = add_node(reader, EMPTY, -1, -1), way = add_node(reader, SPLIT, part.first, out);
    if (reader->unsure)
        return NO_PART;
    reader->drafts[part.last].next = way;
    return (Part){part.first, out};
}

static Part atom(Reader *reader)
{
    Py_UCS4 character = *reader->at++;
    uint32_t begun = reader->made->n_items;
    switch (character) {
    case '(':
        return group(reader);
    case '[':
        return brackets(reader);
    case '.':
        return set_of(reader, begun, 1); /* anything but nothing: texts with line breaks are let through anyway */
    case '^':
        return single(reader, BEGIN, -1);
    case '$':
        return single(reader, END, -1);
    case '*': case '+': case '?': case '{':
        return unsure(reader);
    case '\\': {
        const Py_UCS4 *from = reader->at - 1;
        Py_UCS4 name = reader->at < reader->end ? *reader->at : 0;
        if (name == 'A' || name == 'Z')
            return reader->at++, single(reader, name == 'A' ? BEGIN : END, -1);
        if (name == 'b' || name == 'B' || name == 'm' || name == 'M')
            return reader->at++, empty(reader); /* taken to hold */
        if (name >= '1' && name <= '9') { /* what a group matched once more: anything */
            while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9')
                reader->at++;
            return optional(reader, repeated(reader, set_of(reader, begun, 1)));
        }
        int64_t seen = escaped(reader);
        if (reader->unsure)
            return NO_PART;
        if (seen < 0)
            add_kind(reader, from, reader->at);
        else
            add_character(reader, (Py_UCS4)seen);
        return set_of(reader, begun, 0);
    }
    }
    add_character(reader, character);
    return set_of(reader, begun, 0);
}

static uint32_t number(Reader *reader, uint32_t otherwise)
{
    if (reader->at >= reader->end || *reader->at < '0' || *reader->at > '9')
        return otherwise;
    uint32_t value = 0;
    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++)
        if (value < 1u << 20)
            value = value * 10 + (*reader->at - '0');
    return value;
}

/* Reads how often something may come, if that is told. `most` is UINT32_MAX for no limit. */
static int quantifier(Reader *reader, uint32_t *least, uint32_t *most)
{
    if (reader->at >= reader->end)
        return 0;
    switch (*reader->at) {
    case '*': *least = 0; *most = UINT32_MAX; break;
    case '+': *least = 1; *most = UINT32_MAX; break;
    case '?': *least = 0; *most = 1; break;
    case '{': {
        const Py_UCS4 *open = reader->at++;
        int told = reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9';
        *least = *most = number(reader, 0);
        if (next_is(reader, ',')) {
            const Py_UCS4 *comma = reader->at;
            *most = number(reader, UINT32_MAX);
            told |= reader->at > comma || told;
        }
        if (!told || reader->at >= reader->end || *reader->at != '}' || *least > *most) {
            reader->at = open;
            reader->unsure = 1;
            return 0;
        }
        break;
    }
    default:
        return 0;
    }
    reader->at++;
    if (!next_is(reader, '?'))
        next_is(reader, '+'); /* what is taken for good lets through no more than what may be given back */
    if (reader->at < reader->end && (*reader->at == '*' || *reader->at == '+' || *reader->at == '?' || *reader->at == '{'))
        reader->unsure = 1;
    return 1;
}

static Part quantified(Reader *reader)
{
    const Py_UCS4 *from = reader->at;
    uint32_t nodes = reader->n_drafts, least, most;
    Part part = atom(reader);
    if (reader->unsure || !quantifier(reader, &least, &most) || reader->unsure)
        return part;
    const Py_UCS4 *behind = reader->at;
    uint32_t size = reader->n_drafts - nodes;
    if (least > MOST_LEAST)
        least = MOST_LEAST;
    if (least > 1 && least * size > MOST_COPIED)
        least = 1;
    if (most > MOST_COPIES || (most > 1 && most * size > MOST_COPIED))
        most = UINT32_MAX;
    if (!most)
        return empty(reader);
    uint32_t copies = most == UINT32_MAX ? (least ? least : 1) : most;
    Part all = empty(reader);
    for (uint32_t k = 0; k < copies && !reader->unsure; k++) {
        if (k) {
            reader->at = from;
            part = atom(reader);
        }
        if (most == UINT32_MAX && k + 1 == copies && !reader->unsure)
            part = repeated(reader, part);
        if (k >= least && !reader->unsure)
            part = optional(reader, part);
        all = joined(reader, all, part);
    }
    reader->at = behind;
    return all;
}

static Part sequence(Reader *reader)
{
    Part all = empty(reader);
    while (!reader->unsure && reader->at < reader->end && *reader->at != '|' && *reader->at != ')')
        all = joined(reader, all, quantified(reader));
    return all;
}

static Part alternatives(Reader *reader)
{
    if (++reader->depth > MOST_DEPTH)
        return unsure(reader);
    Part all = sequence(reader);
    while (!reader->unsure && next_is(reader, '|')) {
        Part more = sequence(reader);
        int32_t way = add_node(reader, SPLIT, all.first, more.first);
        if (reader->unsure)
            break;
        reader->drafts[more.last].next = all.last;
        all.first = way;
    }
    reader->depth--;
    return all;
}

/* --- the deterministic automaton ------------------------------------------------------------------------------------ */

static void *allot(size_t count, size_t size)
{
    void *memory = PyMem_Calloc(count ? count : 1, size);
    if (!memory)
        PyErr_NoMemory();
    return memory;
}

/* Adds the nodes that take a character and are reached from one without any; gives the flags of a state that has them. */
static uint8_t close_over(Automaton *made, int32_t node, int at_start, uint64_t *positions)
{
    Kinds *notes = made->kinds;
    uint8_t flags = 0;
    for (int at_end = 0; at_end < 2; at_end++) {
        uint32_t height = 0;
        int ends = 0;
        notes->round++;
        notes->stack[height++] = node;
        while (height) {
            int32_t at = notes->stack[--height];
            if (notes->seen[at] == notes->round)
                continue;
            notes->seen[at] = notes->round;
            if ((uint32_t)at < made->n_positions) {
                positions[at >> 6] |= (uint64_t)!at_end << (at & 63);
                continue;
            }
            const Node *here = &made->nodes[at];
            if (here->other == -MATCH) {
                flags |= at_end ? ACCEPTS_AT_END : ACCEPTS;
                continue;
            }
            ends |= here->other == -END;
            if ((here->other == -BEGIN && !at_start) || (here->other == -END && !at_end))
                continue;
            if (here->other >= 0)
                notes->stack[height++] = here->other;
            notes->stack[height++] = here->next;
        }
        if (!ends)
            break;
    }
    return flags;
}

/* Where the members of a state begin: few of an automaton's nodes are in any one. */
static uint32_t begins(const Automaton *made, uint32_t state)
{
    return state ? made->ends[state - 1] : 0;
}

/* Makes room for one more state of so many members; -1 with an exception. What grows grows by a little: of thousands of
   automata each has some to spare. */
static int make_room(Automaton *made, uint32_t count)
{
    uint32_t members = begins(made, made->n_states) + count;
    if (!made->members || members > made->r_members) {
        uint32_t room = members + members / 8 + 8;
        uint16_t *grown = PyMem_Realloc(made->members, room * sizeof *grown);
        if (!grown)
            return PyErr_NoMemory(), -1;
        made->members = grown;
        made->r_members = room;
    }
    if (made->n_states < made->r_states)
        return 0;
    uint32_t room = made->r_states + made->r_states / 8 + 8;
    uint32_t *ends = PyMem_Realloc(made->ends, room * sizeof *ends);
    if (ends)
        made->ends = ends;
    uint8_t *all_flags = PyMem_Realloc(made->flags, room);
    if (all_flags)
        made->flags = all_flags;
    int16_t *steps = PyMem_Realloc(made->steps, (size_t)room * made->width * sizeof *steps);
    if (steps)
        made->steps = steps;
    if (!ends || !all_flags || !steps)
        return PyErr_NoMemory(), -1;
    made->r_states = room;
    return 0;
}

/* The state that has just these positions and flags; -1 with an exception, -2 if there are too many. */
static int32_t state_of(Automaton *made, const uint64_t *positions, uint8_t flags)
{
    uint16_t *listed = made->kinds->listed;
    uint32_t count = 0;
    for (uint32_t word = 0; word < made->words; word++)
        for (uint64_t left = positions[word]; left; left &= left - 1)
            listed[count++] = (uint16_t)(word * 64 + (uint32_t)__builtin_ctzll(left));
    size_t size = count * sizeof *listed;
    for (uint32_t k = 0, from = 0; k < made->n_states; from = made->ends[k++])
        if (made->flags[k] == flags && made->ends[k] - from == count && !memcmp(made->members + from, listed, size))
            return (int32_t)k;
    if (made->n_states >= MOST_STATES)
        return -2;
    if (make_room(made, count) < 0)
        return -1;
    uint32_t from = begins(made, made->n_states);
    memcpy(made->members + from, listed, size);
    made->ends[made->n_states] = from + count;
    made->flags[made->n_states] = flags;
    memset(made->steps + (size_t)made->n_states * made->width, -1, made->width * sizeof *made->steps);
    return (int32_t)made->n_states++;
}

/* The state at the beginning of a text, which is the first. */
static int32_t begin(Automaton *made)
{
    memset(made->scratch, 0, made->words * sizeof *made->scratch);
    return state_of(made, made->scratch, close_over(made, made->first, 1, made->scratch));
}

static int32_t step(Automaton *made, int32_t state, uint32_t letter)
{
    const uint64_t *letters = made->letters + (size_t)letter * made->set_words;
    memcpy(made->scratch, made->anew, made->words * sizeof *made->scratch);
    uint8_t flags = made->anew_flags;
    for (uint32_t k = begins(made, (uint32_t)state); k < made->ends[state]; k++) {
        const Node *node = &made->nodes[made->members[k]];
        if (letters[node->other >> 6] >> (node->other & 63) & 1)
            flags |= close_over(made, node->next, 0, made->scratch);
    }
    uint64_t any = 0;
    for (uint32_t word = 0; word < made->words; word++)
        any |= made->scratch[word];
    if (!any && !flags)
        flags = IS_DEAD;
    int32_t next = state_of(made, made->scratch, flags);
    if (next == -2) {
        if (++made->flushes > MOST_FLUSHES) {
            made->known = 0;
            return -2;
        }
        made->n_states = 0;
        uint64_t *kept = allot(made->words, sizeof *kept);
        if (!kept)
            return -1;
        memcpy(kept, made->scratch, made->words * sizeof *kept);
        next = begin(made) < 0 ? -1 : state_of(made, kept, flags);
        PyMem_Free(kept);
        return next; /* the state it came from is forgotten: no step is noted */
    }
    if (next >= 0)
        made->steps[(size_t)state * made->width + letter] = (int16_t)next;
    return next;
}

/* Is the character in the set? -1 with an exception. */
static int has(Automaton *made, const Set *set, Py_UCS4 character)
{
    int found = 0;
    for (uint32_t k = set->first; k < set->first + set->count && !found; k++) {
        const Item *item = &made->items[k];
        found = item->is_class ? is_kind(made->kinds, item->low, character)
                               : character >= item->low && character <= item->high;
    }
    return found < 0 ? -1 : found != (int)set->negated;
}

/* The sets that have the character, a bit each, in memory of its own; NULL with an exception. To ask for a page of a
   class may let another thread in: nothing of the automaton must be held meanwhile. */
static uint64_t *sets_of(Automaton *made, Py_UCS4 character)
{
    uint64_t *sets = allot(made->set_words, sizeof *sets);
    for (uint32_t k = 0; sets && k < made->n_sets; k++) {
        int found = has(made, &made->sets[k], character);
        if (found < 0) {
            PyMem_Free(sets);
            return NULL;
        }
        sets[k >> 6] |= (uint64_t)found << (k & 63);
    }
    return sets;
}

/* The letter of a character that was not seen before; -1 with an exception, -2 if there are too many. */
static int32_t learn(Automaton *made, Py_UCS4 character)
{
    uint64_t *sets = sets_of(made, character);
    if (!sets)
        return -1;
    if (grow((void **)&made->letters, made->n_letters, &made->r_letters, made->set_words * sizeof *sets) < 0) {
        PyMem_Free(sets);
        return -1;
    }
    uint64_t *mine = made->letters + (size_t)made->n_letters * made->set_words;
    memcpy(mine, sets, made->set_words * sizeof *mine);
    PyMem_Free(sets);
    uint32_t letter = 0;
    while (memcmp(made->letters + (size_t)letter * made->set_words, mine, made->set_words * sizeof *mine))
        letter++;
    if (letter == made->n_letters) {
        if (letter == UNKNOWN)
            return made->known = 0, -2;
        made->n_letters++;
    }
    if (letter >= made->width) {
        uint32_t width = made->width + made->width / 4;
        int16_t *steps = PyMem_Malloc((size_t)(made->r_states ? made->r_states : 1) * width * sizeof *steps);
        if (!steps) {
            PyErr_NoMemory();
            return -1;
        }
        memset(steps, -1, (size_t)made->n_states * width * sizeof *steps);
        for (uint32_t k = 0; k < made->n_states; k++)
            memcpy(steps + (size_t)k * width, made->steps + (size_t)k * made->width, made->width * sizeof *steps);
        PyMem_Free(made->steps);
        made->steps = steps;
        made->width = width;
    }
    if (character < 128)
        made->ascii[character] = (uint8_t)letter;
    else {
        made->beyond[character % MANY] = character;
        made->beyond_letters[character % MANY] = (uint8_t)letter;
    }
    return (int32_t)letter;
}

static int32_t letter_beyond(Automaton *made, Py_UCS4 character)
{
    if (!made->beyond) {
        made->beyond = allot(MANY, sizeof *made->beyond);
        made->beyond_letters = allot(MANY, 1);
        if (!made->beyond || !made->beyond_letters) {
            PyMem_Free(made->beyond);
            PyMem_Free(made->beyond_letters);
            made->beyond = NULL;
            made->beyond_letters = NULL;
            return -1;
        }
    }
    if (made->beyond[character % MANY] == character)
        return made->beyond_letters[character % MANY];
    return learn(made, character);
}

int automaton_lets(Automaton *made, const Py_UCS4 *text, uint32_t length)
{
    int32_t state = 0;
    uint32_t flushes = made->flushes;
    for (uint32_t k = 0; k < length && made->known; k++) {
        if (made->flags[state] & (ACCEPTS | IS_DEAD))
            return made->flags[state] & ACCEPTS;
        Py_UCS4 character = text[k];
        if (character == '\n')
            return 1; /* the end may be in front of it */
        int32_t letter = character < 128 ? made->ascii[character] : letter_beyond(made, character);
        if (letter == UNKNOWN)
            letter = learn(made, character);
        if (letter < 0)
            return letter == -2 ? 1 : -1;
        if (made->flushes != flushes) { /* another thread was let in, and states were forgotten: from the beginning */
            flushes = made->flushes;
            state = 0;
            k = UINT32_MAX;
            continue;
        }
        int32_t next = made->steps[(size_t)state * made->width + (uint32_t)letter];
        if (next < 0)
            next = step(made, state, (uint32_t)letter);
        if (next < 0)
            return next == -2 ? 1 : -1;
        flushes = made->flushes;
        state = next;
    }
    return !made->known || made->flags[state] & (ACCEPTS | ACCEPTS_AT_END) ? 1 : 0;
}

/* Room for the notes on so many nodes; -1 with an exception. */
static int make_notes(Kinds *kinds, uint32_t nodes)
{
    if (nodes <= kinds->noted)
        return 0;
    PyMem_Free(kinds->seen);
    PyMem_Free(kinds->stack);
    PyMem_Free(kinds->listed);
    kinds->noted = kinds->round = 0;
    kinds->seen = allot(nodes, sizeof *kinds->seen);
    kinds->stack = allot(2 * (size_t)nodes + 2, sizeof *kinds->stack);
    kinds->listed = allot(nodes, sizeof *kinds->listed);
    if (!kinds->seen || !kinds->stack || !kinds->listed)
        return -1;
    kinds->noted = nodes;
    return 0;
}

/* The place of the first node from this one on that is not empty. A part that was read and not used leads nowhere:
   nothing leads there either, so any place will do. */
static int32_t place_of(const Draft *drafts, const int32_t *places, int32_t node)
{
    while (node >= 0 && drafts[node].type == EMPTY)
        node = drafts[node].next;
    return node < 0 ? 0 : places[node];
}

/* Keeps what was read, but for the empty nodes; -1 with an exception. */
static int keep(Automaton *made, const Draft *drafts, uint32_t count, int32_t first)
{
    int32_t *places = allot(count, sizeof *places), n_nodes = 0;
    if (!places)
        return -1;
    for (int sets = 1; sets >= 0; sets--) {
        for (uint32_t k = 0; k < count; k++)
            if (drafts[k].type != EMPTY && (drafts[k].type == SET) == sets)
                places[k] = n_nodes++;
        if (sets)
            made->n_positions = (uint32_t)n_nodes;
    }
    if (n_nodes > INT16_MAX) {
        PyMem_Free(places);
        made->known = 0;
        return 0;
    }
    made->nodes = allot((size_t)n_nodes, sizeof *made->nodes);
    for (uint32_t k = 0; made->nodes && k < count; k++) {
        const Draft *draft = &drafts[k];
        if (draft->type == EMPTY)
            continue;
        Node *node = &made->nodes[places[k]];
        node->next = (int16_t)(draft->type == MATCH ? 0 : place_of(drafts, places, draft->next));
        node->other = (int16_t)(draft->type == SET ? draft->other
                                : draft->type == SPLIT ? place_of(drafts, places, draft->other) : -(int32_t)draft->type);
    }
    made->first = place_of(drafts, places, first);
    PyMem_Free(places);
    return made->nodes && make_notes(made->kinds, (uint32_t)n_nodes) == 0 ? 0 : -1;
}

/* Gives back the room that was made for more things than there came to be. */
static void fit(void **things, uint32_t count, uint32_t *room, size_t size)
{
    void *less = PyMem_Realloc(*things, (count ? count : 1) * size);
    if (less) {
        *things = less;
        *room = count;
    }
}

static int make_ready(Automaton *made)
{
    fit((void **)&made->items, made->n_items, &made->r_items, sizeof *made->items);
    fit((void **)&made->sets, made->n_sets, &made->r_sets, sizeof *made->sets);
    made->words = made->n_positions / 64 + 1;
    made->set_words = made->n_sets / 64 + 1;
    made->width = 16;
    memset(made->ascii, UNKNOWN, sizeof made->ascii);
    made->scratch = allot(made->words, sizeof *made->scratch);
    made->anew = allot(made->words, sizeof *made->anew);
    if (!made->scratch || !made->anew)
        return -1;
    made->anew_flags = close_over(made, made->first, 0, made->anew);
    return begin(made);
}

Automaton *automaton_make(Kinds *kinds, PyObject *source)
{
    Automaton *made = allot(1, sizeof *made);
    Py_UCS4 *text = made ? PyUnicode_AsUCS4Copy(source) : NULL;
    if (!text) {
        PyMem_Free(made);
        return NULL;
    }
    made->kinds = kinds;
    Reader reader = {made, NULL, 0, 0, text, text + PyUnicode_GET_LENGTH(source), 0, 0, 0};
    Part all = alternatives(&reader);
    int32_t match = add_node(&reader, MATCH, -1, -1);
    made->known = !reader.unsure && reader.at == reader.end;
    if (made->known) {
        reader.drafts[all.last].next = match;
        if (keep(made, reader.drafts, reader.n_drafts, all.first) == 0 && made->known)
            make_ready(made);
    }
    PyMem_Free(reader.drafts);
    PyMem_Free(text);
    if (PyErr_Occurred()) {
        automaton_free(made);
        return NULL;
    }
    return made;
}

int automaton_is_known(const Automaton *automaton)
{
    return automaton->known;
}

void automaton_free(Automaton *made)
{
    if (!made)
        return;
    void *all[] = {made->nodes, made->items, made->sets, made->letters, made->beyond, made->beyond_letters,
                   made->members, made->ends, made->flags, made->steps, made->scratch, made->anew};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        PyMem_Free(all[k]);
    PyMem_Free(made);
}
