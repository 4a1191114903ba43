/* Wall and control pages keep themselves up to date: they ask every few seconds and mostly hear
   that nothing has changed. Without this script the pages say the same when loaded anew. */
"use strict";
(() => {
  const live = document.querySelector("[data-live]");
  const state = document.querySelector("[data-state]");
  const clock = document.querySelector("[data-clock]");
  const EVERY = 8;
  const LONGEST = 60;
  const ahead = Number(live.dataset.now) * 1000 - Date.now(); // this device's clock may be wrong
  let etag = live.dataset.etag;
  let wait = EVERY;
  let last = Date.now();
  let timer;

  const time = (moment, more) =>
    new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit", minute: "2-digit", timeZone: live.dataset.zone, ...more,
    }).format(moment + ahead);

  function say(words) {
    const said = words.replace("{time}", time(last, { second: "2-digit" }));
    if (state.textContent !== said) state.textContent = said;
  }

  /* What costs much to send comes once, and moves into the new content while it is the same. */
  function keep(old, fresh) {
    for (const place of fresh.querySelectorAll("[data-keep]")) {
      const kept = [...old.querySelectorAll("[data-keep]")].find(
        (each) => each.dataset.keep === place.dataset.keep,
      );
      if (!kept) return false;
      place.replaceWith(kept);
    }
    return true;
  }

  /* Each part of the page by its name, so that what somebody is typing elsewhere stays. */
  function show(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const focused = document.activeElement && document.activeElement.id;
    for (const part of fresh.content.querySelectorAll("[data-part]")) {
      const old = live.querySelector(`[data-part="${part.dataset.part}"]`);
      // The page looks different now, or has not been sent this picture yet.
      if (!old || !keep(old, part)) return location.reload();
      if (old.innerHTML !== part.innerHTML) old.replaceWith(part);
    }
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    tick();
  }

  /* True when the server was reached, whatever it had to tell. */
  async function ask() {
    const patience = new AbortController();
    const alarm = setTimeout(() => patience.abort(), 15000);
    try {
      const answer = await fetch(live.dataset.live || location.href, {
        cache: "no-store",
        headers: { "HX-Request": "true", "If-None-Match": etag },
        signal: patience.signal,
      });
      if (answer.status === 200) {
        show(await answer.text());
        etag = answer.headers.get("ETag");
      }
      // The right to look was taken away; the page itself says so, and what to do.
      if (answer.status === 403 || answer.status === 404) location.reload();
      return answer.status === 200 || answer.status === 304;
    } catch {
      return false;
    } finally {
      clearTimeout(alarm);
    }
  }

  async function turn() {
    clearTimeout(timer);
    const reached = await ask();
    if (reached) last = Date.now();
    say(reached ? state.dataset.fresh : state.dataset.lost);
    wait = reached ? EVERY : Math.min(wait * 2, LONGEST);
    // Not all walls and control screens at the same moment.
    timer = setTimeout(turn, wait * 1000 * (0.75 + Math.random() / 2));
  }

  const two = (number) => String(number).padStart(2, "0");

  function countDown(shown) {
    const left = Math.ceil(Number(shown.dataset.timer) - (Date.now() + ahead) / 1000);
    const over = left <= 0;
    shown.classList.toggle("timer--over", over);
    shown.querySelector("[data-left]").textContent = over
      ? shown.dataset.over
      : `${Math.floor(left / 60)}:${two(left % 60)}`;
  }

  function tick() {
    if (clock) clock.textContent = time(Date.now());
    live.querySelectorAll("[data-timer]").forEach(countDown);
  }

  setInterval(tick, 1000);
  tick();
  timer = setTimeout(turn, EVERY * 1000);
  // After the device slept, or somebody came back to the page.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) turn(); });
  window.addEventListener("online", turn);
})();
