/** The playground: a text on one side, what is cut on the other, and a rule to be tried. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;
  const byId = (id) => document.getElementById(id);
  const KEEP = 500; // milliseconds after which the address holds what is shown
  const SHORT = 50000; // units of a text that is laid out at once

  async function start() {
    Cleaner.theme.start();
    const settings = await (await fetch("/playground/settings")).json();
    const page = new Playground(settings);
    const state = await Cleaner.link.unpack(window.location.hash);
    page.take(state || { text: Cleaner.samples[0].text, rules: Cleaner.exampleRule, use: false });
    window.addEventListener("hashchange", async () => {
      const other = await Cleaner.link.unpack(window.location.hash);
      if (other && window.location.hash !== page.hash) page.take(other);
    });
  }

  class Playground {
    constructor(settings) {
      this.settings = settings;
      this.answer = null;
      this.result = false;
      const change = () => this.changed();
      this.entry = Cleaner.entry(byId("text"), byId("held"), change);
      this.choice = Cleaner.choice(settings, change);
      this.editor = Cleaner.editor(byId("rules"), byId("gutter"), () => this.ruled());
      this.ask = Cleaner.asker("/playground/try", {
        most: settings.max_bytes,
        onAnswer: (data, asked) => this.show({ ...data, original: asked.text }),
        onFault: (why) => this.fault(why),
        onBusy: (busy) => byId("explained").setAttribute("aria-busy", String(busy)),
      });
      this.listen();
      this.fill();
    }

    listen() {
      const on = (id, event, act) => byId(id).addEventListener(event, act);
      for (const id of ["language", "source"]) on(id, "input", () => this.changed());
      for (const id of ["use", "alone"]) on(id, "change", () => this.changed());
      on("clear", "click", () => {
        this.entry.set("");
        byId("text").focus();
      });
      on("file", "change", () => {
        const [file] = byId("file").files;
        if (file) this.entry.open(file);
        byId("file").value = "";
      });
      on("samples", "change", () => this.sample(byId("samples").value));
      on("show-explained", "click", () => this.view(false));
      on("show-result", "click", () => this.view(true));
      on("copy", "click", () => this.answer && this.copy("copy", this.answer.text));
      on("copy-rule", "click", () => this.copy("copy-rule", this.editor.text));
      on("download", "click", () => this.download());
      on("link", "click", () => this.copyLink());
      on("example", "click", () => this.edit(Cleaner.exampleRule));
      on("known", "focus", () => this.names());
      on("known", "change", () => byId("known").value && this.open(byId("known").value));
    }

    fill() {
      for (const [index, sample] of Cleaner.samples.entries()) {
        byId("samples").append(h("option", { value: String(index) }, sample.name));
      }
    }

    /** Show what a state says: of a link, or to begin with. */
    take(state) {
      const text = (value) => (typeof value === "string" ? value : "");
      this.choice.set(state);
      byId("language").value = text(state.language).slice(0, 35);
      byId("source").value = text(state.source).slice(0, 2000);
      byId("use").checked = state.use === true;
      byId("alone").checked = state.alone === true;
      this.editor.set(text(state.rules) || Cleaner.exampleRule);
      this.entry.set(text(state.text));
    }

    get state() {
      const { keep, certainty } = this.choice.asked;
      const own = byId("use").checked || this.editor.text !== Cleaner.exampleRule;
      return {
        text: this.entry.text, language: byId("language").value, source: byId("source").value, keep, certainty,
        ...(own ? { rules: this.editor.text, use: byId("use").checked, alone: byId("alone").checked } : {}),
      };
    }

    get body() {
      const value = (id) => byId(id).value.trim() || undefined;
      const used = byId("use").checked;
      return {
        text: this.entry.text, language: value("language"), source: value("source"), ...this.choice.asked,
        ...(used ? { rules: this.editor.text, alone: byId("alone").checked } : {}),
      };
    }

    changed() {
      byId("alone").disabled = !byId("use").checked;
      this.ask.soon(() => this.body, this.entry.text.length / 5000);
      window.clearTimeout(this.keeping);
      this.keeping = window.setTimeout(() => this.keep(), KEEP);
    }

    /** A rule was edited: it is used from then on. */
    ruled() {
      byId("use").checked = true;
      this.changed();
    }

    edit(yaml) {
      this.editor.set(yaml);
      this.ruled();
    }

    async keep() {
      this.hash = await Cleaner.link.pack(this.state);
      window.history.replaceState(null, "", this.hash || window.location.pathname);
    }

    show(data) {
      this.answer = data;
      const { record } = data;
      const own = data.trial ? data.trial.rules : [];
      this.mark = Cleaner.cuts(byId("cuts"), record, {
        told: data.rules,
        own,
        onPick: (kind, index) => {
          this.view(false);
          this.drawn.focus(kind, index);
        },
        onRule: (id) => this.open(id, true),
      });
      this.view(this.result);
      this.choice.count(record);
      Cleaner.facts(byId("facts"), record);
      const cuts = record.removals.filter((each) => own.includes(each.rule)).length;
      this.editor.mark(data.trial ? data.trial.problems.map((each) => each.line) : []);
      Cleaner.showTrial(data.trial, cuts, { go: (line, column) => this.editor.go(line, column) });
      this.tell(data);
    }

    tell({ text, record }) {
      const left = Array.from(text).length;
      const gone = record.characters - left;
      const groups = Cleaner.stretches(record);
      const cuts = Cleaner.count(groups.filter(([first]) => first.kind === "removal").length, "cut");
      const kept = record.vetoes.length ? `; ${Cleaner.count(record.vetoes.length, "proposal")} kept by guards` : "";
      byId("fault").hidden = true;
      byId("summary").textContent = record.removals.length
        ? `${cuts}, ${Cleaner.number(gone)} of ${Cleaner.count(record.characters, "character")} (${Cleaner.percent(gone / record.characters)})${kept}.`
        : `Nothing is cut${kept}.`;
      for (const id of ["copy", "download"]) byId(id).disabled = false;
    }

    fault(why) {
      byId("fault").textContent = why;
      byId("fault").hidden = false;
      byId("summary").textContent = "";
    }

    /** The explained text, or the result alone. */
    view(result) {
      this.result = result;
      byId("show-explained").setAttribute("aria-pressed", String(!result));
      byId("show-result").setAttribute("aria-pressed", String(result));
      if (!this.answer) return;
      const { record, text, original } = this.answer;
      const doc = result
        ? { text, language: record.language, removals: [], vetoes: [] }
        : { text: original, language: record.language, removals: record.removals, vetoes: record.vetoes };
      const titles = Object.fromEntries(Object.entries(this.answer.rules).map(([id, rule]) => [id, rule.title]));
      byId("explained").classList.toggle("is-short", doc.text.length < SHORT);
      this.drawn = Cleaner.show(byId("explained"), doc, {
        titles,
        onFocus: (kind, index) => this.point(kind, index, titles, true),
        onHover: (kind, index) => this.point(kind, index, titles, false),
      });
      this.point("removal", null, titles, false);
    }

    /** Say why a cut is made, and mark its row; `there`: bring the row into view. */
    point(kind, index, titles, there) {
      const { record } = this.answer;
      const mark = index === null ? null : { removal: record.removals, veto: record.vetoes }[kind][index];
      byId("why").textContent = mark ? Cleaner.described(kind, mark, titles) : "Point at a cut to see its rule and its reason.";
      if (this.mark && !this.result) this.mark(kind, index, there);
    }

    async open(id, here) {
      const answer = await fetch(`/rules/${encodeURIComponent(id)}`);
      const data = await answer.json();
      if (!answer.ok || !data.yaml) {
        if (!here) this.verdict(data.error ? data.error.message : "The rule's file can't be read.");
        return;
      }
      this.edit(data.yaml);
      if (here) byId("rules").focus();
    }

    verdict(text) {
      byId("verdict").className = "verdict is-wrong";
      byId("verdict").textContent = text;
    }

    async names() {
      if (byId("ids").childElementCount) return;
      const { rules } = await (await fetch("/rules")).json();
      byId("ids").append(...rules.map((rule) => h("option", { value: rule.id }, rule.title)));
    }

    sample(index) {
      const sample = Cleaner.samples[Number(index)];
      byId("samples").value = "";
      if (sample) this.entry.set(sample.text);
    }

    async copy(id, text) {
      const button = byId(id);
      const before = button.dataset.name || button.textContent;
      button.dataset.name = before;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not allowed";
      }
      window.setTimeout(() => (button.textContent = before), 1500);
    }

    async copyLink() {
      await this.keep();
      if (this.hash) await this.copy("link", window.location.href);
      else this.fault("The text is too long for a link.");
    }

    download() {
      if (!this.answer) return;
      const url = URL.createObjectURL(new Blob([`${JSON.stringify(this.answer.record)}\n`], { type: "application/json" }));
      h("a", { href: url, download: "record.jsonl" }).click();
      window.setTimeout(() => URL.revokeObjectURL(url), 1000);
    }
  }

  document.addEventListener("DOMContentLoaded", start);
})();
