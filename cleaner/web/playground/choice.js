/** What may be cut: a switch for each class, and how sure a cut must be. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const { h } = Cleaner;
  const byId = (id) => document.getElementById(id);

  /** `settings` as the service tells them; `onChange()` when something is chosen. */
  Cleaner.choice = (settings, onChange) => {
    const chips = new Map();
    const presets = new Map();
    const slider = byId("certainty");
    const kept = new Set(settings.keep);
    let certainty = settings.certainty;

    function show() {
      for (const [name, { chip }] of chips) chip.setAttribute("aria-pressed", String(!kept.has(name)));
      for (const [name, button] of presets) {
        button.setAttribute("aria-pressed", String(settings.presets[name] === certainty));
      }
      slider.value = String(certainty);
      slider.setAttribute("aria-valuetext", `${Math.round(100 * certainty)} percent`);
      byId("certainty-told").textContent = certainty.toFixed(2);
    }

    function changed() {
      show();
      onChange();
    }

    function flip(name) {
      if (!kept.delete(name)) kept.add(name);
      changed();
    }

    function only(names) {
      kept.clear();
      for (const name of settings.classes) if (!names.includes(name)) kept.add(name);
      changed();
    }

    for (const name of settings.classes) {
      const count = h("span", { class: "chip-count" });
      const chip = h("button", { type: "button", class: `chip class--${name}`, onclick: () => flip(name) }, name, count);
      chips.set(name, { chip, count });
      byId("chips").append(chip);
    }
    for (const [name, value] of Object.entries(settings.presets)) {
      const pick = () => {
        certainty = value;
        changed();
      };
      const button = h("button", { type: "button", title: `certainty ${value} or more`, onclick: pick }, name);
      presets.set(name, button);
      byId("presets").append(button);
    }
    slider.addEventListener("input", () => {
      certainty = Number(slider.value);
      changed();
    });
    byId("all").addEventListener("click", () => only(settings.classes));
    byId("none").addEventListener("click", () => only([]));
    show();

    return {
      /** What a request says of it. */
      get asked() {
        return { keep: [...kept], only: [], certainty };
      },
      /** Choose what a link says; what makes no sense is passed over. */
      set(state) {
        if (Array.isArray(state.keep)) {
          kept.clear();
          for (const name of state.keep) if (chips.has(name)) kept.add(name);
        }
        if (typeof state.certainty === "number" && state.certainty >= 0.5 && state.certainty <= 1) {
          certainty = state.certainty;
        }
        show();
      },
      /** Tell how many stretches of a record are cut for each class. */
      count(record) {
        const counts = new Map();
        for (const [{ kind, mark }] of Cleaner.stretches(record)) {
          if (kind === "removal") counts.set(mark.class, (counts.get(mark.class) || 0) + 1);
        }
        for (const [name, { chip, count }] of chips) {
          const number = counts.get(name) || 0;
          count.textContent = number ? String(number) : "";
          chip.classList.toggle("has-cuts", number > 0);
          chip.setAttribute("aria-label", number ? `${name}, ${Cleaner.count(number, "cut")}` : name);
        }
      },
    };
  };
})();
