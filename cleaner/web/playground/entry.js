/** The text that is put in: typed, pasted, opened or dropped. One that is too long to be edited is held beside. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const { h } = Cleaner;
  const EDITED = 200000; // units that a text area copes with
  const LINE = 50000; // units of a line that it lays out in reasonable time
  const HEAP = /\p{M}{200,}/u;
  const SHOWN = 1500; // units of a held text that are shown

  const tooMuch = (text) => text.length > EDITED || longest(text) > LINE || HEAP.test(text);

  function longest(text) {
    if (text.length <= LINE) return 0;
    let found = 0;
    for (let from = 0; from <= text.length; ) {
      const to = text.indexOf("\n", from);
      const end = to < 0 ? text.length : to;
      found = Math.max(found, end - from);
      from = end + 1;
    }
    return found;
  }

  /** The text area `area` and its stand-in `held`; `onChange()` is called when the text is another one. */
  Cleaner.entry = (area, held, onChange) => {
    let kept = null;

    function hold(text) {
      kept = text;
      area.value = "";
      area.hidden = true;
      held.hidden = false;
      const start = h("div", { class: "held-start", dir: "auto" });
      Cleaner.write(start, text.slice(0, SHOWN), 0, () => {});
      const size = Cleaner.count(Array.from(text).length, "character");
      held.replaceChildren(
        h("p", {}, h("strong", {}, size), ", more than can be edited here. It is cleaned as it is; it begins:"),
        start,
        h("button", { type: "button", onclick: () => set("") }, "Take another text"),
      );
    }

    function set(text) {
      if (tooMuch(text)) hold(text);
      else {
        kept = null;
        held.hidden = true;
        area.hidden = false;
        area.value = text;
      }
      onChange();
    }

    function take(event, data) {
      const text = data && data.getData("text/plain");
      if (!text || !tooMuch(text)) return;
      event.preventDefault();
      set(area.value.slice(0, area.selectionStart) + text + area.value.slice(area.selectionEnd));
    }

    area.addEventListener("input", () => (tooMuch(area.value) ? set(area.value) : onChange()));
    area.addEventListener("paste", (event) => take(event, event.clipboardData));
    area.addEventListener("drop", (event) => {
      const [file] = event.dataTransfer.files;
      if (!file) return take(event, event.dataTransfer);
      event.preventDefault();
      return file.text().then(set);
    });

    return {
      get text() {
        return kept === null ? area.value : kept;
      },
      set,
      /** Take a file's text, which is read as UTF-8. */
      open: (file) => file.text().then(set),
    };
  };
})();
