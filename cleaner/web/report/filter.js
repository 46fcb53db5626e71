/** Which documents are shown, and in which order. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;

  /** What can be asked; all of it is combined. `class`, `rule` and `confidence` must hold of one and the same cut. */
  Cleaner.NOTHING = Object.freeze({
    text: "", class: "", rule: "", confidence: "", source: "", language: "", show: "all", share: "", order: "given",
  });

  /** Which documents to show: names as in the list of choices, and what they ask. */
  Cleaner.SHOW = {
    all: ["All documents", () => true],
    cut: ["With cuts", (data, doc) => data.gone[doc] > 0],
    whole: ["Without cuts", (data, doc) => data.gone[doc] === 0],
    vetoes: ["With vetoes", (data, doc) => data.documents.vetoes[doc] > 0],
    spared: ["Spared by a guard", (data, doc) => data.documents.spared[doc] === 1],
    decided: ["With decisions", (data, doc, decisions) => decisions.of(doc) > 0],
    undecided: ["Without decisions", (data, doc, decisions) => decisions.of(doc) === 0],
  };

  const share = (data) => (doc) => data.share(doc) ?? -1;

  Cleaner.ORDER = {
    given: ["In their order", null],
    share: ["Largest share cut first", (data) => down(share(data))],
    cut: ["Most cut first", (data) => down((doc) => data.gone[doc])],
    unsure: ["Least certain cut first", (data) => up(leastCertain(data))],
    long: ["Longest first", (data) => down((doc) => data.length[doc])],
    name: ["By name", (data) => (one, other) => (data.name(one) < data.name(other) ? -1 : 1)],
  };

  const down = (key) => (one, other) => key(other) - key(one) || one - other;
  const up = (key) => (one, other) => key(one) - key(other) || one - other;

  function leastCertain(data) {
    const { first, certainty } = data.cuts;
    const least = Uint32Array.from({ length: data.count }, (_, doc) => {
      let found = 100000;
      for (let cut = first[doc]; cut < first[doc + 1]; cut += 1) found = Math.min(found, certainty[cut]);
      return found;
    });
    return (doc) => least[doc];
  }

  /** What a filter asks of cuts, as a function of a cut's number; null if nothing. */
  Cleaner.cutFilter = (data, filter) => {
    const noise = filter.class && data.classes.indexOf(filter.class);
    const rules = filter.rule && data.rules.map(([id]) => id === filter.rule);
    const sure = filter.confidence && Cleaner.SURE.indexOf(filter.confidence);
    if (!filter.class && !filter.rule && !filter.confidence) return null;
    const { rule, confidence } = data.cuts;
    return (cut) =>
      (!filter.class || data.ruleClass[rule[cut]] === noise) &&
      (!filter.rule || rules[rule[cut]]) &&
      (!filter.confidence || confidence[cut] === sure);
  };

  /** A range of shares, "5-10" in percent, as [least, most]; the last one includes its end. */
  Cleaner.range = (text) => {
    const found = /^(\d{1,3})-(\d{1,3})$/.exec(text);
    return found ? [found[1] / 100, found[2] / 100] : null;
  };

  /** The documents that a filter lets through, in its order. `hits` are those its text stands in (null: not asked). */
  Cleaner.filtered = (data, filter, hits, decisions) => {
    const found = [];
    const passes = Cleaner.cutFilter(data, filter);
    const source = filter.source ? data.sources.indexOf(filter.source) : -1;
    const language = filter.language ? data.languages.indexOf(filter.language) : -1;
    const range = Cleaner.range(filter.share);
    const [, shown] = Cleaner.SHOW[filter.show];
    for (let doc = 0; doc < data.count; doc += 1) {
      if (hits && !hits[doc]) continue;
      if (filter.source && data.source[doc] !== source) continue;
      if (filter.language && data.language[doc] !== language) continue;
      if (range && !within(data.share(doc), range)) continue;
      if (filter.show !== "all" && !shown(data, doc, decisions)) continue;
      if (passes && !any(data.cuts.first, doc, passes)) continue;
      found.push(doc);
    }
    const [, order] = Cleaner.ORDER[filter.order];
    return order ? found.sort(order(data)) : found;
  };

  function within(value, [least, most]) {
    if (value === null) return false;
    return least === most ? value === least : value > (least || 0) && value <= most;
  }

  function any(first, doc, passes) {
    for (let cut = first[doc]; cut < first[doc + 1]; cut += 1) if (passes(cut)) return true;
    return false;
  }
})();
