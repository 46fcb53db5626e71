/** What the service says of a rule file: its problems with their places, and its examples. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const { h } = Cleaner;
  const byId = (id) => document.getElementById(id);

  /** A rule file to begin with. Its first example cuts a line of the first sample. */
  Cleaner.exampleRule = `class: teaser
kind: line
language: en
about: Teasers of the Saltmere Evening Post.

rules:
  - id: teaser.en-from-the-vault
    title: Pointer to the archive
    match:
      starts: ["from our vault:"]
      pattern: '^from our vault: \\S.{8,150}$'
    confidence: high
    examples:
      removes:
        - |
          The dig began in May.
          ⟦From our vault: Divers' bell rings again
          ⟧The mayor welcomed the vote.
      keeps:
        - "The series from our vault: a name that nobody liked, she said, and nobody changed."
`;

  /** Shows what came of trying rules; `go(line, column)` leads to a problem. Null: nothing was tried. */
  Cleaner.showTrial = (trial, cuts, { go }) => {
    const verdict = byId("verdict");
    const problems = trial ? [...trial.problems, ...trial.advice.map((each) => ({ ...each, advice: true }))] : [];
    list(byId("problems"), problems.map((each) => problem(each, go)));
    list(byId("proof"), trial ? trial.examples.map(example) : []);
    verdict.className = "verdict";
    if (!trial) {
      verdict.textContent = "Not used.";
      return;
    }
    const failed = trial.examples.filter((each) => !each.holds).length;
    verdict.classList.add(trial.problems.length || failed ? "is-wrong" : "is-right");
    verdict.textContent = trial.problems.length
      ? `${Cleaner.count(trial.problems.length, "problem")}: the rule is not used.`
      : `${failed ? `${failed} of ${Cleaner.count(trial.examples.length, "example")} failed` : `All ${Cleaner.count(trial.examples.length, "example")} hold`}; ${Cleaner.count(cuts, "cut")} in this text.`;
  };

  function list(host, items) {
    host.hidden = !items.length;
    host.replaceChildren(...items);
  }

  function problem(each, go) {
    const place = each.line ? `${each.line}:${each.column}` : "file";
    return h(
      "li",
      { class: each.advice ? "is-advice" : null },
      h("button", { type: "button", class: "place", "aria-label": `Go to line ${each.line}, column ${each.column}`, onclick: () => go(each.line, each.column) }, place),
      " ",
      h("span", {}, Cleaner.brief(each.message, 300)),
      each.hint ? h("span", { class: "soft" }, ` ${Cleaner.brief(each.hint, 200)}`) : null,
    );
  }

  function example(each) {
    const mark = h("span", { class: each.holds ? "ok" : "no", "aria-hidden": "true" }, each.holds ? "✓" : "✗");
    const name = `${each.part} ${each.number}`;
    const item = h("li", {}, mark, " ", h("span", { class: "visually-hidden" }, each.holds ? "holds: " : "failed: "), name);
    if (!each.holds) {
      item.append(h("span", { class: "why" }, ` ${Cleaner.brief(each.why, 200)}`), h("dl", { class: "versus" }, h("dt", {}, "wanted"), h("dd", { dir: "auto" }, each.wanted), h("dt", {}, "got"), h("dd", { dir: "auto" }, each.got)));
    }
    return item;
  }
})();
