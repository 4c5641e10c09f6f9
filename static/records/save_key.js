/* Ctrl+Enter (on a Mac: Command+Enter) presses the first button that saves the form in which the focus stands. */
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const button = event.target.closest("form")?.querySelector(".submit-row .default");
  if (!button) return;
  event.preventDefault();
  button.click();
});
