/** A text with what was cut out of it: `Cleaner.show`. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const { h } = Cleaner;
  const UNITS = 150000; // drawn at once
  const BLOCKS = 2500;
  const SURE = ["high", "medium", "low"];
  const KINDS = ["removal", "veto", "missed"];
  let made = 0;

  /**
   * Draws a document into `host`: cuts struck through, vetoes underlined, each an element that takes the focus.
   *
   * `doc` is {text, removals, vetoes} as `Cleaned.record()` has them (offsets in code points), and may have `language`,
   * `missed` (kept stretches {start, end, class} that should go) and, in place of a text, `pieces` ({start, text} in
   * order). `options`: `titles` (rule to title), `onFocus(kind, index, element)` with kind "removal", "veto" or
   * "missed", `onHover` the same (index null when it ends), `verdicts` (kind, index) => "right" | "wrong" | null.
   *
   * Gives back {focus(kind, index), reveal(kind, index), judge(kind, index, verdict), selection(), stretchText(mark)};
   * `selection` is {start, end, text} in code points of what is selected in this document, or null.
   */
  Cleaner.show = (host, doc, options) => {
    const view = new View(host, doc, options || {});
    view.more(UNITS, BLOCKS);
    return view;
  };

  /** What is said of a cut or a veto, in one sentence. */
  Cleaner.described = (kind, mark, titles) => {
    const title = (titles || {})[mark.rule];
    if (kind === "missed") return `Should go, as ${mark.class}.`;
    const by = `by ${mark.rule}${title ? `, ${title}` : ""}`;
    const sure = `${mark.confidence} confidence, certainty ${Cleaner.certainty(mark)}`;
    if (kind === "veto") return `Kept: ${mark.guard} guard. ${mark.why}. Would have gone as ${mark.class} ${by}; ${sure}.`;
    return `Cut as ${mark.class} ${by}; ${sure}. Evidence: ${Cleaner.brief(String(mark.evidence), 300)}`;
  };

  /** The certainty of a mark to two or more digits. */
  Cleaner.certainty = (mark) => (typeof mark.certainty === "number" ? String(+mark.certainty.toFixed(3)) : "not told");

  class View {
    constructor(host, doc, options) {
      this.host = host;
      this.doc = doc;
      this.options = options;
      this.prefix = `cleaner-${(made += 1)}-`;
      this.places = new WeakMap(); // text node -> [piece, first unit, units or null]
      this.first = new Map(); // "kind index" -> its first element
      this.all = new Map(); // "kind index" -> all its elements
      this.segments = new WeakMap(); // element -> its marks
      this.pieces = (doc.pieces || [{ start: 0, text: doc.text }]).map((piece) => prepared(piece, doc));
      this.queue = this.blocks();
      this.notes = h("div", { hidden: true });
      this.body = h("div", { class: "doc", lang: doc.language && doc.language !== "und" ? doc.language : null });
      this.rest = h("p", { class: "doc-rest", hidden: true });
      host.replaceChildren(this.body, this.rest, this.notes);
      this.listen();
    }

    listen() {
      const told = (name, event, gone) => {
        const element = event.target.closest && event.target.closest(".cut, .veto, .missed");
        if (!element || !this.segments.has(element) || !this.options[name]) return;
        if (this.asked) return; // who asked for a mark is told of that one
        const [mark] = this.segments.get(element);
        this.options[name](mark.kind, gone ? null : mark.index, element);
      };
      this.body.addEventListener("focusin", (event) => told("onFocus", event));
      this.body.addEventListener("click", (event) => told("onFocus", event));
      this.body.addEventListener("pointerover", (event) => told("onHover", event));
      this.body.addEventListener("pointerout", (event) => told("onHover", event, true));
    }

    *blocks() {
      for (const piece of this.pieces) {
        if (piece.left) yield { piece, left: piece.left };
        for (const block of Cleaner.blocks(piece.text)) yield { piece, block };
      }
    }

    /** Draw on, for about `units` of text and `blocks` lines, or until `until()` holds. */
    more(units, blocks, until) {
      const drawn = document.createDocumentFragment();
      let { ahead } = this;
      let left = units;
      for (let count = 0; left > 0 && count < blocks && !(until && until()); count += 1) {
        const next = this.queue.next();
        if (next.done) {
          ahead = null;
          this.finished = true;
          break;
        }
        const block = next.value.block ? this.drawBlock(next.value) : gap(next.value.left);
        drawn.append(block);
        left -= block.textContent.length + 1;
        ahead = next.value;
      }
      this.ahead = ahead;
      this.body.append(drawn);
      this.showRest();
    }

    showRest() {
      const { ahead } = this;
      const left = ahead && ahead.block ? ahead.piece.text.length - ahead.block.stop : 1;
      this.rest.hidden = this.finished || !left;
      if (this.rest.hidden || this.rest.firstChild) {
        if (this.rest.firstChild) this.rest.firstChild.textContent = `${Cleaner.number(left)} more characters. `;
        return;
      }
      const button = (text, units, blocks) =>
        h("button", { type: "button", onclick: () => this.more(units, blocks) }, text);
      this.rest.append(
        `${Cleaner.number(left)} more characters. `,
        button("Show more", UNITS, BLOCKS),
        " ",
        button("Show all", Infinity, Infinity),
      );
    }

    drawBlock({ piece, block }) {
      const { text } = piece;
      const blank = block.end === block.start;
      const p = h("p", { class: block.part ? "part" : blank ? "blank" : null, dir: block.part ? piece.dir : "auto" });
      const long = block.end - block.start;
      if (long > 300) p.style.containIntrinsicBlockSize = `auto ${Math.ceil(1.7 * Math.ceil(long / 70))}em`;
      if (!block.part) piece.dir = Cleaner.direction(text.slice(block.start, block.start + 1000)) || "ltr";
      let at = block.start;
      while (at < block.stop) {
        while (piece.next < piece.segments.length && piece.segments[piece.next].end <= at) piece.next += 1;
        const segment = piece.segments[piece.next];
        const covered = segment && segment.start <= at;
        const to = Math.min(block.stop, covered ? segment.end : segment ? segment.start : block.stop);
        this.drawStretch(covered ? this.element(segment, p) : p, piece, at, Math.min(to, block.end));
        if (covered && to > block.end) this.drawBreak(p.lastChild, piece, Math.max(at, block.end), to);
        at = to;
      }
      return p;
    }

    drawStretch(parent, piece, start, end) {
      if (end <= start) return;
      Cleaner.write(parent, piece.text.slice(start, end), start, (node, unit, length) =>
        this.places.set(node, [piece, unit, length]),
      );
    }

    drawBreak(parent, piece, start, end) {
      const node = document.createTextNode("↵");
      this.places.set(node, [piece, start, end - start]);
      parent.append(h("span", { class: "break", "aria-hidden": "true" }, node));
    }

    /** The element of a segment, made and put into `parent`. */
    element(segment, parent) {
      const [top] = segment.marks;
      const kind = { removal: "cut", veto: "veto", missed: "missed" }[top.kind];
      const names = [kind, `${kind}--${top.mark.class}`, `is-${top.mark.confidence || "certain"}`];
      const element = h(kind === "cut" ? "del" : "mark", { class: names.join(" ") });
      this.segments.set(element, segment.marks);
      for (const each of segment.marks) this.know(each, element);
      const verdict = this.options.verdicts && this.options.verdicts(top.kind, top.index);
      if (verdict) element.classList.add(`is-${verdict}`);
      parent.append(element);
      return element;
    }

    /** A mark has one element more; it is told of once, by the first. */
    know({ kind, index, mark }, element) {
      const key = `${kind} ${index}`;
      if (this.all.has(key)) {
        this.all.get(key).push(element);
        return;
      }
      this.all.set(key, [element]);
      this.first.set(key, element);
      const id = `${this.prefix}${kind}-${index}`;
      this.notes.append(h("span", { id }, `${Cleaner.described(kind, mark, this.options.titles)} `));
      element.tabIndex = 0;
      const others = element.getAttribute("aria-describedby");
      element.setAttribute("aria-describedby", others ? `${others} ${id}` : id);
    }

    /** The first element of a mark; draws as far as it stands. */
    find(kind, index) {
      const key = `${kind} ${index}`;
      if (!this.first.has(key)) this.more(Infinity, Infinity, () => this.first.has(key));
      return this.first.get(key) || null;
    }

    /** Give a mark the focus, and bring it into view. */
    focus(kind, index) {
      const element = this.reveal(kind, index);
      if (!element) return;
      this.asked = true;
      element.focus({ preventScroll: true });
      this.asked = false;
      if (this.options.onFocus) this.options.onFocus(kind, index, element);
    }

    /** Bring a mark into view; its first element, or null. */
    reveal(kind, index) {
      const element = this.find(kind, index);
      if (!element) return null;
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const far = Math.abs(element.getBoundingClientRect().top) > 3 * window.innerHeight;
      element.scrollIntoView({ block: "center", behavior: calm || far ? "auto" : "smooth" });
      if (far) settle(element, 5);
      return element;
    }

    /** Show a verdict ("right", "wrong" or null) on a mark. */
    judge(kind, index, verdict) {
      for (const element of this.all.get(`${kind} ${index}`) || []) {
        element.classList.toggle("is-right", verdict === "right");
        element.classList.toggle("is-wrong", verdict === "wrong");
      }
    }

    /** The text of a stretch in code points ({start, end}); of pieces, as far as it is known. */
    stretchText({ start, end }) {
      const piece = this.pieces.findLast((each) => each.start <= start) || this.pieces[0];
      return piece.text.slice(piece.units.at(start - piece.start), piece.units.at(end - piece.start));
    }

    /** What is selected of this document: {start, end, text} in code points, or null. */
    selection() {
      const chosen = window.getSelection();
      if (!chosen.rangeCount || chosen.isCollapsed) return null;
      const range = chosen.getRangeAt(0);
      if (!range.intersectsNode(this.body)) return null;
      let found = null;
      const walker = document.createTreeWalker(this.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const stretch = this.places.has(node) && range.intersectsNode(node) && this.stretch(node, range);
        if (stretch) found = joined(found, stretch);
        else if (found && !range.intersectsNode(node)) break;
      }
      if (!found) return null;
      const { piece, start, end } = found;
      const point = (unit) => piece.start + piece.units.point(unit);
      return { start: point(start), end: point(end), text: piece.text.slice(start, end) };
    }

    stretch(node, range) {
      const [piece, unit, length] = this.places.get(node);
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      if (from >= to) return null;
      return length === null
        ? { piece, start: unit + from, end: unit + to }
        : { piece, start: unit, end: unit + length };
    }
  }

  /** Scroll again until an element is in view: how tall paragraphs are is known only when they are laid out. */
  function settle(element, frames) {
    requestAnimationFrame(() => {
      element.scrollIntoView({ block: "center" });
      if (frames > 1) settle(element, frames - 1);
    });
  }

  function joined(found, { piece, start, end }) {
    if (!found) return { piece, start, end };
    return piece === found.piece ? { piece, start: found.start, end } : found;
  }

  function gap(left) {
    return h("p", { class: "gap" }, "…", h("span", { class: "gap-note" }, ` ${Cleaner.count(left, "character")} kept `), "…");
  }

  /** A piece with its segments: stretches that the same marks cover, in order and apart. */
  function prepared(piece, doc) {
    const units = Cleaner.units(piece.text);
    const marks = [];
    for (const kind of KINDS) {
      const given = { removal: doc.removals, veto: doc.vetoes, missed: doc.missed }[kind] || [];
      given.forEach((mark, index) => {
        const start = units.at(Math.max(0, mark.start - piece.start));
        const end = Math.min(piece.text.length, units.at(Math.max(0, mark.end - piece.start)));
        if (start < end) marks.push({ kind, index, mark, start, end });
      });
    }
    const before = piece.after === undefined ? 0 : piece.start - piece.after;
    return { text: piece.text, start: piece.start, units, segments: segments(marks), next: 0, left: before, dir: "ltr" };
  }

  /** Who comes first is who a character is counted for: as `Removal.order`. */
  function order(one, other) {
    return (
      KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
      one.start - other.start ||
      other.end - one.end ||
      SURE.indexOf(one.mark.confidence) - SURE.indexOf(other.mark.confidence) ||
      (one.mark.rule < other.mark.rule ? -1 : one.mark.rule > other.mark.rule ? 1 : 0) ||
      one.index - other.index
    );
  }

  function segments(marks) {
    const starts = [...marks].sort((one, other) => one.start - other.start);
    const bounds = [...new Set(marks.flatMap((mark) => [mark.start, mark.end]))].sort((one, other) => one - other);
    const found = [];
    let active = [];
    let next = 0;
    bounds.forEach((start, number) => {
      active = active.filter((mark) => mark.end > start);
      while (next < starts.length && starts[next].start === start) active.push(starts[next++]);
      if (active.length) found.push({ start, end: bounds[number + 1], marks: [...active].sort(order) });
    });
    return found;
  }
})();
