/* A button that copies the text of a field. Without this script the field can still be copied. */
"use strict";
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // plain HTTP in the room has no clipboard
    }
    button.textContent = button.dataset.copied;
  });
}
