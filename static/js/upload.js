/* One file beside an answer, sent with progress in words. A file is too large for the outbox: it
   stays chosen in the form until the server has said that it is stored. Without this script the
   form is sent as any other. */
"use strict";
(() => {
  const form = document.querySelector("[data-upload]");
  if (!form) return;
  const say = form.dataset;
  const state = form.querySelector("[data-upload-state]");
  const bar = form.querySelector("[data-upload-bar]");
  const button = form.querySelector("button");
  const LONGEST_EDGE = 2000; // pixels, as on the server

  function tell(kind, text, percent) {
    state.className = `saved saved--${kind}`;
    if (state.textContent !== text) state.textContent = text;
    bar.hidden = percent === undefined;
    bar.value = percent || 0;
  }

  /* A large photo shrinks on the phone, which saves a slow network most of the way. Whatever
     goes wrong with that, the file itself is sent. */
  async function lighter(file) {
    if (!/^image\/(jpeg|png)$/.test(file.type) || file.size < 1e6) return file;
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, LONGEST_EDGE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const small = await new Promise((done) => { canvas.toBlob(done, file.type, 0.85); });
      return small && small.size < file.size ? new File([small], file.name, { type: file.type }) : file;
    } catch {
      return file;
    }
  }

  function send(file) {
    const body = new FormData(form);
    body.set("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "participant");
    request.responseType = "json";
    request.timeout = 600000;
    request.upload.onprogress = ({ loaded, total }) => {
      const percent = Math.floor((100 * loaded) / total);
      if (percent < 100) tell("waiting", say.sending.replace("{percent}", percent), percent);
      else tell("waiting", say.checking, 100);
    };
    request.onload = () => settle(request.status, request.response);
    request.onerror = request.ontimeout = () => failed();
    request.send(body);
  }

  function settle(status, answer) {
    if (status === 200 && answer?.at) {
      location.replace(answer.at);
    } else if (answer?.error) {
      ready();
      tell("refused", say.refused.replace("{reason}", () => answer.error));
    } else if (status === 403 || status === 404) {
      tell("refused", say.stale);
    } else {
      failed();
    }
  }

  function ready() {
    button.disabled = false;
  }

  function failed() {
    ready();
    button.textContent = say.again;
    tell("refused", say.failed);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = form.elements.file.files[0];
    if (!chosen) {
      tell("refused", say.missing);
      return;
    }
    button.disabled = true;
    tell("waiting", say.sending.replace("{percent}", 0), 0);
    const file = await lighter(chosen);
    if (file.size > Number(say.largest)) {
      ready();
      tell("refused", say.tooLarge.replace("{most}", Math.floor(say.largest / 1024 ** 2)));
      return;
    }
    send(file);
  });
})();
