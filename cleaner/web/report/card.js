/** The card of a cut or a veto: rule, title, confidence, evidence, and the buttons to decide by. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const { h } = Cleaner;

  function fact(name, value, props) {
    return [h("dt", {}, name), h("dd", props || {}, value)];
  }

  /** What is known of a mark: rule, title, confidence, evidence; of a veto its guard. */
  Cleaner.facts = (kind, mark, titles) => {
    const title = titles[mark.rule];
    if (kind === "missed") return h("dl", { class: "facts" }, fact("Decided", "Kept text that should go."));
    return h(
      "dl",
      { class: "facts" },
      fact("Rule", h("code", {}, mark.rule)),
      title ? fact("Title", title) : null,
      fact("Confidence", `${mark.confidence}, certainty ${Cleaner.certainty(mark)}`),
      fact("Evidence", Cleaner.brief(mark.evidence, 600) || "none told", { dir: "auto" }),
      kind === "veto" ? fact("Guard", mark.guard) : null,
      kind === "veto" && mark.why ? fact("Why it stayed", mark.why, { dir: "auto" }) : null,
    );
  };

  /** The buttons: a verdict and its key; the one that is given is pressed, and a press on it withdraws. */
  function buttons(kind, verdict, decide) {
    const button = (name, text, key) =>
      h(
        "button",
        {
          type: "button", class: `verdict verdict--${name}`, "aria-pressed": String(verdict === name),
          "aria-keyshortcuts": key, onclick: () => decide(verdict === name ? null : name),
        },
        text, " ", h("kbd", { "aria-hidden": "true" }, key),
      );
    if (kind === "removal") return [button("right", "Right", "r"), button("wrong", "Wrong", "w")];
    if (kind === "veto") {
      return [h("button", { type: "button", "aria-pressed": String(verdict === "missed"), onclick: () => decide(verdict === "missed" ? null : "missed") }, "Should have gone")];
    }
    return [h("button", { type: "button", onclick: () => decide(null) }, "Withdraw")];
  }

  /**
   * The card. `state` is {kind, mark, place, all, verdict, others, titles}: `place` of `all` marks (from 1), `others` those
   * at the same stretch. `decide(verdict)` decides, `step(n)` goes on, `show(kind, index)` goes to another.
   */
  Cleaner.card = (state, { decide, step, show }) => {
    const { kind, mark } = state;
    const heading = { removal: "Cut", veto: "Kept by a guard", missed: "Should go" }[kind];
    return h(
      "article",
      { class: `card card--${kind}`, "aria-labelledby": "card-title" },
      h(
        "header",
        {},
        h("h3", { id: "card-title" }, heading, " ", h("span", { class: `class class--${mark.class}` }, mark.class)),
        h("p", { class: "card-place" },
          h("button", { type: "button", class: "is-quiet", "aria-label": "Previous cut", onclick: () => step(-1) }, "‹"),
          `${state.place} of ${state.all}`,
          h("button", { type: "button", class: "is-quiet", "aria-label": "Next cut", onclick: () => step(1) }, "›")),
      ),
      h("div", { class: "verdicts", role: "group", "aria-label": "Decision" }, buttons(kind, state.verdict, decide)),
      Cleaner.facts(kind, mark, state.titles),
      state.others.length
        ? h("p", { class: "soft" }, "At the same place: ", state.others.map((other) =>
            h("button", { type: "button", class: "link", onclick: () => show(other.kind, other.index) }, other.mark.rule || other.mark.class)))
        : null,
    );
  };
})();
