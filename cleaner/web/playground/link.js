/** A case as a link: its state in the address behind #, compressed. */
(function () {
  "use strict";
  const Cleaner = (window.Cleaner = window.Cleaner || {});
  const VERSION = "1";
  const LONGEST = 30000; // characters of an address that travel well
  const LARGEST = 5000000; // units that a link may unpack to

  async function through(stream, bytes) {
    const writer = stream.writable.getWriter();
    const written = writer.write(bytes).then(() => writer.close());
    written.catch(() => {}); // what is wrong is told by reading
    const found = [];
    const reader = stream.readable.getReader();
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > LARGEST) throw new Error("it unpacks to too much");
      found.push(part.value);
    }
    await written;
    return new Uint8Array(await new Blob(found).arrayBuffer());
  }

  function letters(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function bytes(text) {
    return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  }

  Cleaner.link = {
    /** What stands behind # for a state (plain data); null if it is too long for a link. */
    async pack(state) {
      const json = JSON.stringify(state);
      if (json.length > LARGEST) return null;
      const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(json));
      const text = `#${VERSION}.${letters(packed)}`;
      return text.length > LONGEST ? null : text;
    },
    /** The state behind #; null if there is none, or it can't be read. */
    async unpack(hash) {
      if (!hash.startsWith(`#${VERSION}.`)) return null;
      try {
        const plain = await through(new DecompressionStream("deflate-raw"), bytes(hash.slice(VERSION.length + 2)));
        const state = JSON.parse(new TextDecoder().decode(plain));
        return state && typeof state === "object" && !Array.isArray(state) ? state : null;
      } catch {
        return null;
      }
    },
  };
})();
