/** The table of cuts, and what the document told of itself. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const { h } = Cleaner;
  const ROWS = 200; // shown at once
  const BRIEF = 90;

  /**
   * Shows the cuts and vetoes of a record in `host`, a row for each stretch. `told` is what is known of each rule, `own`
   * the ids of the user's rules; `onPick(kind, index)` is called for a cut, `onRule(id)` for a rule that is to be opened.
   * Gives back a function that marks the row of a cut: (kind, index, whether to bring it into view).
   */
  Cleaner.cuts = (host, record, options) => {
    const groups = Cleaner.stretches(record);
    const rows = new Map();
    if (!groups.length) {
      host.replaceChildren(h("p", { class: "soft" }, "Nothing is cut."));
      return () => {};
    }
    const body = h("tbody");
    for (const group of groups.slice(0, ROWS)) {
      const made = row(group, options);
      for (const { kind, index } of group) rows.set(`${kind} ${index}`, made);
      body.append(made);
    }
    const left = groups.length - ROWS;
    const head = ["Class", "Cut", "Rule", "Sure", "Because"].map((name) => h("th", { scope: "col" }, name));
    const caption = h("caption", { class: "visually-hidden" }, "Each cut, its rule and its reason");
    host.replaceChildren(
      h("table", {}, caption, h("thead", {}, h("tr", {}, head)), body),
      h("p", { class: "soft", hidden: left <= 0 }, `${Cleaner.number(Math.max(0, left))} more, which the record holds.`),
    );
    let current = null;
    return (kind, index, there) => {
      if (current) current.classList.remove("is-current");
      current = rows.get(`${kind} ${index}`) || null;
      if (!current) return;
      current.classList.add("is-current");
      if (there) host.scrollTop = current.offsetTop - host.clientHeight / 3; // the row's place in the list, not the page's
    };
  };

  /** What is cut or spared in a record, the marks of the same stretch together: [{kind, index, mark}] for each. */
  Cleaner.stretches = (record) => {
    const groups = new Map();
    const put = (kind) => (mark, index) => {
      const key = `${kind} ${mark.start} ${mark.end} ${mark.class}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push({ kind, mark, index });
    };
    record.removals.forEach(put("removal"));
    record.vetoes.forEach(put("veto"));
    return [...groups.values()];
  };

  function row(group, { told, own, onPick, onRule }) {
    const [{ kind, mark, index }, ...others] = group;
    const text = Cleaner.brief(mark.text, BRIEF) || "blank";
    const because = kind === "veto" ? `kept by the guard ${mark.guard}: ${mark.why}` : Cleaner.brief(String(mark.evidence), 160);
    const rule = (id) => {
      const title = (told[id] || {}).title || "";
      const open = h("button", { type: "button", class: "rule-id", title, onclick: () => onRule(id) }, id);
      return own.includes(id) ? [open, h("span", { class: "own" }, "yours")] : [open];
    };
    return h(
      "tr",
      { class: kind === "veto" ? "is-veto" : null },
      h("td", {}, h("span", { class: `class class--${mark.class}` }, mark.class)),
      h("td", {}, h("button", { type: "button", class: "cut-text", onclick: () => onPick(kind, index) }, Cleaner.bdi(text))),
      h(
        "td",
        {},
        rule(mark.rule),
        h("span", { class: "rule-title" }, (told[mark.rule] || {}).title || ""),
        others.length ? h("span", { class: "others" }, "also ", others.flatMap((each, at) => [at ? ", " : "", ...rule(each.mark.rule)])) : null,
      ),
      h("td", {}, sure(mark)),
      h("td", {}, Cleaner.bdi(because)),
    );
  }

  function sure(mark) {
    const certainty = Cleaner.certainty(mark);
    return h(
      "span",
      { class: "sure-told", title: `${mark.confidence} confidence` },
      h("meter", { min: 0, max: 1, value: mark.certainty, "aria-label": `certainty ${certainty}` }),
      ` ${certainty}`,
    );
  }

  /** What the header gave away, and the language, as a list. */
  Cleaner.facts = (host, record) => {
    const found = Object.entries(record.metadata).map(([name, each]) => [name, each.map((one) => one.value)]);
    if (record.language) found.unshift(["language", [record.language]]);
    host.hidden = !found.length;
    host.replaceChildren(
      h(
        "dl",
        { "aria-label": "What the text tells of itself" },
        ...found.map(([name, values]) =>
          h("div", {}, h("dt", {}, name), ...values.slice(0, 12).map((value) => h("dd", {}, Cleaner.bdi(Cleaner.brief(value, 120))))),
        ),
      ),
    );
  };
})();
