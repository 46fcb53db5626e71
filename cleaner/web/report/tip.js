/** What a cut is, told beside it while the pointer rests on it. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const WAIT = 250; // milliseconds
  let tip = null;
  let timer = 0;

  /** Show what `content()` makes beside an element; null hides it. Those who use keys have the card. */
  Cleaner.tip = (element, content) => {
    clearTimeout(timer);
    if (tip) tip.hidden = true;
    if (element) timer = setTimeout(() => show(element, content), WAIT);
  };

  function show(element, content) {
    if (!tip) tip = document.body.appendChild(Cleaner.h("div", { class: "tip", "aria-hidden": "true" }));
    tip.replaceChildren(content());
    tip.hidden = false;
    const [at] = element.getClientRects();
    if (!at) return;
    const below = at.bottom + tip.offsetHeight + 10 < window.innerHeight;
    tip.style.top = `${below ? at.bottom + 6 : Math.max(4, at.top - tip.offsetHeight - 6)}px`;
    tip.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - tip.offsetWidth - 8))}px`;
  }
})();
