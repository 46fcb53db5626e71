/** A document with its cuts, the card of the one that has the focus, and the way from one to the next. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;

  class Reader {
    /**
     * `tell` is what the reader asks of the page: `beside(step)` goes to the next document, `judged()` is called after a
     * decision, `say(text)` says something to those who do not see.
     */
    constructor(host, data, decisions, tell) {
      Object.assign(this, { host, data, decisions, tell, doc: null, marks: [], at: -1 });
      this.head = h("header", { class: "reader-head" });
      this.text = h("div", { class: "reader-text" });
      this.card = h("div", { class: "reader-card" });
      this.side = h("aside", { class: "reader-side", "aria-label": "Cut and decision" }, this.card);
      this.choose = new Cleaner.Choose(this.side, (selection, noise) => this.miss(selection, noise));
      this.nothing = h("p", { class: "soft reader-none" }, "Choose a document on the list: j and k go from one to the next, s to what teaches most.");
      this.body = h("div", { class: "reader-body", hidden: true }, this.text, this.side);
      host.replaceChildren(this.nothing, this.head, this.body);
      document.addEventListener("selectionchange", () => this.selected());
    }

    /**
     * Show a document and go to one of its marks: "first", "last", a removal's index, or none (null). With `enter` the
     * mark gets the focus.
     */
    async show(number, filter, where, enter) {
      this.wanted = number;
      const doc = await this.data.read(number);
      if (this.wanted !== number) return;
      const same = this.doc && this.doc.number === number && this.view;
      this.doc = doc;
      this.nothing.hidden = true;
      this.body.hidden = false;
      if (!same) this.draw();
      this.chosen(filter);
      this.header();
      this.go(this.placeOf(where), enter);
      if (!enter) this.host.scrollIntoView({ block: "nearest" });
    }

    /** Whether a document is on its way: what is shown is not what keys are meant for. */
    get loading() {
      return this.doc === null || this.wanted !== this.doc.number;
    }

    draw() {
      const { doc, decisions } = this;
      this.missed = decisions.missed(doc.sha256);
      this.view = Cleaner.show(this.text, { ...doc, missed: this.missed }, {
        titles: this.data.titles,
        onFocus: (kind, index) => this.focused(kind, index),
        onHover: (kind, index, element) => Cleaner.tip(index === null ? null : element, () => Cleaner.facts(kind, this.markOf(kind, index), this.data.titles)),
        verdicts: (kind, index) => this.verdict(kind, this.markOf(kind, index)),
      });
      this.text.scrollTop = 0;
    }

    markOf(kind, index) {
      return { removal: this.doc.removals, veto: this.doc.vetoes, missed: this.missed }[kind][index];
    }

    verdict(kind, mark) {
      if (kind === "veto") return this.decisions.verdict(this.doc.sha256, { ...mark, rule: null });
      return this.decisions.verdict(this.doc.sha256, mark);
    }

    /** The marks to go through: those the filter asks for, in their order on the page; all, if there are none. */
    chosen(filter) {
      const marks = ["removal", "veto", "missed"].flatMap((kind) =>
        (kind === "missed" ? this.missed : this.doc[kind === "veto" ? "vetoes" : "removals"]).map((mark, index) => ({ kind, index, mark })));
      marks.sort((one, other) => one.mark.start - other.mark.start || other.mark.end - one.mark.end);
      const wanted = marks.filter(({ mark }) =>
        ["class", "rule", "confidence"].every((name) => !filter[name] || mark[name] === filter[name]));
      this.filter = filter;
      this.marks = wanted.length ? wanted : marks;
    }

    placeOf(where) {
      if (where === "first") return this.marks.length ? 0 : -1;
      if (where === "last") return this.marks.length - 1;
      if (where === null) return -1;
      return this.marks.findIndex(({ kind, index }) => kind === "removal" && index === where);
    }

    header() {
      const { doc, data } = this;
      const gone = data.gone[doc.number];
      const share = data.share(doc.number);
      const said = [doc.source, doc.language ? Cleaner.languageName(doc.language) : "language not told"];
      if (doc.length >= 0) said.push(Cleaner.count(doc.length, "character"));
      said.push(gone ? `${Cleaner.number(gone)} cut${share === null ? "" : ` (${Cleaner.percent(share)})`}` : "nothing cut");
      this.head.replaceChildren(
        h("h2", { dir: "auto" }, Cleaner.brief(doc.name, 400) || "(no name)"),
        h("p", { class: "soft" }, said.map((part, at) => [at ? " · " : "", Cleaner.bdi(part)])),
        doc.whole ? "" : h("p", { class: "soft" }, "Only what was cut is known of this document: its records came without its text."),
      );
    }

    /** Go to a mark by its place; with `focus` it gets the focus, and the page scrolls there. */
    go(place, focus) {
      this.at = place;
      const found = this.marks[place];
      if (!found) {
        this.current(null);
        this.card.replaceChildren(h("p", { class: "soft" }, this.marks.length ? `${Cleaner.count(this.marks.length, "mark")}: n goes to the first.` : "Nothing was cut here. Select text that should go."));
        return;
      }
      if (focus) this.view.focus(found.kind, found.index);
      else {
        this.view.reveal(found.kind, found.index);
        this.focused(found.kind, found.index);
      }
    }

    focused(kind, index) {
      let place = this.marks.findIndex((one) => one.kind === kind && one.index === index);
      if (place < 0) {
        this.chosen(Cleaner.NOTHING);
        place = this.marks.findIndex((one) => one.kind === kind && one.index === index);
      }
      this.at = place;
      this.current(this.view.find(kind, index));
      this.drawCard();
    }

    current(element) {
      if (this.lit) this.lit.classList.remove("is-current");
      if (element) element.classList.add("is-current");
      this.lit = element;
    }

    drawCard() {
      const { kind, mark, index } = this.marks[this.at];
      const others = this.marks.filter((one) => (one.kind !== kind || one.index !== index) && one.mark.start < mark.end && one.mark.end > mark.start);
      const state = {
        kind, mark, place: this.at + 1, all: this.marks.length, verdict: this.verdict(kind, mark),
        others: others.slice(0, 5), titles: this.data.titles,
      };
      const held = this.card.contains(document.activeElement);
      this.card.replaceChildren(Cleaner.card(state, {
        decide: (verdict) => this.decide(verdict),
        step: (step) => this.step(step),
        show: (each, number) => this.view.focus(each, number),
      }));
      if (held) this.card.querySelector(".verdict, button").focus();
    }

    /** To the next (1) or previous (-1) mark; beyond the last, to the next document. */
    step(step) {
      const place = this.at < 0 ? (step > 0 ? 0 : this.marks.length - 1) : this.at + step;
      if (this.marks[place]) this.go(place, true);
      else this.tell.beside(step, step > 0 ? "first" : "last");
    }

    /** Decide on the mark that has the card: "right" or "wrong" on a cut, "missed" on a veto, null withdraws. */
    decide(verdict) {
      const found = this.marks[this.at];
      if (!found || !this.doc) return;
      const { kind, mark, index } = found;
      const text = this.view.stretchText(mark);
      const asked = kind === "removal" ? mark : { ...mark, rule: null, certainty: null };
      this.decisions.decide(this.doc, asked, verdict, text);
      this.tell.say(verdict ? `Decided: ${verdict}.` : "Withdrawn.");
      if (kind === "removal") {
        this.view.judge(kind, index, verdict);
        this.drawCard();
        if (verdict) this.tell.judged();
      } else this.redraw();
    }

    /** Mark selected text as missed. */
    miss({ start, end, text }, noise) {
      this.decisions.decide(this.doc, { start, end, class: noise, rule: null }, "missed", text);
      window.getSelection().removeAllRanges();
      this.tell.say(`Marked: should go, as ${noise}.`);
      this.redraw({ start, end });
    }

    /** Draw the document anew where it stands: what is missed of it has changed. */
    redraw(stretch) {
      const { scrollTop } = this.text;
      const top = window.scrollY;
      const before = stretch || (this.marks[this.at] && this.marks[this.at].mark);
      this.draw();
      this.chosen(this.filter);
      this.text.scrollTop = scrollTop;
      window.scrollTo(0, top);
      const place = this.marks.findIndex(({ mark }) => before && mark.start === before.start && mark.end === before.end);
      this.go(place, place >= 0);
    }

    /** Show the verdicts anew, after decisions were read or withdrawn. */
    refresh() {
      if (!this.doc) return;
      const missed = this.decisions.missed(this.doc.sha256);
      if (missed.length !== this.missed.length) this.redraw();
      this.doc.removals.forEach((mark, index) => this.view.judge("removal", index, this.verdict("removal", mark)));
      if (this.marks[this.at]) this.drawCard();
    }

    selected() {
      if (!this.view || this.host.hidden || this.side.contains(document.activeElement)) return;
      const selection = this.view.selection();
      const inside = selection && this.doc.removals.some(({ start, end }) => start <= selection.start && selection.end <= end);
      this.choose.offer(inside ? null : selection);
    }
  }

  Cleaner.Reader = Reader;
})();
