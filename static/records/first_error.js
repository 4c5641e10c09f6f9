/* After a form was refused, the focus stands in the first input that has to be corrected. */
"use strict";

window.addEventListener("load", () => {
  const row = document.querySelector("#content-main .errors");
  const fold = row?.closest("details");
  if (fold) fold.open = true;
  row?.querySelector(".select2-selection, input:not([type=hidden]), textarea, select")?.focus();
});
