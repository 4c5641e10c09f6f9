/* Keeps what is typed into a form until it is saved, in this tab only: a session that ended takes nothing with it.
   Kept in sessionStorage, gone with the tab and on signing out. Inputs marked data-not-kept are never kept. */
"use strict";

(() => {
  const STEM = "draft:";
  const kept = window.sessionStorage;
  const forget = (key) => kept.removeItem(key);
  const all = () => Object.keys(kept).filter((key) => key.startsWith(STEM));
  const read = (key) => {
    try {
      return JSON.parse(kept.getItem(key));
    } catch {
      return null;
    }
  };

  // Signing out leaves nothing behind.
  const leave = document.querySelector("#logout-form");
  if (leave) leave.addEventListener("submit", () => all().forEach(forget));

  // A page that says "saved" after a form was sent: that draft is done.
  if (document.querySelector(".messagelist .success")) {
    all().filter((key) => read(key)?.sent).forEach(forget);
  }

  const form = document.querySelector("form[data-draft], #content-main form[id$=_form]");
  if (!form || form.method !== "post") return;
  const notice = document.querySelector("#draft-notice");
  if (!notice) return;
  const key = `${STEM}${notice.dataset.account}:${window.location.pathname}`;
  const own = (input) =>
    input.name &&
    !["hidden", "password", "file", "submit", "button"].includes(input.type) &&
    !input.name.includes("__prefix__") &&
    !input.closest("[data-not-kept]");

  function values() {
    const found = {};
    for (const input of form.elements) {
      if (!own(input)) continue;
      const list = (found[input.name] ??= []);
      if (input.type === "checkbox" || input.type === "radio") {
        if (input.checked) list.push(input.value);
      } else if (input.tagName === "SELECT") {
        for (const option of input.selectedOptions) list.push([option.value, option.text]);
      } else {
        list.push(input.value);
      }
    }
    return found;
  }

  const counts = () =>
    Object.fromEntries(
      [...form.querySelectorAll("[name$=-TOTAL_FORMS]")].map((input) => [input.name, Number(input.value)]),
    );

  function restore(draft) {
    for (const [name, count] of Object.entries(draft.counts)) {
      const total = form.querySelector(`[name="${CSS.escape(name)}"]`);
      const add = document.querySelector(`#${CSS.escape(name.replace(/-TOTAL_FORMS$/, ""))}-group .add-row a`);
      while (total && add && Number(total.value) < count) add.click();
    }
    for (const [name, list] of Object.entries(draft.values)) {
      for (const input of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (!own(input)) continue;
        if (input.type === "checkbox" || input.type === "radio") {
          input.checked = list.includes(input.value);
        } else if (input.tagName === "SELECT") {
          for (const option of input.options) option.selected = false;
          for (const [value, text] of list) {
            const known = [...input.options].find((option) => option.value === value);
            if (known) known.selected = true;
            else input.add(new Option(text, value, true, true));
          }
        } else {
          input.value = list[0] ?? "";
        }
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const shown = values(); // what the page came with
  const draft = read(key);

  if (draft && !same(draft.values, shown) && !form.querySelector(".errorlist")) {
    notice.querySelector("[data-when]").textContent = new Date(draft.at).toLocaleString(document.documentElement.lang);
    notice.hidden = false;
    notice.querySelector("[data-restore]").addEventListener("click", () => {
      restore(draft);
      notice.hidden = true;
      (form.querySelector("input:not([type=hidden]), textarea, select") || form).focus();
    });
    notice.querySelector("[data-discard]").addEventListener("click", () => {
      forget(key);
      notice.hidden = true;
    });
  }

  let waiting;
  const keep = (sent) => {
    const now = values();
    if (same(now, shown)) return forget(key);
    try {
      kept.setItem(key, JSON.stringify({ at: Date.now(), sent, counts: counts(), values: now }));
    } catch {
      // a full store: the form itself still holds everything
    }
  };
  const later = () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => keep(false), 300);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  window.django?.jQuery?.(form).on("change", later); // Select2 tells jQuery alone
  form.addEventListener("submit", () => {
    window.clearTimeout(waiting);
    keep(true);
  });
})();
