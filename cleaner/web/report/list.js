/** The list of documents: only the rows that can be seen are there, however many there are. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;
  const ROW = 54; // pixels, as in the style sheet
  const SPARE = 6; // rows drawn beyond what can be seen
  const MOST = 12_000_000; // pixels a browser lays out for sure

  class List {
    /** `choose(doc, enter)` is called when a document is chosen; `enter` says that the reader goes into it. */
    constructor(host, data, choose) {
      this.data = data;
      this.choose = choose;
      this.docs = [];
      this.at = -1;
      this.rows = new Map();
      this.box = h("div", { class: "list-rows", role: "presentation" });
      this.scroller = h(
        "div",
        { class: "list-box", role: "listbox", tabindex: "0", "aria-label": "Documents", id: "documents" },
        this.box,
      );
      this.empty = h("p", { class: "list-empty", hidden: true }, "No document is like that.");
      host.replaceChildren(this.scroller, this.empty);
      this.scroller.addEventListener("scroll", () => this.draw(), { passive: true });
      this.scroller.addEventListener("keydown", (event) => this.key(event));
      this.box.addEventListener("click", (event) => {
        const row = event.target.closest("[data-place]");
        if (row) this.go(Number(row.dataset.place));
      });
      new ResizeObserver(() => this.draw()).observe(this.scroller);
    }

    /** Show these documents; the one that is chosen stays so, if it is among them. */
    show(docs, chosen) {
      this.docs = docs;
      this.at = chosen === null ? -1 : docs.indexOf(chosen);
      this.height = Math.min(docs.length * ROW, MOST);
      this.box.style.blockSize = `${this.height}px`;
      this.empty.hidden = docs.length > 0;
      this.clear();
      this.scroller.scrollTop = 0;
      this.reveal();
      this.draw();
    }

    clear() {
      for (const row of this.rows.values()) row.remove();
      this.rows.clear();
    }

    /** Draw anew what can be seen: what it says has changed. */
    refresh() {
      this.clear();
      this.draw();
    }

    draw() {
      const tall = this.scroller.clientHeight;
      // Beyond what browsers lay out, a pixel of the bar stands for more than one of the rows.
      const whole = this.docs.length * ROW - tall;
      const top = whole > 0 ? (this.scroller.scrollTop / (this.height - tall)) * whole : 0;
      const shift = this.scroller.scrollTop - top;
      const first = Math.max(0, Math.floor(top / ROW) - SPARE);
      const last = Math.min(this.docs.length, Math.ceil((top + tall) / ROW) + SPARE);
      for (const [place, row] of this.rows) {
        if (place < first || place >= last) {
          row.remove();
          this.rows.delete(place);
        }
      }
      for (let place = first; place < last; place += 1) {
        if (!this.rows.has(place)) this.rows.set(place, this.box.appendChild(this.row(place)));
        this.rows.get(place).style.transform = `translateY(${place * ROW + shift}px)`;
      }
      this.mark();
    }

    row(place) {
      const { data } = this;
      const doc = this.docs[place];
      const share = data.share(doc);
      const cuts = data.documents.cuts[doc];
      const source = data.sources[data.source[doc]];
      const language = data.languages[data.language[doc]];
      const said = [source === data.name(doc) ? "" : source, language === "und" ? "" : Cleaner.languageName(language)].filter(Boolean);
      said.push(cuts ? Cleaner.count(cuts, "cut") : "no cut");
      if (share !== null && cuts) said.push(`${Cleaner.percent(share)} cut`);
      if (data.documents.spared[doc]) said.push("spared");
      const decided = Cleaner.decisions ? Cleaner.decisions.of(doc) : 0;
      return h(
        "div",
        {
          class: "row", role: "option", id: `row-${place}`, data: { place },
          "aria-posinset": place + 1, "aria-setsize": this.docs.length, "aria-selected": "false",
        },
        h("span", { class: "row-name", dir: "auto" }, Cleaner.brief(data.name(doc), 300) || "(no name)"),
        h("span", { class: "row-said" }, said.map((part, at) => [at ? " · " : "", Cleaner.bdi(part)])),
        decided ? h("span", { class: "row-decided", title: Cleaner.count(decided, "decision") }, `✓ ${decided}`) : null,
        this.stripe(doc, share),
      );
    }

    /** The classes of a document's cuts, each as wide as its share of the text. */
    stripe(doc, share) {
      const { data } = this;
      const { first, rule, gone } = data.cuts;
      const sums = new Map();
      for (let cut = first[doc]; cut < first[doc + 1]; cut += 1) {
        const noise = data.classes[data.ruleClass[rule[cut]]];
        sums.set(noise, (sums.get(noise) || 0) + gone[cut]);
      }
      const all = share === null ? data.gone[doc] : data.length[doc];
      const parts = [...sums].sort((one, other) => other[1] - one[1]);
      return h(
        "span",
        { class: "stripe", "aria-hidden": "true" },
        parts.map(([noise, sum]) => h("span", { class: `class--${noise}`, vars: { "--share": `${(100 * sum) / (all || 1)}%` } })),
      );
    }

    mark() {
      for (const [place, row] of this.rows) row.setAttribute("aria-selected", String(place === this.at));
      if (this.rows.has(this.at)) this.scroller.setAttribute("aria-activedescendant", `row-${this.at}`);
      else this.scroller.removeAttribute("aria-activedescendant");
    }

    /** Choose the document at a place of the list. */
    go(place) {
      if (!this.docs.length) return;
      this.at = Math.max(0, Math.min(place, this.docs.length - 1));
      this.reveal();
      this.choose(this.docs[this.at], false);
    }

    /** Mark a document as the chosen one. */
    select(doc) {
      this.at = doc === null ? -1 : this.docs.indexOf(doc);
      this.reveal();
    }

    /** The document `step` places on from the chosen one; null at the end. */
    beside(step) {
      const doc = this.docs[this.at < 0 && step > 0 ? 0 : this.at + step];
      return doc === undefined ? null : doc;
    }

    reveal() {
      if (this.at >= 0) {
        const tall = this.scroller.clientHeight;
        const whole = this.docs.length * ROW - tall;
        const ratio = whole > 0 ? (this.height - tall) / whole : 1;
        const top = this.at * ROW;
        const now = this.scroller.scrollTop / ratio;
        if (top < now) this.scroller.scrollTop = top * ratio;
        else if (top + ROW > now + tall) this.scroller.scrollTop = (top + ROW - tall) * ratio;
      }
      this.draw();
    }

    key(event) {
      if (event.key === "Enter" && this.docs[this.at] !== undefined) this.choose(this.docs[this.at], true);
      const page = Math.max(1, Math.floor(this.scroller.clientHeight / ROW) - 1);
      const moves = {
        ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: this.at + page, PageUp: this.at - page,
        Home: 0, End: this.docs.length - 1,
      };
      if (!(event.key in moves) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      this.go(moves[event.key]);
    }
  }

  Cleaner.List = List;
})();
