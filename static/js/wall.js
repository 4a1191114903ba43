/* The wall keeps itself up to date: it asks every few seconds and mostly hears that nothing has
   changed. Without this script the page loads itself anew. */
"use strict";
(() => {
  const wall = document.getElementById("wall");
  const state = document.querySelector("[data-state]");
  const clock = document.querySelector("[data-clock]");
  const EVERY = 8;
  const LONGEST = 60;
  const ahead = Number(clock.dataset.now) * 1000 - Date.now(); // this computer's clock may be wrong
  let etag = wall.dataset.etag;
  let wait = EVERY;
  let last = Date.now();
  let timer;

  const time = (moment, more) =>
    new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.zone, ...more,
    }).format(moment + ahead);

  function say(words) {
    const said = words.replace("{time}", time(last, { second: "2-digit" }));
    if (state.textContent !== said) state.textContent = said;
  }

  /* True when the server was reached, whatever it had to tell. */
  async function ask() {
    const patience = new AbortController();
    const alarm = setTimeout(() => patience.abort(), 15000);
    try {
      const answer = await fetch(location.href, {
        cache: "no-store",
        headers: { "HX-Request": "true", "If-None-Match": etag },
        signal: patience.signal,
      });
      if (answer.status === 200) {
        wall.innerHTML = await answer.text();
        etag = answer.headers.get("ETag");
      }
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

  function tick() {
    clock.textContent = time(Date.now());
  }

  setInterval(tick, 1000);
  tick();
  timer = setTimeout(turn, EVERY * 1000);
  // After the computer slept, or somebody came back to the page.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) turn(); });
  window.addEventListener("online", turn);
})();
