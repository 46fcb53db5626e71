/** The form of the filters: what it asks is always what is shown. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;
  const MOST = 300; // names on a list: of tens of thousands of sources the others are found by text
  const WAIT = 120; // milliseconds of typing that are one question

  /** How often each of some names is there, the most first: [[name, count], …]. */
  function counted(names, column) {
    const counts = new Uint32Array(names.length);
    for (const number of column) counts[number] += 1;
    return names
      .map((name, number) => [name, counts[number]])
      .filter(([, count]) => count)
      .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  }

  function choices(data) {
    const { rule, confidence } = data.cuts;
    const ids = [...new Set(data.rules.map(([id]) => id))];
    const numbers = data.rules.map(([id]) => ids.indexOf(id));
    const table = (map) => Object.entries(map).map(([value, [text]]) => [value, text]);
    const brief = (name) => Cleaner.brief(name, 60);
    const any = (text, rows, called = brief) => [["", text], ...rows.slice(0, MOST).map(([name, count]) => [name, `${called(name)} (${Cleaner.number(count)})`])];
    return {
      class: ["Class", any("Any class", counted(data.classes, rule.map((each) => data.ruleClass[each])))],
      rule: ["Rule", any("Any rule", counted(ids, rule.map((each) => numbers[each])))],
      confidence: ["Confidence", any("Any", counted(Cleaner.SURE, confidence))],
      source: ["Source", any("Any source", counted(data.sources, data.source))],
      language: ["Language", any("Any language", counted(data.languages, data.language), Cleaner.languageName)],
      show: ["Show", table(Cleaner.SHOW)],
      order: ["Order", table(Cleaner.ORDER)],
    };
  }

  class Filters {
    /** `changed(filter)` is called when something else is asked. */
    constructor(form, data, changed) {
      this.changed = changed;
      this.data = data;
      this.fields = {};
      this.share = "";
      this.text = h("input", { type: "search", id: "search", placeholder: "Names, cuts and texts", autocomplete: "off", spellcheck: "false", dir: "auto" });
      this.more = h("details", { class: "filters-more", open: window.matchMedia("(min-width: 50rem)").matches }, h("summary", {}, "Filters"));
      const grid = h("div", { class: "filters-grid" });
      for (const [name, [label, rows]] of Object.entries(choices(data))) grid.append(this.field(name, label, rows));
      this.more.append(grid);
      this.chips = h("div", { class: "chips" });
      form.append(h("div", { class: "search-line" }, h("label", { class: "visually-hidden", for: "search" }, "Free text"), this.text), this.more, this.chips);
      form.addEventListener("submit", (event) => event.preventDefault());
      this.text.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.tell(), WAIT);
      });
    }

    /** Whether there is something of that name which is too rare for the list. */
    known(name, value) {
      return (name === "source" && this.data.sources.includes(value)) || (name === "rule" && value in this.data.titles);
    }

    field(name, label, rows) {
      const id = `filter-${name}`;
      const select = h("select", { id }, rows.map(([value, text]) => h("option", { value }, text)));
      select.addEventListener("change", () => this.tell());
      this.fields[name] = select;
      return h("div", { class: `field field--${name}` }, h("label", { for: id }, label), select);
    }

    tell() {
      this.changed(this.value());
    }

    /** What is asked. */
    value() {
      const filter = { ...Cleaner.NOTHING, text: this.text.value.trim(), share: this.share };
      for (const [name, select] of Object.entries(this.fields)) filter[name] = select.value || Cleaner.NOTHING[name];
      return filter;
    }

    /** Ask something; what is not on the lists is not asked. */
    set(filter) {
      if (this.text.value.trim() !== filter.text) this.text.value = filter.text;
      this.share = Cleaner.range(filter.share) ? filter.share : "";
      for (const [name, select] of Object.entries(this.fields)) {
        select.value = filter[name];
        if (select.selectedIndex < 0 && this.known(name, filter[name])) {
          select.append(h("option", { value: filter[name] }, Cleaner.brief(filter[name], 60)));
          select.value = filter[name];
        }
        if (select.selectedIndex < 0) select.value = Cleaner.NOTHING[name];
      }
      this.drawChips();
    }

    /** What is asked, each with a button that takes it back. */
    drawChips() {
      const filter = this.value();
      const asked = Object.keys(filter).filter((name) => name !== "order" && filter[name] !== Cleaner.NOTHING[name]);
      const said = (name) => (name === "share" ? `${filter.share.replace("-", " to ")} % cut` : name === "show" ? Cleaner.SHOW[filter.show][0] : name === "language" ? Cleaner.languageName(filter.language) : filter[name]);
      const chip = (name) =>
        h("button", { type: "button", class: "chip", onclick: () => this.changed({ ...filter, [name]: Cleaner.NOTHING[name] }) },
          h("span", { class: "visually-hidden" }, "Take back "), h("bdi", {}, Cleaner.brief(said(name), 40)), h("span", { "aria-hidden": "true" }, " ×"));
      const reset = h("button", { type: "button", class: "chip chip--all", onclick: () => this.changed({ ...Cleaner.NOTHING, order: filter.order }) }, "Reset");
      this.chips.replaceChildren(...asked.map(chip), ...(asked.length > 1 ? [reset] : []));
    }
  }

  Cleaner.Filters = Filters;
})();
