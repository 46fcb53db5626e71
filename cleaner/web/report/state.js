/** Where the reader is, as the part of the address behind #: such an address can be given to others. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const VIEWS = ["summary", "reader", "decisions"];

  /** The state that an address tells: {filter, doc, view}. What makes no sense is left out. */
  Cleaner.fromHash = (data, hash) => {
    const told = new URLSearchParams(hash.replace(/^#/, ""));
    const filter = { ...Cleaner.NOTHING };
    for (const name of Object.keys(filter)) filter[name] = told.get(name) ?? filter[name];
    if (!(filter.show in Cleaner.SHOW)) filter.show = "all";
    if (!(filter.order in Cleaner.ORDER)) filter.order = "given";
    const number = /^\d+$/.test(told.get("doc") ?? "") ? Number(told.get("doc")) : -1;
    const doc = number >= 1 && number <= data.count ? number - 1 : null;
    const view = VIEWS.includes(told.get("view")) ? told.get("view") : doc === null ? "summary" : "reader";
    return { filter, doc, view };
  };

  /** The address of a state. */
  Cleaner.toHash = ({ filter, doc, view }) => {
    const told = new URLSearchParams();
    for (const [name, value] of Object.entries(filter)) if (value !== Cleaner.NOTHING[name]) told.set(name, value);
    if (doc !== null) told.set("doc", String(doc + 1));
    if (view !== (doc === null ? "summary" : "reader")) told.set("view", view);
    const text = told.toString();
    return text ? `#${text}` : "";
  };
})();
