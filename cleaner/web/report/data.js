/** The report's data: an index of all documents, and chunks of them that are opened when they are needed. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  const OPEN = 6; // chunks kept open
  const SURE = ["high", "medium", "low"];

  /** What a data block holds. Rejects if it is damaged. */
  async function unpacked(text) {
    const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : bytes(text);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  function bytes(text) {
    const found = atob(text);
    const all = new Uint8Array(found.length);
    for (let at = 0; at < found.length; at += 1) all[at] = found.charCodeAt(at);
    return all;
  }

  /** Where each run of a column begins: [0, 3, 4] of the counts [3, 1]. */
  function begins(counts) {
    const found = new Uint32Array(counts.length + 1);
    counts.forEach((count, at) => (found[at + 1] = found[at] + count));
    return found;
  }

  class Data {
    constructor(index) {
      const { documents, cuts } = index;
      Object.assign(this, index);
      this.count = documents.name.length;
      this.ruleClass = Uint16Array.from(index.rules, (rule) => rule[1]);
      this.titles = Object.fromEntries(index.rules.map(([rule, , title]) => [rule, title]));
      this.cuts = {
        rule: Uint16Array.from(cuts.rule),
        confidence: Uint8Array.from(cuts.confidence),
        certainty: Uint16Array.from(cuts.certainty),
        gone: Uint32Array.from(cuts.gone),
        first: begins(documents.cuts),
        count: cuts.rule.length,
      };
      this.guard = { of: Uint16Array.from(index.vetoes), first: begins(documents.vetoes) };
      this.length = Int32Array.from(documents.length);
      this.source = Uint32Array.from(documents.source);
      this.language = Uint16Array.from(documents.language);
      this.gone = this.summed();
      this.firsts = begins(index.chunks);
      this.open = new Map();
    }

    summed() {
      const { first, gone } = this.cuts;
      return Uint32Array.from({ length: this.count }, (_, doc) => {
        let sum = 0;
        for (let cut = first[doc]; cut < first[doc + 1]; cut += 1) sum += gone[cut];
        return sum;
      });
    }

    /** The share (0 to 1) of a document that was cut; null if its length is not known. */
    share(doc) {
      return this.length[doc] > 0 ? this.gone[doc] / this.length[doc] : this.length[doc] === 0 ? 0 : null;
    }

    name(doc) {
      return this.documents.name[doc];
    }

    /** The document that a cut is of. */
    documentOf(cut) {
      return upper(this.cuts.first, cut) - 1;
    }

    /** The rows of a chunk; the last few that were asked for are kept. */
    async chunk(number) {
      let rows = this.open.get(number);
      if (!rows) rows = await this.fresh(number);
      this.open.delete(number);
      this.open.set(number, rows);
      if (this.open.size > OPEN) this.open.delete(this.open.keys().next().value);
      return rows;
    }

    async fresh(number) {
      const block = document.getElementById(`chunk-${number}`) || (await this.arrived(number));
      return unpacked(block.textContent);
    }

    /** The page is used while the rest of it is still being read. */
    async arrived(number) {
      while (document.readyState === "loading") {
        await new Promise((done) => setTimeout(done, 30));
        const block = document.getElementById(`chunk-${number}`);
        if (block && block.nextSibling) return block; // read to its end
      }
      const block = document.getElementById(`chunk-${number}`);
      if (!block) throw new Error("The file is not complete: documents are missing at its end.");
      return block;
    }

    /** A document as `Cleaner.show` takes it, and {number, name, source, language, sha256, length, whole} of it. */
    async read(doc) {
      const chunk = upper(this.firsts, doc) - 1;
      const rows = await this.chunk(chunk);
      const [sha256, text, pieces, removals, vetoes] = rows[doc - this.firsts[chunk]];
      const language = this.languages[this.language[doc]];
      return {
        number: doc,
        name: this.name(doc),
        source: this.sources[this.source[doc]],
        language: language === "und" ? null : language,
        length: this.length[doc],
        sha256,
        text,
        whole: text !== null,
        pieces: pieces && pieces.map(([start, piece], at) => ({ start, text: piece, after: ended(pieces, at - 1) })),
        removals: removals.map((mark) => this.mark(mark)),
        vetoes: vetoes.map((mark) => ({ ...this.mark(mark), guard: mark[6], why: mark[7] })),
      };
    }

    mark([start, end, rule, sure, certainty, evidence]) {
      const [id, noise] = this.rules[rule];
      return { start, end, rule: id, class: this.classes[noise], confidence: SURE[sure], certainty, evidence };
    }
  }

  function ended(pieces, at) {
    return at < 0 ? 0 : pieces[at][0] + Array.from(pieces[at][1]).length;
  }

  /** How many of the sorted `values` are at most `wanted`. */
  function upper(values, wanted) {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  Cleaner.upper = upper;
  Cleaner.SURE = SURE;

  /** The report's data, when the index is read. */
  Cleaner.data = async () => {
    return new Data(await unpacked(document.getElementById("index").textContent));
  };
})();
