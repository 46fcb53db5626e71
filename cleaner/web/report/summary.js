/** The summary: what went of the documents that the filter lets through. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;
  const OUTLIERS = 12;
  const RULES = 15;

  /** Sums over `docs`: of cuts that the filter asks for, or all. */
  Cleaner.sums = (data, filter, docs) => {
    const passes = Cleaner.cutFilter(data, filter);
    const { first, rule, gone } = data.cuts;
    const sums = {
      documents: docs.length, changed: 0, spared: 0, cuts: 0, gone: 0, characters: 0, measured: 0, vetoes: 0,
      classes: new Map(), sources: new Map(), languages: new Map(), guards: new Map(), rules: new Map(), bins: new Array(21).fill(0),
    };
    for (const doc of docs) {
      let mine = 0;
      const here = new Set();
      for (let cut = first[doc]; cut < first[doc + 1]; cut += 1) {
        if (passes && !passes(cut)) continue;
        mine += gone[cut];
        sums.cuts += 1;
        add(sums.classes, data.ruleClass[rule[cut]], gone[cut], 1);
        add(sums.rules, rule[cut], gone[cut], 1, here.has(rule[cut]) ? 0 : 1);
        here.add(rule[cut]);
      }
      count(sums, data, doc, mine);
    }
    return sums;
  };

  function count(sums, data, doc, mine) {
    sums.changed += data.gone[doc] > 0 ? 1 : 0;
    sums.spared += data.documents.spared[doc];
    sums.gone += mine;
    if (data.length[doc] >= 0) {
      sums.characters += data.length[doc];
      sums.measured += mine;
      sums.bins[Cleaner.bin(data.share(doc))] += 1;
    }
    add(sums.sources, data.source[doc], mine, 1);
    add(sums.languages, data.language[doc], mine, 1);
    for (let at = data.guard.first[doc]; at < data.guard.first[doc + 1]; at += 1) {
      sums.vetoes += 1;
      add(sums.guards, data.guard.of[at], 1, 1);
    }
  }

  function add(table, key, gone, hits, documents) {
    const row = table.get(key) || { gone: 0, hits: 0, documents: 0 };
    row.gone += gone;
    row.hits += hits;
    row.documents += documents || 0;
    table.set(key, row);
  }

  class Summary {
    /** `ask(changes)` changes the filter; `open(doc)` opens a document. */
    constructor(host, data, ask, open) {
      Object.assign(this, { host, data, ask, open, order: "hits" });
    }

    show(filter, docs) {
      this.filter = filter;
      this.sums = Cleaner.sums(this.data, filter, docs);
      const { sums } = this;
      const all = docs.length === this.data.count;
      this.host.replaceChildren(
        h("h2", { id: "summary-title" }, all ? "All documents" : `${Cleaner.count(docs.length, "document")} of ${Cleaner.number(this.data.count)}`),
        this.figures(sums),
        h(
          "div",
          { class: "plots" },
          this.bars("Characters cut by class", sums.classes, this.data.classes, "class", true),
          this.bars("Characters cut by source", sums.sources, this.data.sources, "source"),
          this.bars("Characters cut by language", sums.languages, this.data.languages, "language"),
          this.guards(sums.guards),
          Cleaner.histogram(sums.bins, filter.share, (share) => this.ask({ share })),
        ),
        this.outliers(docs),
        (this.rules = h("section", { class: "plot--wide" })),
      );
      this.showRules();
    }

    figures(sums) {
      const share = sums.characters ? Cleaner.percent(sums.measured / sums.characters) : null;
      const one = (name, value, note) => h("div", {}, h("dt", {}, name), h("dd", {}, value, note ? h("span", { class: "under" }, note) : null));
      return h(
        "dl",
        { class: "figures" },
        one("Documents", Cleaner.number(sums.documents), `${Cleaner.number(sums.changed)} changed`),
        one("Cuts", Cleaner.number(sums.cuts), sums.documents ? `${(sums.cuts / sums.documents).toFixed(1)} a document` : ""),
        one("Characters cut", Cleaner.number(sums.gone), share ? `${share} of the text` : "lengths not known"),
        one("Vetoes", Cleaner.number(sums.vetoes), "cuts a guard stopped"),
        one("Spared", Cleaner.number(sums.spared), "left as they were: too much would have gone"),
      );
    }

    bars(title, table, names, field, coloured) {
      const rows = [...table]
        .filter(([, row]) => row.gone || row.hits)
        .sort((one, other) => other[1].gone - one[1].gone || other[1].hits - one[1].hits)
        .map(([key, row]) => {
          const name = names[key];
          const on = this.filter[field] === name;
          return {
            name: field === "language" ? Cleaner.languageName(name) : Cleaner.brief(name, 80), value: row.gone, noise: coloured ? name : null, on,
            said: Cleaner.number(row.gone), press: () => this.ask({ [field]: on ? "" : name }),
          };
        });
      return Cleaner.bars(title, rows, field === "class" ? 16 : 10);
    }

    guards(table) {
      const on = this.filter.show === "vetoes";
      const rows = [...table]
        .sort((one, other) => other[1].hits - one[1].hits)
        .map(([key, row]) => ({
          name: this.data.guards[key], value: row.hits, on, said: Cleaner.number(row.hits),
          press: () => this.ask({ show: on ? "all" : "vetoes" }),
        }));
      return Cleaner.bars("Vetoes by guard", rows, 10);
    }

    outliers(docs) {
      const { data } = this;
      const most = docs
        .filter((doc) => data.share(doc) > 0)
        .sort((one, other) => data.share(other) - data.share(one) || data.gone[other] - data.gone[one] || one - other)
        .slice(0, OUTLIERS);
      const row = (doc) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, h("button", { type: "button", class: "link", dir: "auto", onclick: () => this.open(doc) }, Cleaner.brief(data.name(doc), 120) || "(no name)")),
          h("td", {}, Cleaner.bdi(data.sources[data.source[doc]])),
          h("td", { class: "number" }, Cleaner.percent(data.share(doc))),
          h("td", { class: "number" }, Cleaner.number(data.gone[doc])),
          h("td", { class: "number" }, Cleaner.number(data.length[doc])),
        );
      if (!most.length) return null;
      return h(
        "section",
        { class: "plot--wide" },
        h("h3", {}, "Outliers"),
        h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "Outliers" },
          h("table", {},
            h("caption", {}, "The documents of which the largest share was cut: look at these first."),
            h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Document"), h("th", { scope: "col" }, "Source"),
              ["Share cut", "Characters cut", "of"].map((name) => h("th", { scope: "col", class: "number" }, name)))),
            h("tbody", {}, most.map(row)))),
      );
    }

    showRules(whole) {
      const per = (row) => row.gone / row.hits;
      const orders = { hits: (row) => row.hits, gone: (row) => row.gone, per };
      const names = { hits: "Most used", gone: "Most cut", per: "Most cut per hit" };
      const key = orders[this.order];
      const rows = [...this.sums.rules].sort((one, other) => key(other[1]) - key(one[1]) || one[0] - other[0]);
      const button = (order) =>
        h("button", { type: "button", "aria-pressed": String(order === this.order), onclick: () => {
          this.order = order;
          this.showRules(whole);
          this.rules.querySelector('[aria-pressed="true"]').focus();
        } }, names[order]);
      this.rules.replaceChildren(
        h("div", { class: "headed" }, h("h3", {}, "Rules"), h("div", { class: "segmented", role: "group", "aria-label": "Order of the rules" }, Object.keys(names).map(button))),
        h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "Rules" }, this.ruleTable(whole ? rows : rows.slice(0, RULES))),
        !whole && rows.length > RULES
          ? h("button", { type: "button", class: "is-quiet", onclick: () => this.showRules(true) }, `Show all ${Cleaner.number(rows.length)} rules`)
          : "",
      );
    }

    ruleTable(rows) {
      const row = ([number, { hits, gone, documents }]) => {
        const [rule, noise, title] = this.data.rules[number];
        const name = this.data.classes[noise];
        return h(
          "tr",
          {},
          h("th", { scope: "row" }, h("button", { type: "button", class: "link", onclick: () => this.ask({ rule: this.filter.rule === rule ? "" : rule }) }, h("code", {}, rule)), title ? h("span", { class: "under" }, title) : null),
          h("td", {}, h("span", { class: `class class--${name}` }, name)),
          [hits, documents, gone].map((value) => h("td", { class: "number" }, Cleaner.number(value))),
          h("td", { class: "number" }, Cleaner.number(Math.round(gone / hits))),
        );
      };
      return h(
        "table",
        {},
        h("caption", {}, "A rule that cuts much at once is worth more looks than one that cuts a line."),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Rule"), h("th", { scope: "col" }, "Class"),
          ["Hits", "Documents", "Characters", "Per hit"].map((name) => h("th", { scope: "col", class: "number" }, name)))),
        h("tbody", {}, rows.map(row)),
      );
    }
  }

  Cleaner.Summary = Summary;
})();
