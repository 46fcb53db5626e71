/** The menu on selected text: it should go, as a class. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;
  const CLASSES = [
    "section", "title", "date", "byline", "dateline", "credit", "disclaimer", "copyright",
    "teaser", "promo", "share", "ad", "nav", "bio", "offtopic", "placeholder",
  ];

  class Choose {
    /** `mark(selection, class)` is called when a class is chosen for what is selected. */
    constructor(host, mark) {
      this.select = h("select", { id: "missed-class", "aria-label": "Class" }, CLASSES.map((name) => h("option", { value: name }, name)));
      this.select.value = "teaser";
      this.what = h("p", { class: "choose-what", dir: "auto" });
      const done = () => {
        const { selection } = this;
        this.hide();
        if (selection) mark(selection, this.select.value);
      };
      this.form = h(
        "form",
        { class: "choose", hidden: true, "aria-label": "Selected text", onsubmit: (event) => {
          event.preventDefault();
          done();
        }, onkeydown: (event) => event.key === "Escape" && this.hide() },
        this.what,
        h("div", { class: "choose-line" }, h("label", { for: "missed-class" }, "Should go, as"), this.select,
          h("button", { type: "submit", class: "is-primary" }, "Mark ", h("kbd", { "aria-hidden": "true" }, "m"))),
      );
      host.append(this.form);
    }

    /** Offer to mark `selection` ({start, end, text}); null hides the menu. */
    offer(selection) {
      if (!selection || !selection.text.trim()) return this.hide();
      this.selection = selection;
      this.what.textContent = Cleaner.brief(selection.text, 140);
      this.form.hidden = false;
      return undefined;
    }

    /** Go on by keyboard: the first time to the choice of class, then to mark it. */
    key() {
      if (this.form.hidden) return;
      if (this.form.contains(document.activeElement)) this.form.requestSubmit();
      else this.select.focus();
    }

    hide() {
      this.form.hidden = true;
      this.selection = null;
    }
  }

  Cleaner.Choose = Choose;
})();
