/** Asking the service as somebody types: after a pause, and only for the latest. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const PAUSE = 160; // milliseconds
  const AGAIN = 1000; // after which a service that is busy is asked again
  const TRIES = 3;

  /**
   * What asks: `ask.soon(build)` after a pause, `ask.now(build)` at once; `build()` gives the body then. Of an answer
   * `onAnswer(data, body)` is told, of anything else `onFault(sentence)`, of the waiting `onBusy(true or false)`. More
   * than `most` bytes are not sent.
   */
  Cleaner.asker = (path, { most, onAnswer, onFault, onBusy }) => {
    let timer = 0;
    let running = null;

    async function send(build, tries) {
      if (running) running.abort();
      const mine = (running = new AbortController());
      onBusy(true);
      try {
        const body = build();
        const bytes = new TextEncoder().encode(JSON.stringify(body));
        if (bytes.length > most) {
          onFault(`The text has ${Cleaner.number(bytes.length)} bytes, more than the ${Cleaner.number(most)} that are taken.`);
          return;
        }
        const answer = await post(path, bytes, mine.signal);
        if (answer.status === 503 && tries > 1) {
          timer = window.setTimeout(() => send(build, tries - 1), AGAIN);
          return;
        }
        const data = await answer.json();
        if (mine.signal.aborted) return;
        if (answer.ok) onAnswer(data, body);
        else onFault(data.error ? data.error.message : `the service answers ${answer.status}`);
      } catch (error) {
        if (error.name !== "AbortError") onFault("The service can't be reached.");
      } finally {
        if (running === mine) onBusy(false);
      }
    }

    return {
      soon(build, more) {
        window.clearTimeout(timer);
        timer = window.setTimeout(() => send(build, TRIES), PAUSE + (more || 0));
      },
      now(build) {
        window.clearTimeout(timer);
        return send(build, TRIES);
      },
    };
  };

  function post(path, body, signal) {
    const headers = { "content-type": "application/json" };
    return fetch(path, { method: "POST", headers, body, signal });
  }
})();
