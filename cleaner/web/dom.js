/** Making elements: all of a page is made by these calls, never by markup in strings. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const SVG = "http://www.w3.org/2000/svg";

  function put(element, props) {
    for (const [name, value] of Object.entries(props || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (name === "data") Object.assign(element.dataset, value);
      else if (name === "vars") for (const [key, one] of Object.entries(value)) element.style.setProperty(key, one);
      else element.setAttribute(name, value === true ? "" : value);
    }
    return element;
  }

  function fill(element, children) {
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined && child !== false) element.append(child);
    }
    return element;
  }

  /**
   * An element. `props` are attributes; functions under "on…" listen, `data` goes into the data set, `vars` are custom
   * properties set by script (which a policy without inline styles allows). Children are nodes or strings (shown as text).
   */
  Cleaner.h = (tag, props, ...children) => fill(put(document.createElement(tag), props), children);

  /** The same in SVG. */
  Cleaner.svg = (tag, props, ...children) => fill(put(document.createElementNS(SVG, tag), props), children);

  /** A text of unknown direction inside another one. */
  Cleaner.bdi = (text, props) => Cleaner.h("bdi", props, text);

  /** A number as people write it. */
  Cleaner.number = (value) => value.toLocaleString("en");

  /** A share (0 to 1) in percent. */
  Cleaner.percent = (value) => `${(100 * value).toFixed(value < 0.1 && value > 0 ? 1 : 0)} %`;

  const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

  /** What a language (BCP 47) is called in English; its tag, if that is no language. */
  Cleaner.languageName = (tag) => {
    if (!tag || tag === "und") return "not told";
    try {
      return LANGUAGES.of(tag);
    } catch {
      return tag;
    }
  };

  /** "1 cut", "2 cuts". */
  Cleaner.count = (value, noun, nouns) => `${Cleaner.number(value)} ${value === 1 ? noun : nouns || `${noun}s`}`;
})();
