"use strict";
// Keeps the bar of an import moving, and shows the page anew at its end.

const shown = document.querySelector("[data-progress]");

async function look() {
  try {
    const answer = await fetch(shown.dataset.progress, { headers: { Accept: "application/json" } });
    const { at_work: atWork, done, total } = await answer.json();
    const bar = shown.querySelector("progress");
    bar.max = Math.max(total, 1);
    bar.value = done;
    shown.querySelector(".told").textContent = `${done} / ${total}`;
    if (!atWork) {
      window.location.reload();
      return;
    }
  } catch {
    // the server is away for a moment: ask again
  }
  window.setTimeout(look, 1000);
}

if (shown) window.setTimeout(look, 500);
