/** How often a rule was right, as far as it was decided, and how much that proves. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;
  const Z = 1.959964; // 95 %

  /** Wilson's score interval of `right` in `all` (E. B. Wilson, JASA 22, 1927): [least, most], from 0 to 1. */
  Cleaner.wilson = (right, all) => {
    if (!all) return [0, 1];
    const share = right / all;
    const middle = share + (Z * Z) / (2 * all);
    const spread = Z * Math.sqrt((share * (1 - share)) / all + (Z * Z) / (4 * all * all));
    const whole = 1 + (Z * Z) / all;
    return [Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)];
  };

  /** Right and wrong by rule, the most decided first: [[rule, {right, wrong}], …]. */
  Cleaner.judged = (decisions) => {
    const found = new Map();
    for (const one of decisions) {
      if (!one.rule || one.verdict === "missed") continue;
      const row = found.get(one.rule) || { right: 0, wrong: 0 };
      row[one.verdict] += 1;
      found.set(one.rule, row);
    }
    const all = (row) => row.right + row.wrong;
    return [...found].sort((one, other) => all(other[1]) - all(one[1]) || (one[0] < other[0] ? -1 : 1));
  };

  const percent = (value) => `${Math.round(100 * value)} %`;

  function row(rule, { right, wrong }, titles, choose) {
    const all = right + wrong;
    const [least, most] = Cleaner.wilson(right, all);
    const name = choose
      ? h("button", { type: "button", class: "link", onclick: () => choose(rule) }, h("code", {}, rule))
      : rule;
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, name, titles[rule] ? h("span", { class: "under" }, titles[rule]) : null),
      h("td", { class: "number" }, String(right)),
      h("td", { class: "number" }, String(wrong)),
      h("td", { class: "number" }, percent(right / all)),
      h("td", {}, interval(least, right / all, most), ` ${percent(least)} to ${percent(most)}`),
    );
  }

  function interval(least, share, most) {
    const at = (value) => (4 + 112 * value).toFixed(1);
    return Cleaner.svg(
      "svg",
      { class: "interval", viewBox: "0 0 120 14", width: 120, height: 14, "aria-hidden": "true" },
      Cleaner.svg("line", { x1: 4, x2: 116, y1: 7, y2: 7, class: "interval-whole" }),
      Cleaner.svg("line", { x1: at(least), x2: at(most), y1: 7, y2: 7, class: "interval-part" }),
      Cleaner.svg("circle", { cx: at(share), cy: 7, r: 3.5, class: "interval-dot" }),
    );
  }

  /** The table of precision; `choose(rule)` is called when one is pressed. */
  Cleaner.precisionTable = (decisions, titles, choose) => {
    const rows = Cleaner.judged(decisions);
    if (!rows.length) return h("p", { class: "soft" }, "No cut is decided yet: r says a cut is right, w that it is wrong.");
    const total = { right: 0, wrong: 0 };
    for (const [, { right, wrong }] of rows) {
      total.right += right;
      total.wrong += wrong;
    }
    return h(
      "table",
      { class: "precision" },
      h("caption", {}, "Precision by rule: right of all decided cuts, and where it lies with 95 % (Wilson)."),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Rule"), ["Right", "Wrong", "Precision"].map((name) =>
        h("th", { scope: "col", class: "number" }, name)), h("th", { scope: "col" }, "95 % interval"))),
      h("tbody", {}, rows.map(([rule, counts]) => row(rule, counts, titles, choose))),
      h("tfoot", {}, row("All rules", total, {}, null)),
    );
  };
})();
