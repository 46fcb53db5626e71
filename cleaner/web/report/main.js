/** The page: filter, list, summary, document and decisions put together. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;
  const byId = (id) => document.getElementById(id);
  const VIEWS = ["summary", "reader", "decisions"];

  class Page {
    constructor(data) {
      this.data = data;
      this.state = Cleaner.fromHash(data, window.location.hash);
      this.flow = "document"; // where a decision leads: to the document's next cut, or to the next suggested one
      this.asked = 0;
      this.decisions = Cleaner.decisions = new Cleaner.Decisions(data, (one) => this.decided(one), (text) => this.notice(text));
      this.search = new Cleaner.Search(data, () => this.searchable());
      this.list = new Cleaner.List(byId("list"), data, (doc, enter) => this.open(doc, "first", enter));
      this.summary = new Cleaner.Summary(byId("summary"), data, (changes) => this.ask({ ...this.state.filter, ...changes }), (doc) => this.open(doc, "first"));
      this.reader = new Cleaner.Reader(byId("reader"), data, this.decisions, {
        beside: (step, where) => this.beside(step, where),
        judged: () => this.next(),
        say: (text) => this.say(text),
      });
      this.filters = new Cleaner.Filters(byId("filters"), data, (filter) => this.ask(filter));
      this.listen();
    }

    async start() {
      const title = this.data.title || "Review of cuts";
      byId("title").textContent = title;
      document.title = title;
      this.filters.set(this.state.filter);
      await this.filter();
      if (this.state.doc !== null) await this.read("first");
      this.view(this.state.view);
      document.documentElement.dataset.ready = "true";
      await this.decisions.start();
      if (!this.decisions.kept && !this.decisions.served) this.keptNowhere = true;
      this.decided(null);
      await this.search.prepare();
      document.documentElement.dataset.searchable = String(this.search.complete);
    }

    listen() {
      const help = Cleaner.help(byId("keys"), `Made by cleaner ${this.data.version}. The page holds the texts of its documents: give it only to those who may read them.`);
      byId("help").addEventListener("click", help);
      byId("save").addEventListener("click", () => this.decisions.download());
      for (const button of document.querySelectorAll("[data-view]")) {
        button.addEventListener("click", () => this.view(button.dataset.view));
      }
      Cleaner.keys({
        j: () => this.beside(1, "first"), ArrowDown: () => this.beside(1, "first"),
        k: () => this.beside(-1, "first"), ArrowUp: () => this.beside(-1, "first"),
        n: () => this.step(1), ArrowRight: () => this.step(1),
        p: () => this.step(-1), ArrowLeft: () => this.step(-1),
        r: () => this.judge("right"), w: () => this.judge("wrong"),
        u: () => this.undo(), m: () => this.reader.choose.key(), s: () => this.suggest(),
        g: () => this.view("summary"), d: () => Cleaner.theme.next(), "?": help,
        "/": () => byId("search").focus(),
      });
      window.addEventListener("hashchange", () => this.moved());
      window.addEventListener("beforeunload", (event) => {
        if (this.decisions.unsaved) event.preventDefault();
      });
    }

    /** Another filter is asked for. */
    async ask(filter) {
      this.state.filter = filter;
      this.filters.set(filter);
      this.link();
      await this.filter();
    }

    /** Show what the filter lets through. */
    async filter() {
      const number = (this.asked += 1);
      const { filter } = this.state;
      const begun = performance.now();
      const hits = filter.text ? await this.search.find(filter.text, () => number !== this.asked) : null;
      if (number !== this.asked) return;
      const docs = Cleaner.filtered(this.data, filter, hits, this.decisions);
      this.list.show(docs, this.state.doc);
      this.summed = false;
      if (!byId("summary").hidden) this.sum();
      this.tellFound(docs.length);
      this.took = performance.now() - begun;
    }

    sum() {
      this.summed = true;
      this.summary.show(this.state.filter, this.list.docs);
    }

    tellFound(count) {
      const all = Cleaner.number(this.data.count);
      let text = count === this.data.count ? Cleaner.count(count, "document") : `${Cleaner.number(count)} of ${all} documents`;
      if (this.state.filter.text && !this.search.complete) {
        const ready = `${Cleaner.number(this.search.ready)} of ${all} texts`;
        text += this.search.failed ? `; only ${ready} can be searched: ${this.search.failed.message}` : `; ${ready} searched so far`;
      }
      byId("found").textContent = text;
      byId("scope").textContent = `${Cleaner.count(this.data.count, "document")}, ${Cleaner.count(this.data.cuts.count, "cut")}`;
    }

    /** More texts are ready: what waits for them is searched again, not too often. */
    searchable() {
      if (!this.state.filter.text) return;
      const now = performance.now();
      if (!this.search.complete && now - (this.searched || 0) < 1000) return;
      this.searched = now;
      this.filter();
    }

    /** Open a document, and go to one of its cuts, which gets the focus unless `enter` is false. */
    async open(doc, where, enter = true) {
      this.flow = "document";
      this.state.doc = doc;
      this.list.select(doc);
      this.view("reader");
      await this.read(where, enter);
    }

    async read(where, enter = false) {
      try {
        this.reading = this.reader.show(this.state.doc, this.state.filter, where, enter);
        await this.reading;
      } catch (error) {
        this.notice(`This document can't be read: ${error.message}`);
      }
    }

    beside(step, where) {
      const doc = this.list.beside(step);
      if (doc === null) return this.say(step > 0 ? "That was the last document." : "That was the first document.");
      return this.open(doc, where);
    }

    async step(step) {
      this.flow = "document";
      await this.reading; // a key pressed meanwhile is meant for the document that comes
      if (this.state.view !== "reader") this.view("reader");
      if (this.state.doc === null) this.beside(1, "first");
      else this.reader.step(step);
    }

    judge(verdict) {
      if (this.state.view === "reader" && !this.reader.loading) this.reader.decide(verdict);
    }

    /** After a decision. */
    next() {
      if (this.flow === "suggested") this.suggest();
      else this.reader.step(1);
    }

    /** Go to the first suggested cut that is not decided. */
    async suggest() {
      const found = await this.firstOpen();
      if (!found) return this.say("All suggested cuts are decided.");
      await this.open(found.doc, found.index);
      this.flow = "suggested";
      return this.say("Suggested next.");
    }

    async firstOpen() {
      const { queue, cuts } = this.data;
      for (const cut of queue) {
        const doc = this.data.documentOf(cut);
        const index = cut - cuts.first[doc];
        if (!this.decisions.of(doc)) return { doc, index };
        const { sha256, removals } = await this.data.read(doc);
        if (!this.decisions.verdict(sha256, removals[index])) return { doc, index };
      }
      return null;
    }

    /** Withdraw the last decision that stands, and go back to it. */
    async undo() {
      const last = this.decisions.standing().at(-1);
      if (!last) return this.say("Nothing to undo.");
      const doc = this.decisions.number(last);
      this.decisions.decide({ ...last, name: last.document, text: last.original }, last, null, last.text);
      if (doc === null) return this.say("Withdrawn, in a document of another report.");
      await this.open(doc, null);
      const index = this.reader.doc.removals.findIndex((mark) => mark.start === last.start && mark.end === last.end && mark.rule === last.rule);
      if (index >= 0) this.reader.go(this.reader.placeOf(index), true);
      return this.say(`Withdrawn: ${last.verdict}.`);
    }

    /** Decisions were made, read or saved. */
    decided(one) {
      const { decisions } = this;
      const count = decisions.last.size;
      byId("save").disabled = decisions.log.length === 0;
      byId("save").textContent = count ? `Download decisions (${Cleaner.number(count)})` : "Download decisions";
      byId("save").classList.toggle("is-primary", decisions.unsaved > 0 && !decisions.served);
      if (!one || one.verdict === null) this.reader.refresh();
      this.list.refresh();
      this.drawDecisions();
    }

    /** The view of decisions, if it is seen. */
    drawDecisions() {
      if (byId("decisions").hidden) return;
      byId("decisions").replaceChildren(Cleaner.decisionsView(this));
    }

    /** Take in a file of earlier decisions. */
    async load(file) {
      const { taken, bad } = this.decisions.read(await file.text());
      this.decisions.keep();
      if (this.decisions.served && taken) this.decisions.post(this.decisions.log.slice(-taken));
      const wrong = bad ? ` ${Cleaner.count(bad, "line")} are no decisions.` : "";
      this.notice(`${Cleaner.count(taken, "decision")} read from ${file.name}.${wrong}`, !bad);
    }

    /** Show one of the views. */
    view(name) {
      this.state.view = name;
      for (const each of VIEWS) byId(each).hidden = each !== name;
      for (const button of document.querySelectorAll("[data-view]")) {
        if (button.dataset.view === name) button.setAttribute("aria-current", "page");
        else button.removeAttribute("aria-current");
      }
      document.documentElement.dataset.view = name;
      if (name === "summary" && !this.summed) this.sum();
      this.drawDecisions();
      this.link();
    }

    link() {
      const address = window.location.pathname + window.location.search + Cleaner.toHash(this.state);
      try {
        window.history.replaceState(null, "", address);
      } catch {
        this.own = Cleaner.toHash(this.state);
        window.location.hash = this.own;
      }
    }

    /** The address was changed by hand, or by a link. */
    async moved() {
      if (window.location.hash === this.own) return;
      this.state = Cleaner.fromHash(this.data, window.location.hash);
      this.filters.set(this.state.filter);
      await this.filter();
      if (this.state.doc !== null) await this.read("first");
      this.view(this.state.view);
    }

    /** Tell those who see and those who do not; an empty text takes it back. */
    notice(text, calm) {
      byId("notice").hidden = !text;
      byId("notice").classList.toggle("is-calm", Boolean(calm));
      byId("notice").textContent = text;
    }

    say(text) {
      byId("told").textContent = text;
    }
  }

  async function start() {
    Cleaner.theme.start();
    try {
      const page = new Page(await Cleaner.data());
      Cleaner.page = page;
      await page.start();
    } catch (error) {
      byId("notice").hidden = false;
      byId("notice").textContent = `This report can't be shown: ${error.message}`;
      throw error;
    }
  }

  start();
})();
