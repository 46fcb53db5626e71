"use strict";

// A link to a rule (classes/teaser.html#teaser.arrow) opens it.
(() => {
  const open = () => {
    const rule = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (rule instanceof HTMLDetailsElement) {
      rule.open = true;
      rule.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  addEventListener("DOMContentLoaded", open);
})();
