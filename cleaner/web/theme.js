/** Light, dark, or as the system has it; what is chosen is kept where the browser allows it. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const THEMES = ["auto", "light", "dark"];
  const KEY = "cleaner-theme";

  Cleaner.kept = {
    /** What is kept under a name in this browser; null if there is nothing, or it keeps nothing. */
    get(name) {
      try {
        return window.localStorage.getItem(name);
      } catch {
        return null;
      }
    },
    /** Keep a text; false if the browser refuses. */
    set(name, text) {
      try {
        window.localStorage.setItem(name, text);
        return true;
      } catch {
        return false;
      }
    },
  };

  function use(theme) {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.textContent = { auto: "Auto", light: "Light", dark: "Dark" }[theme];
      button.setAttribute("aria-label", `Colours: ${theme}`);
    }
  }

  Cleaner.theme = {
    /** Begin with what was chosen before; every element with data-theme-switch goes on to the next theme. */
    start() {
      const kept = Cleaner.kept.get(KEY);
      this.now = THEMES.includes(kept) ? kept : "auto";
      use(this.now);
      for (const button of document.querySelectorAll("[data-theme-switch]")) {
        button.addEventListener("click", () => this.next());
      }
    },
    next() {
      this.now = THEMES[(THEMES.indexOf(this.now) + 1) % THEMES.length];
      Cleaner.kept.set(KEY, this.now);
      use(this.now);
    },
  };
})();
