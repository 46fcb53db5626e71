/** A text area for rule files: numbered lines, those with a problem marked. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const { h } = Cleaner;

  /** `area` and the gutter beside it; `onChange()` when the text is another one. */
  Cleaner.editor = (area, gutter, onChange) => {
    let bad = new Set();

    function number() {
      const count = area.value.split("\n").length;
      while (gutter.childElementCount > count) gutter.lastChild.remove();
      for (let line = gutter.childElementCount + 1; line <= count; line += 1) gutter.append(h("span", {}, String(line)));
      [...gutter.children].forEach((each, index) => each.classList.toggle("is-bad", bad.has(index + 1)));
      gutter.scrollTop = area.scrollTop;
    }

    area.addEventListener("input", () => {
      number();
      onChange();
    });
    area.addEventListener("scroll", () => (gutter.scrollTop = area.scrollTop));

    return {
      get text() {
        return area.value;
      },
      set(text) {
        area.value = text;
        area.scrollTop = 0;
        number();
      },
      /** Mark lines (counted from 1). */
      mark(lines) {
        bad = new Set(lines);
        number();
      },
      /** Put the cursor at a line and column (counted from 1, columns in code points). */
      go(line, column) {
        const rows = area.value.split("\n");
        const before = rows.slice(0, Math.max(0, line - 1)).reduce((sum, row) => sum + row.length + 1, 0);
        const at = before + Array.from(rows[line - 1] || "").slice(0, Math.max(0, column - 1)).join("").length;
        area.focus();
        area.setSelectionRange(at, at);
        const height = area.scrollHeight / Math.max(1, rows.length);
        area.scrollTop = Math.max(0, (line - 4) * height);
      },
    };
  };
})();
