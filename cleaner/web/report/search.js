/** Free text: names and texts, folded once in the background and then searched in a moment. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const SLICE = 12; // milliseconds of work before the page may draw
  const APART = "\u0000";

  /** Lower case, without accents and other marks: what is compared. */
  function folded(text) {
    const lower = text.toLowerCase();
    if (!/[^\u0000-\u007f]/.test(lower)) return lower;
    return lower.normalize("NFKD").replace(/\p{M}/gu, "");
  }

  /** Control is given back to the page, which may draw and take keys. */
  const pause = () => new Promise((done) => setTimeout(done, 0));

  class Search {
    /** `told` is called with the number of documents whose texts are ready. */
    constructor(data, told) {
      this.data = data;
      this.told = told;
      this.texts = []; // of each chunk that is ready: its documents one behind the other, and where each begins
      this.ready = 0;
      this.failed = null;
    }

    get complete() {
      return this.texts.length === this.data.chunks.length;
    }

    /** Open all chunks, one after the other. */
    async prepare() {
      try {
        for (let number = 0; number < this.data.chunks.length; number += 1) {
          const rows = await this.data.fresh(number);
          this.texts.push(await this.folded(rows, this.data.firsts[number]));
          this.ready += rows.length;
          this.told(this.ready);
        }
      } catch (error) {
        this.failed = error;
        this.told(this.ready);
      }
    }

    async folded(rows, first) {
      const starts = new Uint32Array(rows.length);
      const parts = [];
      let length = 0;
      let begun = performance.now();
      for (const [at, row] of rows.entries()) {
        const text = row[1] === null ? row[2].map((piece) => piece[1]).join("\n") : row[1];
        const part = folded(`${this.data.name(first + at)}\n${text}`).replaceAll(APART, " ");
        starts[at] = length;
        length += part.length + 1;
        parts.push(part);
        if (performance.now() - begun > SLICE) {
          await pause();
          begun = performance.now();
        }
      }
      return { text: parts.join(APART), starts, first };
    }

    /**
     * The documents in which a text stands, as a Uint8Array of 0 and 1, of the chunks that are ready; null if `stale()`
     * says that nobody waits for them any more. Names of the other documents are searched too.
     */
    async find(query, stale) {
      const wanted = folded(query).replaceAll(APART, " ");
      const hits = new Uint8Array(this.data.count);
      let begun = performance.now();
      const ready = this.texts.length;
      for (let number = 0; number < ready; number += 1) {
        mark(this.texts[number], wanted, hits);
        if (performance.now() - begun > 4 * SLICE) {
          await pause();
          if (stale()) return null;
          begun = performance.now();
        }
      }
      for (let doc = this.data.firsts[ready]; doc < this.data.count; doc += 1) {
        if (folded(this.data.name(doc)).includes(wanted)) hits[doc] = 1;
      }
      return hits;
    }
  }

  function mark({ text, starts, first }, wanted, hits) {
    let at = text.indexOf(wanted);
    while (at >= 0) {
      const row = Cleaner.upper(starts, at) - 1;
      hits[first + row] = 1;
      if (row + 1 >= starts.length) return;
      at = text.indexOf(wanted, starts[row + 1]);
    }
  }

  Cleaner.Search = Search;
})();
