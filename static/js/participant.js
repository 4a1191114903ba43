/* Answers on a phone: one question at a time, every answer sent at once and kept on the phone
   until the server has echoed what it stored. Without this script the page is a plain form. */
"use strict";
(() => {
  const box = document.querySelector("[data-outbox]");
  if (!box) return;
  const say = box.dataset;
  const mine = `accord/${say.seat}/`;
  const first = (selector, root = document) => root.querySelector(selector);
  const steps = first("[data-steps]");
  const born = Math.random(); // tells this page from those before it
  let all = false; // every question at once, as without the script
  const cards = [...document.querySelectorAll("[data-question]")];
  const cardOf = (code) => cards.find((card) => card.dataset.question === code);
  // By a function, since a dollar in what people wrote means nothing else: "US$'000".
  const fill = (text, values) =>
    Object.entries(values).reduce((filled, [name, value]) => filled.replace(`{${name}}`, () => value), text);

  /* --- The outbox: one stored entry for each revision, oldest first. Every tab reads it anew
     before it sends; sending twice is harmless, since a revision has its own number. */

  const memory = new Map(); // where local storage is closed to us
  const storage = (() => {
    try {
      localStorage.setItem("accord/try", "1");
      localStorage.removeItem("accord/try");
      return localStorage;
    } catch {
      return null;
    }
  })();

  function entries() {
    const kept = [...memory.values()];
    for (let n = 0; storage && n < storage.length; n += 1) {
      const key = storage.key(n);
      if (!key?.startsWith(mine) || memory.has(key)) continue;
      const entry = JSON.parse(storage.getItem(key));
      if (entry) kept.push(entry); // else another tab has just sent it
    }
    return kept.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  function put(entry) {
    try {
      storage.setItem(entry.key, JSON.stringify(entry));
      memory.delete(entry.key);
    } catch {
      memory.set(entry.key, entry); // no storage, or it is full
    }
  }

  function drop(entry) {
    memory.delete(entry.key);
    if (storage) storage.removeItem(entry.key);
  }

  const queued = (code) => entries().filter((entry) => entry.question === code);
  const queuedFor = ({ dataset }) => queued(dataset.question).filter((entry) => entry.round === dataset.round);
  const sendable = (entry) => entry.value && !entry.refused;
  const questionsIn = (waiting) => new Set(waiting.map((entry) => entry.question)).size;

  /* crypto.randomUUID is missing over plain HTTP. */
  function uuid() {
    const bytes = new Uint8Array(16);
    if (window.crypto) crypto.getRandomValues(bytes);
    else bytes.forEach((_, n) => { bytes[n] = Math.random() * 256; });
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function newKey(revision) {
    const last = entries().pop();
    const after = last ? Number(last.key.slice(mine.length).split("-")[0]) + 1 : 0;
    return `${mine}${String(Math.max(Date.now(), after)).padStart(15, "0")}-${revision}`;
  }

  /* --- A card: what is chosen and written on it, and how it stands. */

  const field = (card, name) => first(`[name="${card.dataset.question}-${name}"]`, card);
  const chosen = (card) => first("input[type=radio]:checked", card);

  function choose(card, value) {
    card.querySelectorAll("input[type=radio]").forEach((radio) => {
      radio.checked = radio.value === value;
    });
  }

  /* What the card says becomes an entry. One that never left the phone gives way to it; one
     that may have left is built upon. */
  function keep(card) {
    clearTimeout(card.timer);
    card.timer = null;
    const before = queuedFor(card);
    before.filter((entry) => entry.refused).forEach(drop);
    const last = before.filter((entry) => !entry.refused).pop();
    const fresh = last && !last.tried;
    const revision = uuid();
    put({
      key: newKey(revision),
      revision,
      replaces: last ? (fresh ? last.replaces : last.revision) : card.dataset.replaces,
      question: card.dataset.question,
      round: card.dataset.round,
      mode: say.mode,
      value: chosen(card)?.value || "",
      comment: field(card, "comment").value,
      evidence: field(card, "evidence").value,
      answered: Date.now(),
      page: born,
      at: performance.now(),
    });
    if (fresh) drop(last);
    tell(card);
    drain();
  }

  function write(card, kind, text) {
    const line = first("[data-state]", card);
    if (line.textContent === text) return;
    line.className = `saved saved--${kind}`;
    line.textContent = text;
    if (steps && !card.hidden) mirror(card);
  }

  /* The question's state once more in the bar, where it is always in sight. */
  function mirror(card) {
    const line = first("[data-shows=state]");
    const state = first("[data-state]", card);
    line.className = state.className;
    line.textContent = all ? "" : state.textContent;
  }

  function tell(card) {
    const last = queued(card.dataset.question).pop();
    if (!last) return;
    if (last.refused) write(card, "refused", refusal(card, last.refused));
    else if (!last.value) write(card, "waiting", say.draft);
    else if (last.revision === sending) write(card, "waiting", say.saving);
    else if (stale) write(card, "waiting", say.reload);
    else write(card, "waiting", memory.size ? say.notKept : say.kept);
  }

  function refusal(card, reason) {
    const words = fill(say.refused, { reason });
    return card.hasAttribute("data-answered") ? `${words} ${say.stood}` : words;
  }

  function tellAll() {
    cards.forEach(tell);
    const waiting = questionsIn(entries().filter(sendable));
    box.hidden = !waiting || Boolean(sending);
    first("[data-shows=count]", box).textContent = fill(say.leaving === undefined ? say.waiting : say.lost, { n: waiting });
    first("[data-stays]", box).hidden = memory.size > 0;
    tellRefusals();
    count();
  }

  /* On every page, since the question may stand on another one. */
  function tellRefusals() {
    const line = first("p[data-refusals]");
    const codes = [...new Set(entries().filter((entry) => entry.refused).map((entry) => entry.question))];
    line.hidden = !codes.length;
    line.textContent = fill(say.refusals, { codes: codes.join(", ") });
  }

  function count() {
    const done = cards.filter((card) => chosen(card) || card.hasAttribute("data-answered")).length;
    if (!first("[data-shows=done]")) return;
    first("[data-shows=done]").textContent = fill(say.done, { n: done, total: cards.length });
    first("[data-shows=bar]").value = done;
  }

  /* --- Sending, one by one. */

  let sending = null;
  let stale = false; // the page is too old to send from
  let cut = false; // the last thing sent reached nobody
  let wait = 0;
  let timer;

  async function drain() {
    if (sending) return;
    clearTimeout(timer);
    const held = new Set();
    const next = () => entries().find((entry) => sendable(entry) && !held.has(entry.question));
    let online = true;
    for (let entry = next(); entry && online; entry = next()) {
      sending = entry.revision;
      put({ ...entry, tried: true });
      tellAll();
      const answer = await post(entry);
      sending = null;
      online = answer !== null;
      if (!online || !settle(entry, answer)) held.add(entry.question);
    }
    tellAll();
    wait = entries().some(sendable) ? Math.min(wait * 2 || 2, 60) : 0;
    if (wait) timer = setTimeout(drain, wait * 1000 * (0.75 + Math.random() / 2));
  }

  const request = (address, extra) => fetch(address, {
    method: "POST",
    credentials: "same-origin",
    keepalive: true, // a page that is left does not cancel it
    headers: { "X-CSRFToken": first("[name=csrfmiddlewaretoken]", box).value },
    ...extra,
  });

  function send(entry, extra) {
    const { key, tried, page, at, ...said } = entry;
    // A clock that was ahead may have been put right since; then it seems that no time has passed.
    const passed = page === born ? Math.round(performance.now() - at) : 0;
    const now = Math.max(Date.now(), said.answered + passed);
    return request(say.save, { body: new URLSearchParams({ ...said, now }), ...extra });
  }

  /* What ``asked`` gives; null when the server was not reached in time. */
  async function reached(asked, seconds) {
    const patience = new AbortController();
    const limit = setTimeout(() => patience.abort(), seconds * 1000);
    try {
      const answer = await asked({ signal: patience.signal });
      spoke = Date.now();
      cut = false;
      return answer;
    } catch {
      cut = true;
      return null;
    } finally {
      clearTimeout(limit);
    }
  }

  /* The server's answer as {status, body}. */
  const post = (entry) => reached(async (patience) => {
    const response = await send(entry, patience);
    return { status: response.status, body: await response.json().catch(() => null) };
  }, 20);

  /* --- A sign of life about once a minute, while somebody looks and nothing else is sent: the
     facilitator sees which phones are cut off. A phone in a pocket is silent. */

  const MINUTE = 60000;
  let spoke = Date.now(); // when the server was last spoken to; it sent this page just now

  function beat() {
    if (document.hidden || Date.now() - spoke < MINUTE * 0.7) return;
    spoke = Date.now();
    request(say.here).then(() => { cut = false; }, () => { cut = true; });
  }

  /* --- Without network a link leads to the browser's own error, from which there is no way back
     to this page. So whoever seems to be cut off leaves only once the server is in reach. */

  let free = false; // a form that was held back is sent

  async function holdBack(event, go) {
    if (free || !(cut || navigator.onLine === false)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const line = first("[data-nowhere]");
    line.hidden = Boolean(await reached((patience) => request(say.here, patience), 8));
    if (!line.hidden) return line.scrollIntoView({ block: "center" });
    free = true;
    go();
    free = false;
  }

  function holdLink(event) {
    const link = event.target.closest("a[href]");
    const stays = !link || link.getAttribute("href").startsWith("#") || (wait && link.matches("[data-finish]"));
    if (!stays) holdBack(event, () => location.assign(link.href));
  }

  function holdForm(event) {
    const form = event.target;
    if (!form.matches("[data-answers], [data-upload]")) holdBack(event, () => form.requestSubmit(event.submitter));
  }

  /* True when the entry is done with: stored and echoed, or refused with a reason. */
  function settle(entry, { status, body }) {
    if (status === 200 && body?.question === entry.question && body.revision) {
      received(entry, body);
      return true;
    }
    if (status >= 400 && status < 500 && body?.error) {
      put({ ...entry, refused: body.error });
      return true;
    }
    stale = status === 403;
    return false;
  }

  function received(entry, echo) {
    put({ ...entry, echoed: echo.received }); // for other tabs, which see it go
    drop(entry);
    const card = cardOf(entry.question);
    if (!card) return;
    card.dataset.replaces = echo.revision;
    card.dataset.answered = "";
    if (queued(entry.question).length || card.timer) return;
    const time = echo.received.slice(11, 16);
    const overtaken = echo.revision !== entry.revision;
    if (overtaken) choose(card, echo.value);
    first("[data-none]", card)?.remove();
    const answer = chosen(card)?.parentElement.querySelector(".level-card__name").textContent.trim() || echo.value;
    const words = overtaken ? say.overtaken : echo.state === "conflict" ? say.stands : say.received;
    write(card, "stored", fill(words, { time, answer }));
  }

  /* --- The last resort: what waits as a file for the facilitator, sealed with the seat's key (see
     diagnostics/handover.py). Over plain HTTP a browser offers no cryptography of its own. */

  const words = (text) => new TextEncoder().encode(text);
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const clockAhead = Number(say.now) - Date.now(); // of the server

  const sha256 = (() => {
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
    const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
    const first8 = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
    const steps = primes.map((p) => fraction(Math.cbrt(p)));
    const turn = (x, n) => (x >>> n) | (x << (32 - n));

    return (message) => {
      const size = ((message.length + 72) >> 6) << 6;
      const padded = new Uint8Array(size);
      padded.set(message);
      padded[message.length] = 128;
      const view = new DataView(padded.buffer);
      view.setUint32(size - 8, Math.floor(message.length / 2 ** 29));
      view.setUint32(size - 4, message.length << 3);
      const sums = first8.slice();
      const w = new Int32Array(64);
      for (let at = 0; at < size; at += 64) {
        for (let n = 0; n < 64; n += 1) {
          if (n < 16) {
            w[n] = view.getInt32(at + 4 * n);
          } else {
            const s0 = turn(w[n - 15], 7) ^ turn(w[n - 15], 18) ^ (w[n - 15] >>> 3);
            const s1 = turn(w[n - 2], 17) ^ turn(w[n - 2], 19) ^ (w[n - 2] >>> 10);
            w[n] = w[n - 16] + s0 + w[n - 7] + s1;
          }
        }
        let [a, b, c, d, e, f, g, h] = sums;
        for (let n = 0; n < 64; n += 1) {
          const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
          const one = (h + s1 + ((e & f) ^ (~e & g)) + steps[n] + w[n]) | 0;
          const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
          const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
          [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
        }
        [a, b, c, d, e, f, g, h].forEach((sum, n) => { sums[n] = (sums[n] + sum) | 0; });
      }
      const digest = new DataView(new ArrayBuffer(32));
      sums.forEach((sum, n) => digest.setInt32(4 * n, sum));
      return new Uint8Array(digest.buffer);
    };
  })();

  /* HMAC: ``key`` of at most 64 bytes. */
  function keyed(key, text) {
    const pad = (fill) => Uint8Array.from({ length: 64 }, (_, n) => (key[n] || 0) ^ fill);
    return sha256([pad(0x5c), sha256(joined(pad(0x36), words(text)))].reduce(joined));
  }

  function joined(head, tail) {
    const both = new Uint8Array(head.length + tail.length);
    both.set(head);
    both.set(tail, head.length);
    return both;
  }

  function sealed(text) {
    const key = words(say.key);
    const nonce = uuid();
    const hidden = words(text);
    const streamKey = keyed(key, "hide");
    for (let at = 0; at < hidden.length; at += 32) {
      const stream = keyed(streamKey, `${nonce}:${at / 32}`);
      for (let n = 0; n < 32 && at + n < hidden.length; n += 1) hidden[at + n] ^= stream[n];
    }
    const base64 = btoa([...hidden].map((byte) => String.fromCharCode(byte)).join(""));
    return { nonce, sealed: base64, proof: hex(keyed(keyed(key, "prove"), `${nonce}:${base64}`)) };
  }

  function saveFile() {
    const waiting = entries().filter(sendable);
    const answers = waiting.map(({ key, tried, page, at, ...said }) => ({ ...said, answered: said.answered + clockAhead }));
    waiting.forEach((entry) => put({ ...entry, tried: true })); // it leaves the phone
    const file = { format: "accord-waiting-answers", version: 1, seat: say.mark, ...sealed(JSON.stringify({ answers })) };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: "application/json" }));
    link.download = `${say.file}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    first("[data-shows=filed]", box).textContent = fill(say.filed, { n: questionsIn(waiting) });
  }

  /* The page goes away: what was typed last is kept and sent without waiting for an answer.
     What arrives twice because of that changes nothing. */
  function leave() {
    cards.filter((card) => card.timer).forEach(keep);
    entries().filter((entry) => sendable(entry) && entry.revision !== sending).forEach((entry) => {
      put({ ...entry, tried: true });
      send(entry).catch(() => {});
    });
  }

  /* --- One question at a time. The address names the question, so that Back works. */

  const place = () => Math.max(0, cards.findIndex((card) => `#${card.id}` === location.hash));

  function show() {
    const here = place();
    cards.forEach((card, n) => { card.hidden = !all && n !== here; });
    first("[data-intro]").hidden = !all && here > 0;
    first("[data-shows=place]").textContent = all ? "" : fill(say.place, { n: here + 1, total: cards.length });
    first("[data-previous]").hidden = all || here === 0;
    first("[data-next]").hidden = all || here === cards.length - 1;
    first("[data-finish]").hidden = !all && here < cards.length - 1;
    first("[data-all]").hidden = all;
    mirror(cards[here]);
  }

  function go(step) {
    location.hash = cards[place() + step].id;
  }

  function beginSteps() {
    if (!steps || cards.length < 2) return;
    steps.hidden = false;
    first("[data-previous]").addEventListener("click", () => go(-1));
    first("[data-next]").addEventListener("click", () => go(1));
    const showAll = () => { all = true; show(); };
    first("[data-all]").addEventListener("click", showAll);
    first("[data-finish]").addEventListener("click", (event) => {
      if (!wait) return;
      event.preventDefault(); // no network: the page to check on would not come
      showAll();
      box.scrollIntoView();
    });
    window.addEventListener("hashchange", () => {
      show();
      const card = cards[place()];
      first("legend", card).focus({ preventScroll: true });
      card.scrollIntoView();
    });
    if (!location.hash) {
      const open = cards.find((card) => field(card, "comment") && !chosen(card) && !card.hasAttribute("data-answered"));
      history.replaceState(null, "", `#${(open || cards[0]).id}`);
    }
    show();
  }

  /* --- Beginning. */

  /* Where a question no longer takes answers, what was refused is there to be read and copied. */
  function showRefused(card) {
    const { value, comment, evidence } = queued(card.dataset.question).filter((entry) => entry.refused).pop() || {};
    if (!value) return;
    const level = first(`input[value="${value}"] + .level-card__name`, card)?.textContent.trim();
    const words = document.createElement("p");
    words.textContent = fill(say.wrote, { words: [level, comment, evidence].filter(Boolean).join(" · ") });
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "btn btn-outline-danger btn-sm";
    discard.textContent = say.discard;
    discard.addEventListener("click", () => {
      queued(card.dataset.question).filter((entry) => entry.refused).forEach(drop);
      location.reload();
    });
    first("[data-state]", card).after(words, discard);
  }

  function restore(card) {
    if (!field(card, "comment")) {
      if (card.matches(".question")) showRefused(card);
      return;
    }
    const last = queuedFor(card).pop();
    if (!last) return;
    choose(card, last.value);
    field(card, "comment").value = last.comment;
    field(card, "evidence").value = last.evidence;
  }

  function listen(card) {
    card.addEventListener("change", (event) => {
      // Words wait for their pause: what they say here must not move a link under a thumb.
      if (event.target.type === "radio") keep(card);
    });
    card.addEventListener("input", (event) => {
      if (event.target.type === "radio") return;
      clearTimeout(card.timer);
      card.timer = setTimeout(() => keep(card), 800);
      if (chosen(card)) write(card, "waiting", say.saving);
    });
    first("[data-keep]", card)?.addEventListener("click", (event) => {
      event.preventDefault();
      choose(card, event.currentTarget.dataset.keep);
      keep(card);
    });
  }

  const form = first("[data-answers]");
  if (form) {
    form.addEventListener("submit", (event) => event.preventDefault());
    const plain = first("[data-plain]");
    if (plain) plain.hidden = true;
  }
  cards.forEach(restore);
  cards.forEach(listen);
  beginSteps();
  tellAll();
  drain();
  setInterval(beat, MINUTE * (0.75 + Math.random() / 2)); // not all phones at the same moment
  first("[data-try]", box).addEventListener("click", drain);
  first("[data-save-file]", box).addEventListener("click", saveFile);
  document.addEventListener("click", holdLink, true);
  document.addEventListener("submit", holdForm, true);
  window.addEventListener("online", () => {
    first("[data-nowhere]").hidden = true;
    drain();
  });
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) cards.filter((card) => card.timer).forEach(keep);
    else { drain(); beat(); }
  });
  window.addEventListener("storage", (event) => {
    if (!event.key?.startsWith(mine)) return;
    const gone = event.oldValue && !event.newValue ? JSON.parse(event.oldValue) : null;
    const card = gone?.echoed && cardOf(gone.question);
    if (card && !queued(gone.question).length) {
      card.dataset.replaces = gone.revision;
      write(card, "stored", fill(say.received, { time: gone.echoed.slice(11, 16) }));
    }
    tellAll();
  });
  if (say.leaving !== undefined) {
    document.querySelectorAll("form").forEach((leaving) => leaving.addEventListener("submit", () => {
      if (leaving.contains(first(".btn-primary"))) entries().forEach(drop);
    }));
  }
})();
