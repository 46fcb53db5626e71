/** Keys, and the help that names them. They do nothing while somebody types. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;

  const HELP = [
    ["j k", "↓ ↑", "Next, previous document"],
    ["n p", "→ ←", "Next, previous cut; beyond the last, the next document"],
    ["r", "", "This cut is right"],
    ["w", "", "This cut is wrong"],
    ["u", "", "Undo the last decision"],
    ["m", "", "Mark selected text as what should go; m again confirms the class"],
    ["s", "", "Suggested next: the cut whose looking at teaches most"],
    ["/", "", "Search"],
    ["g", "", "Summary"],
    ["d", "", "Light, dark, or as the system has it"],
    ["?", "", "This help"],
  ];

  function typing(target) {
    return target.closest && target.closest("input, select, textarea, [contenteditable]");
  }

  /** Listen to keys: `actions` by the key's name. */
  Cleaner.keys = (actions) => {
    document.addEventListener("keydown", (event) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || document.querySelector("dialog[open]")) return;
      if (event.key === "Escape" && event.target.id === "search") return event.target.blur();
      // Of what takes letters itself, only the choice of a class lets its own key through.
      if (typing(event.target) && !(key === "m" && event.target.id === "missed-class")) return undefined;
      if (!(key in actions) || (key.startsWith("Arrow") && event.target.closest("[role=listbox], .scrolls"))) return undefined;
      event.preventDefault();
      return actions[key]();
    });
  };

  /** The dialog that names the keys, and how to read the page. */
  Cleaner.help = (dialog, about) => () => {
    const rows = HELP.map(([keys, also, what]) =>
      h("tr", {}, h("th", { scope: "row" }, [...keys.split(" "), ...also.split(" ").filter(Boolean)].map((key) => [h("kbd", {}, key), " "])), h("td", {}, what)));
    dialog.replaceChildren(
      h("h2", { id: "keys-title" }, "Keys"),
      h("table", {}, h("tbody", {}, rows)),
      h("h2", {}, "How to read a document"),
      h("p", {}, h("span", { class: "doc doc--sample" }, h("del", { class: "cut cut--teaser" }, "Struck through"), " was cut, in the colour of its class; ",
        h("mark", { class: "veto" }, "dotted"), " would have gone and a guard kept it; ",
        h("mark", { class: "missed missed--promo" }, "underlined twice"), " is what you marked as what should go.")),
      h("p", { class: "soft" }, about),
      h("form", { method: "dialog" }, h("button", { class: "is-primary" }, "Close")),
    );
    dialog.showModal();
  };
})();
