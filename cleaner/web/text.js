/** Texts as they are: offsets of code points, blocks to draw, and signs for what can't be seen. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});

  const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;
  const BREAK = /\r\n|\n|\r/g;
  const LONG = 4000; // UTF-16 units of a block: a longer line is drawn in pieces
  const MARKS = 33; // that many combining marks in a row are no writing
  const HEAP = new RegExp(`\\p{M}{${MARKS},}`, "gu");
  // Controls and embeddings are shown as signs, and have no effect; marks that are without width keep theirs.
  const SIGNS = "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069";
  const TICKS = "\\u200b\\u200e\\u200f\\u061c\\u2060\\ufeff";
  const SPECIAL = new RegExp(`[${SIGNS}]|[${TICKS}]|[\\ud800-\\udfff]|\\p{M}{${MARKS},}`, "gu");
  const NAMES = {
    0x61c: "ARABIC LETTER MARK", 0x200b: "ZERO WIDTH SPACE", 0x200e: "LEFT-TO-RIGHT MARK",
    0x200f: "RIGHT-TO-LEFT MARK", 0x2060: "WORD JOINER", 0xfeff: "BYTE ORDER MARK",
    0x2028: "LINE SEPARATOR", 0x2029: "PARAGRAPH SEPARATOR", 0x202a: "LEFT-TO-RIGHT EMBEDDING",
    0x202b: "RIGHT-TO-LEFT EMBEDDING", 0x202c: "POP DIRECTIONAL FORMATTING", 0x202d: "LEFT-TO-RIGHT OVERRIDE",
    0x202e: "RIGHT-TO-LEFT OVERRIDE", 0x2066: "LEFT-TO-RIGHT ISOLATE", 0x2067: "RIGHT-TO-LEFT ISOLATE",
    0x2068: "FIRST STRONG ISOLATE", 0x2069: "POP DIRECTIONAL ISOLATE",
  };
  const SHORT = {
    0x2028: "LS", 0x2029: "PS", 0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF", 0x202d: "LRO", 0x202e: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
  };

  /**
   * Offsets of a text: `units.at(n)` is the UTF-16 offset of code point `n`, `units.point(u)` the way back.
   * Costs 4 bytes for each character beyond the first plane, nothing for other texts.
   */
  Cleaner.units = (text) => {
    const pairs = [];
    for (const found of text.matchAll(PAIR)) pairs.push(found.index);
    if (!pairs.length) return { at: (point) => point, point: (unit) => unit, length: text.length };
    const places = Int32Array.from(pairs); // where pairs begin, in units; pair k is code point places[k] - k
    const before = (target, shift) => {
      let low = 0;
      let high = places.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (places[middle] - shift * middle < target) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    return {
      at: (point) => point + before(point, 1),
      point: (unit) => unit - before(unit, 0),
      length: text.length - places.length,
    };
  };

  /**
   * A text in blocks to draw, each {start, end, stop, part} in units: a line (its break from `end` to `stop`), or a part
   * of one that is too long to be laid out at once (`part` is true of all but the first).
   */
  Cleaner.blocks = function* (text) {
    let start = 0;
    for (const found of text.matchAll(BREAK)) {
      yield* line(text, start, found.index, found.index + found[0].length);
      start = found.index + found[0].length;
    }
    if (start < text.length || !text) yield* line(text, start, text.length, text.length);
  };

  function* line(text, start, end, stop) {
    let from = start;
    while (end - from > LONG) {
      const to = parting(text, from, end);
      if (to >= end) break;
      yield { start: from, end: to, stop: to, part: from > start };
      from = to;
    }
    yield { start: from, end, stop, part: from > start };
  }

  /** Where a long line is parted: behind a space if there is one, never inside a character and its marks. */
  function parting(text, from, end) {
    const space = text.lastIndexOf(" ", from + LONG);
    let to = space > from + LONG / 2 ? space + 1 : from + LONG;
    const code = text.charCodeAt(to);
    if (code >= 0xdc00 && code <= 0xdfff) to -= 1;
    const marks = /\p{M}*/uy;
    marks.lastIndex = to;
    return Math.min(end, to + marks.exec(text)[0].length);
  }

  /** "rtl" or "ltr" by the first letter that has a direction, as dir="auto" does it; null if there is none. */
  Cleaner.direction = (text) => {
    const letter = /\p{L}/u.exec(text);
    if (!letter) return null;
    return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\ud83a[\udc00-\udfff]|\ud803/.test(letter[0]) ? "rtl" : "ltr";
  };

  /**
   * Puts the text into `parent` as text nodes, with signs for what can't be seen; `told(node, start, length)` is called
   * for each node with the units it stands for (`length` is null where node and text are the same).
   */
  Cleaner.write = (parent, text, start, told) => {
    let at = 0;
    const plain = (end) => {
      if (end > at) told(parent.appendChild(document.createTextNode(text.slice(at, end))), start + at, null);
    };
    for (const found of text.matchAll(SPECIAL)) {
      plain(found.index);
      at = found.index + found[0].length;
      sign(parent, found[0], (node) => told(node, start + found.index, found[0].length));
    }
    plain(text.length);
  };

  function sign(parent, text, told) {
    const code = text.codePointAt(0);
    const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")} ${NAMES[code] || "control character"}`;
    if (text.length >= MARKS) heap(parent, text, told);
    else if (!(code in SHORT) && code in NAMES) {
      parent.append(Cleaner.h("span", { class: "tick", title: name }, told1(text, told)));
    } else if (code >= 0xd800 && code <= 0xdfff) {
      parent.append(Cleaner.h("span", { class: "sign", title: `${name.slice(0, 6)} lone surrogate` }, told1("\ufffd", told)));
    } else parent.append(Cleaner.h("span", { class: "sign", title: name }, told1(shown(code), told)));
  }

  function told1(text, told) {
    const node = document.createTextNode(text);
    told(node);
    return node;
  }

  function shown(code) {
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return "\u2421";
    return SHORT[code] || code.toString(16).toUpperCase();
  }

  /** A heap of marks is named and counted; a press shows it, mark by mark, a thousand at a time. */
  function heap(parent, text, told) {
    const count = Array.from(text).length;
    const label = `${Cleaner.number(count)} combining marks`;
    const node = told1(label, told);
    let at = 0;
    const button = Cleaner.h("button", { type: "button", class: "heap", title: "Show them" }, node);
    button.addEventListener("click", () => {
      const marks = Array.from(text.slice(at, at + 1000));
      at += marks.join("").length;
      button.after(Cleaner.h("span", { class: "heap-shown" }, marks.map((mark) => `\u25cc${mark} `).join("")));
      if (at >= text.length) button.disabled = true;
    });
    parent.append(button);
  }

  /** A text on one line for lists: breaks are spaces, signs for controls, no heaps of marks, at most `most` units. */
  Cleaner.brief = (text, most) => {
    const short = text.length > 4 * most ? text.slice(0, 4 * most) : text;
    const line1 = short.replace(HEAP, "\u25cc").replace(/\s+/g, " ").trim().replace(SPECIAL, "\u00b7");
    if (line1.length <= most) return line1;
    return `${line1.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`;
  };
})();
