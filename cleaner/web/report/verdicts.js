/** The view of decisions: what was decided, what it proves, what to look at next, files in and out. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;
  const LAST = 20;
  const NEXT = 10;

  function where({ decisions, keptNowhere }) {
    if (decisions.served) {
      return decisions.unsaved
        ? `${Cleaner.count(decisions.unsaved, "decision")} not on disk yet.`
        : "Each decision is written to disk as it is made.";
    }
    if (keptNowhere) return "This browser keeps nothing for this page: decisions are lost when it is closed, unless they are downloaded.";
    return decisions.unsaved
      ? `${Cleaner.count(decisions.unsaved, "decision")} not downloaded yet. This browser keeps them for this report.`
      : "Decisions are kept in this browser for this report; download them to use them.";
  }

  function files(page) {
    const input = h("input", { type: "file", id: "earlier", accept: ".jsonl,.ndjson,application/jsonl", class: "visually-hidden", tabindex: "-1", "aria-label": "File of earlier decisions" });
    input.addEventListener("change", () => input.files.length && page.load(input.files[0]));
    return h("p", { class: "lined" },
      h("button", { type: "button", disabled: !page.decisions.log.length, onclick: () => page.decisions.download() }, "Download"),
      h("button", { type: "button", onclick: () => input.click() }, "Load an earlier file…"), input,
      h("span", { class: "soft" }, where(page)));
  }

  function last(page) {
    const rows = page.decisions.standing().slice(-LAST).reverse();
    if (!rows.length) return null;
    const row = (one) => {
      const doc = page.decisions.number(one);
      const text = Cleaner.brief(one.text, 90) || "(blank)";
      return h("tr", {},
        h("td", {}, h("span", { class: `verdict-name verdict-name--${one.verdict}` }, { right: "✓ right", wrong: "✗ wrong", missed: "+ should go" }[one.verdict])),
        h("td", {}, h("span", { class: `class class--${one.class}` }, one.class)),
        h("th", { scope: "row", dir: "auto" }, doc === null ? text : h("button", { type: "button", class: "link", onclick: () => page.open(doc, "first") }, text)));
    };
    return h("section", { class: "plot--wide" }, h("h3", {}, "Last decisions"), h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "Last decisions" }, h("table", {}, h("tbody", {}, rows.map(row)))));
  }

  function next(page) {
    const { data, decisions } = page;
    const rows = [];
    for (const cut of data.queue) {
      const doc = data.documentOf(cut);
      if (rows.length < NEXT && !decisions.of(doc)) rows.push([doc, cut - data.cuts.first[doc], cut]);
    }
    const row = ([doc, index, cut]) => {
      const [rule, noise] = data.rules[data.cuts.rule[cut]];
      const name = data.classes[noise];
      return h("tr", {},
        h("td", {}, h("span", { class: `class class--${name}` }, name)),
        h("th", { scope: "row" }, h("button", { type: "button", class: "link", onclick: () => page.open(doc, index) }, h("code", {}, rule))),
        h("td", { class: "number" }, `certainty ${data.cuts.certainty[cut] / 10000}`),
        h("td", {}, Cleaner.bdi(Cleaner.brief(data.name(doc), 60))));
    };
    return h("section", { class: "plot--wide" },
      h("div", { class: "headed" }, h("h3", {}, "Suggested next"), h("button", { type: "button", class: "is-primary", disabled: !data.queue.length, onclick: () => page.suggest() }, "Begin ", h("kbd", { "aria-hidden": "true" }, "s"))),
      h("p", { class: "soft" }, "Cuts in the order in which looking at them teaches most. After a decision the next one comes by itself."),
      rows.length ? h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "Suggested next" }, h("table", {}, h("tbody", {}, rows.map(row)))) : null);
  }

  /** The view, made anew. */
  Cleaner.decisionsView = (page) =>
    h("div", {},
      h("h2", { id: "decisions-title" }, "Decisions"),
      files(page),
      h("section", { class: "plot--wide" }, h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": "Precision by rule" },
        Cleaner.precisionTable(page.decisions.standing(), page.data.titles, (rule) => page.ask({ ...page.state.filter, rule })))),
      next(page),
      last(page));
})();
