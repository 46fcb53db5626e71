/** Decisions: on cuts "right" or "wrong", on kept text "missed". One line of JSON each; later ones win. */
(function () {
  "use strict";
  const Cleaner = window.Cleaner;
  // Of one request: decisions, and characters of JSON. The server takes 64 MiB; a character has three bytes at most.
  const MOST = 100;
  const LARGEST = 8e6;
  const VERDICTS = ["right", "wrong", "missed", null];
  const key = (one) => `${one.sha256} ${one.start} ${one.end} ${one.rule ?? ""}`;

  class Decisions {
    /** `changed(decision)` is called when one is made or read; `failed(text)` when the disk can't be reached. */
    constructor(data, changed, failed) {
      this.data = data;
      this.changed = changed;
      this.failed = failed;
      this.log = [];
      this.last = new Map(); // of each stretch, what stands in the end
      this.counts = new Map(); // document -> how many
      this.seen = new Map(); // digest -> document: several may have one name
      this.unsaved = 0;
      this.name = `cleaner-decisions-${data.digest}`;
      this.served = window.location.protocol.startsWith("http");
      this.waiting = [];
    }

    /** Decisions on a document of this report. */
    of(doc) {
      return this.counts.get(doc) || 0;
    }

    /** The verdict on a stretch, or null. */
    verdict(sha256, mark) {
      const found = this.last.get(key({ sha256, ...mark }));
      return found ? found.verdict : null;
    }

    /** What stands in the end. */
    standing() {
      return [...this.last.values()];
    }

    /** What is missed of a document. */
    missed(sha256) {
      return this.standing().filter((one) => one.verdict === "missed" && one.sha256 === sha256);
    }

    take(one) {
      const before = this.last.get(key(one));
      if (before) this.count(before, -1);
      if (one.verdict === null) this.last.delete(key(one));
      else {
        this.last.set(key(one), one);
        this.count(one, 1);
      }
      this.log.push(one);
    }

    count(one, step) {
      const doc = this.number(one);
      if (doc !== null) this.counts.set(doc, this.of(doc) + step);
    }

    /** The number of a decision's document in this report; null if it is not in it. */
    number(one) {
      if (!this.numbers) this.numbers = new Map(this.data.documents.name.map((name, doc) => [name, doc]));
      return this.seen.get(one.sha256) ?? this.numbers.get(one.document) ?? null;
    }

    /** Decide on a mark of a document (as `Data.read` gives it). `verdict` null withdraws. */
    decide(doc, mark, verdict, text) {
      const one = {
        sha256: doc.sha256, document: doc.name, source: doc.source, language: doc.language,
        start: mark.start, end: mark.end, text, verdict, class: mark.class, rule: mark.rule ?? null,
        certainty: typeof mark.certainty === "number" ? mark.certainty : null,
        original: doc.text, at: new Date().toISOString(),
      };
      if (doc.number !== undefined && !this.seen.has(doc.sha256)) this.seen.set(doc.sha256, doc.number);
      this.take(one);
      this.unsaved += 1;
      this.keep();
      if (this.served) this.post([one]);
      this.changed(one);
      return one;
    }

    /** Keep all in this browser, but for the originals, which the report has; false if it keeps nothing. */
    keep() {
      const lines = this.log.map((one) => JSON.stringify({ ...one, original: null }));
      this.kept = Cleaner.kept.set(this.name, lines.join("\n"));
      Cleaner.kept.set(`${this.name}-unsaved`, String(this.unsaved));
      return this.kept;
    }

    /** What this browser kept of an earlier visit, and what the disk has, if it is served from there. */
    async start() {
      const kept = Cleaner.kept.get(this.name);
      this.kept = kept !== null || Cleaner.kept.set(this.name, "");
      if (this.served) return this.fetch();
      if (kept) this.read(kept);
      this.unsaved = Math.min(this.log.length, Number(Cleaner.kept.get(`${this.name}-unsaved`)) || 0);
      return undefined;
    }

    /** Take in lines of an earlier file: {taken, bad}, how many were decisions and how many were not. */
    read(text) {
      let taken = 0;
      let bad = 0;
      for (const line of text.split("\n").filter((each) => each.trim())) {
        const one = parsed(line);
        if (one) this.take(one);
        if (one) taken += 1;
        else bad += 1;
      }
      if (taken) this.changed(null);
      return { taken, bad };
    }

    /** All that was decided, as lines of a file, with the originals that this report has. */
    async lines() {
      const lines = [];
      for (const one of this.log) lines.push(JSON.stringify(await this.complete(one)));
      return lines.map((line) => `${line}\n`).join("");
    }

    async complete(one) {
      const doc = one.original ? null : this.number(one);
      if (doc === null) return one;
      const { sha256, text } = await this.data.read(doc);
      return sha256 === one.sha256 ? { ...one, original: text } : one;
    }

    /** Save all to a file, by download. */
    async download() {
      const lines = await this.lines();
      const url = URL.createObjectURL(new Blob([lines], { type: "application/jsonl" }));
      const link = Cleaner.h("a", { href: url, download: "decisions.jsonl", hidden: true });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      this.unsaved = 0;
      this.keep();
      this.changed(null);
    }

    get token() {
      if (this.secret === undefined) {
        const here = new URL(window.location.href);
        // It is kept for as long as the tab is open, so that the page can be loaded again.
        this.secret = here.searchParams.get("token") ?? window.sessionStorage.getItem("token");
        window.sessionStorage.setItem("token", this.secret ?? "");
        here.searchParams.delete("token");
        window.history.replaceState(null, "", here);
      }
      return this.secret;
    }

    async ask(options) {
      const headers = { "X-Cleaner-Token": this.token, ...options.headers };
      const answer = await fetch("decisions", { ...options, headers, cache: "no-store" });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer;
    }

    async fetch() {
      try {
        for (const one of await (await this.ask({})).json()) this.take(one);
        this.changed(null);
      } catch (error) {
        this.failed(`Earlier decisions could not be read: ${error.message}`);
      }
    }

    /** Decisions that wait, as JSON with their documents: as many as one request may hold, or one. */
    async some() {
      const made = [];
      let size = 0;
      for (const one of this.waiting.slice(0, MOST)) {
        const text = JSON.stringify(await this.complete(one));
        size += text.length;
        if (made.length && size > LARGEST) break;
        made.push(text);
      }
      return made;
    }

    /** Send decisions to disk; those that did not get there go with the next. */
    async post(decisions) {
      this.waiting.push(...decisions);
      if (this.sending) return;
      this.sending = true;
      try {
        while (this.waiting.length) {
          const some = await this.some();
          const body = `[${some.join(",")}]`;
          await this.ask({ method: "POST", body, headers: { "Content-Type": "application/json" } });
          this.waiting.splice(0, some.length);
          this.unsaved = this.waiting.length;
        }
        this.failed("");
      } catch (error) {
        this.failed(`Not saved to disk yet: ${error.message}. It is tried again with the next decision.`);
      } finally {
        this.sending = false;
        this.changed(null);
      }
    }
  }

  function parsed(line) {
    try {
      const one = JSON.parse(line);
      const fits =
        one && typeof one.sha256 === "string" && Number.isInteger(one.start) && Number.isInteger(one.end) &&
        typeof one.document === "string" && VERDICTS.includes(one.verdict) && typeof one.class === "string";
      return fits ? one : null;
    } catch {
      return null;
    }
  }

  Cleaner.Decisions = Decisions;
})();
