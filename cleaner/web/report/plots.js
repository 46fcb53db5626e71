/** Plots: bars and a histogram, each bar a button that says what it shows. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h, svg } = Cleaner;

  const MOST = 300; // bars

  function bar(share, noise) {
    return svg(
      "svg",
      { class: `bar-line ${noise ? `class--${noise}` : ""}`, viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { x: 0, y: 0, width: Math.max(share ? 0.6 : 0, 100 * share).toFixed(2), height: 10, rx: 0 }),
    );
  }

  /**
   * Horizontal bars. `rows` are {name, value, said, noise, on, press}: `said` is the value in words, `noise` a class
   * whose colour is taken, `on` whether it is what is filtered by, `press()` what a press does. Of more than `most` rows
   * the others come on demand.
   */
  Cleaner.bars = (title, rows, most, note) => {
    const largest = Math.max(1, ...rows.map((row) => row.value));
    const list = h("ul", { class: "bars" });
    const draw = (shown) => list.replaceChildren(...rows.slice(0, shown).map((row) => one(row, largest)));
    draw(most);
    const more =
      rows.length > most
        ? h("button", { type: "button", class: "is-quiet", onclick: (event) => {
            draw(MOST);
            event.target.remove();
          } }, rows.length > MOST ? `Show ${MOST} of ${Cleaner.number(rows.length)}` : `Show all ${Cleaner.number(rows.length)}`)
        : null;
    const empty = rows.length ? null : h("p", { class: "soft" }, "Nothing.");
    return h("section", { class: "plot" }, h("h3", {}, title), note ? h("p", { class: "soft" }, note) : null, list, empty, more);
  };

  function one(row, largest) {
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "bar", "aria-pressed": String(Boolean(row.on)), onclick: row.press },
        h("span", { class: "bar-name", dir: "auto" }, row.name),
        bar(row.value / largest, row.noise),
        h("span", { class: "bar-value" }, row.said),
      ),
    );
  }

  const BINS = [[0, 0], ...Array.from({ length: 20 }, (_, at) => [5 * at, 5 * at + 5])];

  /** How many documents lost how much: `counts` by bin, first those that lost nothing. `press(range)` filters. */
  Cleaner.histogram = (counts, chosen, press) => {
    const largest = Math.max(1, ...counts);
    const columns = BINS.map(([least, most], at) => {
      const range = `${least}-${most}`;
      const share = least === most ? "nothing" : `${least ? `over ${least}` : "up to"} ${least ? `to ${most}` : most} %`;
      return h(
        "li",
        {},
        h(
          "button",
          {
            type: "button", class: "column", "aria-pressed": String(range === chosen), disabled: !counts[at],
            "aria-label": `${Cleaner.count(counts[at], "document")} lost ${share}`,
            title: `${Cleaner.count(counts[at], "document")} lost ${share}`,
            onclick: () => press(range === chosen ? "" : range),
          },
          column(counts[at] ? Math.max(0.012, Math.sqrt(counts[at] / largest)) : 0),
        ),
      );
    });
    return h(
      "section",
      { class: "plot plot--wide" },
      h("h3", {}, "Share of each document cut"),
      h("p", { class: "soft" }, "Documents by the share of their text that went, in steps of 5 %; the first column lost nothing. Heights are square roots, so that few can be seen beside many."),
      h("ol", { class: "columns" }, columns),
      h("div", { class: "axis", "aria-hidden": "true" }, ["0", "25 %", "50 %", "75 %", "100 %"].map((text) => h("span", {}, text))),
    );
  };

  function column(share) {
    const tall = 100 * share;
    return svg(
      "svg",
      { viewBox: "0 0 10 100", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { x: 0, y: (100 - tall).toFixed(2), width: 10, height: tall.toFixed(2) }),
    );
  }

  /** The column of a share (0 to 1). */
  Cleaner.bin = (share) => (share <= 0 ? 0 : Math.min(20, Math.max(1, Math.ceil(share * 20 - 1e-9))));
})();
