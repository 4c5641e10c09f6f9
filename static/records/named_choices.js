/* Gives each list of choices that Select2 draws the name of its label, which it leaves out. */
"use strict";

(() => {
  function name(select) {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    const box = select.nextElementSibling;
    if (!label || !box?.classList.contains("select2-container")) return;
    label.id ||= `${select.id}_label`;
    const shown = box.querySelector(".select2-selection__rendered");
    for (const part of box.querySelectorAll(".select2-selection, .select2-search__field")) {
      part.setAttribute("aria-labelledby", shown?.id ? `${label.id} ${shown.id}` : label.id);
    }
    if (shown?.getAttribute("role") === "textbox") shown.setAttribute("aria-labelledby", label.id);
  }
  const nameAll = (within) => within.querySelectorAll("select.admin-autocomplete").forEach(name);
  // After jQuery's own waiting functions, of which one draws the lists: on a slow machine they come after the load.
  const afterJQuery = (act) => (window.django?.jQuery ? window.django.jQuery(act) : act());
  window.addEventListener("load", () => afterJQuery(() => nameAll(document)));
  document.addEventListener("formset:added", (event) => window.setTimeout(() => nameAll(event.target)));
})();
