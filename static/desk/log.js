/* Log from a report: choices are fetched while one types, and what is selected in the text goes where it belongs.
   Without this script the page works too: then “Look up what was typed” fetches the choices. */
"use strict";

(() => {
  const form = document.getElementById("log_form");
  if (!form) return;
  document.querySelectorAll("[data-with-script]").forEach((it) => it.removeAttribute("hidden"));

  const refused = form.querySelector(".errors input:not([type=hidden]), .errors select, .errors textarea");
  const first = refused || form.querySelector(".input input:not([type=hidden]), .input select");
  first?.focus();
  first?.closest(".pick")?.classList.add("quiet"); // its choices open when one does something, not with the page

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=_next]"));
    }
  });
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault(); // a second click; the server would know the form again too
    isSent = true;
  });
  window.addEventListener("pageshow", () => (isSent = false));

  // Choices

  const inputOf = (pick) => pick.querySelector("input[type=text]");
  const choicesOf = (pick) => [...pick.querySelectorAll(".option")].filter((it) => !it.hidden);

  async function lookUp(pick) {
    const input = inputOf(pick);
    const said = () => ({
      chosen: pick.querySelector("[type=radio]:checked")?.value || "",
      kind: pick.querySelector("select")?.value || "",
    });
    const { chosen, kind } = said();
    const asked = (pick.dataset.asked = input.value);
    const query = new URLSearchParams({ typed: asked, chosen, kind });
    const answer = await fetch(`${pick.dataset.pick}?${query}`, { headers: { Accept: "text/html" } });
    const options = await answer.text();
    if (!answer.ok || answer.redirected || pick.dataset.asked !== asked) return;
    if (said().chosen !== chosen || said().kind !== kind) return lookUp(pick); // somebody chose while it was on its way
    const focused = pick.querySelector("[data-options]").contains(document.activeElement);
    pick.querySelector("[data-options]").innerHTML = options;
    if (focused) (pick.querySelector("[type=radio]:checked") || input).focus();
    pick.dataset.found = asked;
  }

  /* Who types names another one than the one kept from before. Only a person who was chosen here stays chosen: the
     report may print a name that is like none of theirs. */
  function nameAnew(pick) {
    const chosen = pick.querySelector("[type=radio]:checked")?.value;
    if (chosen === "new" || ("person" in pick.dataset && "chosen" in pick.dataset)) return;
    pick.querySelector("[type=radio][value='']").checked = true;
  }

  function filter(pick) {
    const typed = inputOf(pick).value.trim().toLowerCase();
    pick.querySelectorAll(".option").forEach((it) => {
      it.hidden = !it.textContent.toLowerCase().includes(typed) && !it.querySelector("input").checked;
    });
  }

  function firstUnticked(pick) {
    return choicesOf(pick).map((it) => it.querySelector("input")).find((it) => !it.checked);
  }

  function onKey(event, pick) {
    const isTerms = "terms" in pick.dataset;
    pick.classList.remove("quiet");
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault(); // it would send the form
      if (isTerms && inputOf(pick).value) {
        const box = firstUnticked(pick);
        if (box) box.checked = true;
        inputOf(pick).value = "";
        filter(pick);
      }
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      const inputs = choicesOf(pick).map((it) => it.querySelector("input"));
      const first = isTerms ? inputs[0] : inputs.find((it) => it.value) || inputs[0];
      first?.focus();
      if (first?.type === "radio") {
        first.checked = true;
        pick.dataset.chosen = "";
      }
    }
  }

  document.querySelectorAll(".pick").forEach((pick) => {
    const input = inputOf(pick);
    let waiting;
    input.addEventListener("input", () => {
      if ("terms" in pick.dataset) return filter(pick);
      nameAnew(pick);
      clearTimeout(waiting);
      waiting = setTimeout(() => lookUp(pick), 200);
    });
    input.addEventListener("keydown", (event) => onKey(event, pick));
    pick.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return pick.classList.toggle("quiet", event.key === "Tab");
      input.focus();
      pick.classList.add("quiet");
    });
    for (const opening of ["input", "pointerdown", "focusout"]) {
      pick.addEventListener(opening, () => pick.classList.remove("quiet"));
    }
    pick.addEventListener("click", (event) => {
      const isChosen = event.detail && event.target.closest("label.option") && !("terms" in pick.dataset);
      if (isChosen) setTimeout(() => pick.classList.add("quiet"), 0); // a press chose; the keyboard goes on choosing
    });
    pick.addEventListener("change", (event) => {
      if (event.target.type === "radio") pick.dataset.chosen = "";
      if (event.target.tagName === "SELECT") pick.querySelector("[type=radio][value=new]").checked = true;
    });
  });

  // What is selected in the text

  const text = document.querySelector("[data-captured]");
  if (!text) return;
  const status = document.querySelector("[data-status]");
  text.readOnly = false; // else browsers let nobody select by keyboard; nothing typed gets in, and nothing is sent
  text.setAttribute("aria-readonly", "true");
  text.addEventListener("beforeinput", (event) => event.preventDefault());
  const quotation = form.elements.quotation;
  let last = document.activeElement;
  form.addEventListener("focusin", (event) => (last = event.target));

  const MONTHS =
    "jan(uary)? feb(ruary)? mar(ch)? apr(il)? may june? july? aug(ust)? sept?(ember)? oct(ober)? nov(ember)? " +
    "dec(ember)? янв\\p{L}* фев\\p{L}* март\\p{L}? апр\\p{L}* ма[йяе] июн\\p{L} июл\\p{L} авг\\p{L}* сен\\p{L}* " +
    "окт\\p{L}* ноя\\p{L}* дек\\p{L}* қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан";
  const MONTH = new RegExp(`(?<!\\p{L})(${MONTHS.split(" ").join("|")})(?!\\p{L})`, "iu");
  const FEW = 100; // characters of a name, a date, a figure; more is a passage

  /* Whether the input one came from is meant: dates into dates, numbers into numbers, words into names. */
  function takes(field, selected) {
    if (!field || !form.contains(field) || field === quotation || selected.length > FEW || /\n/.test(selected)) return false;
    const hasDigit = /\d/.test(selected);
    if ("date" in field.dataset) return hasDigit || MONTH.test(selected);
    if (field.closest(".input-age, .input-wording")) return true;
    if (field.closest("[data-terms]")) return false;
    if (field.closest("[data-pick]")) return field.type === "text" && !hasDigit;
    if (field.type === "number") return /^[\d\s.,\u00a0\u202f]+$/.test(selected);
    return field.type === "text";
  }

  /* The sentence around what is selected, so that the quotation holds it whole. */
  function sentence() {
    const all = text.value;
    const from = all.slice(0, text.selectionStart).search(/[^.!?\n]*$/);
    const rest = all.slice(text.selectionEnd).match(/^[^.!?\n]*[.!?”"»]*/)[0].length;
    return all.slice(from, text.selectionEnd + rest).trim();
  }

  function take() {
    const selected = text.value.slice(text.selectionStart, text.selectionEnd).trim();
    if (!selected) return;
    let filled = quotation;
    if (takes(last, selected)) {
      filled = last;
      filled.value = filled.type === "number" ? selected.replace(/\D/g, "") : selected;
      filled.dispatchEvent(new Event("input", { bubbles: true }));
      if (quotation && !quotation.value) quotation.value = sentence();
    } else if (quotation) {
      quotation.value = selected;
    }
    if (!filled) return;
    const label = form.querySelector(`label[for="${filled.id}"]`);
    status.textContent = `${label ? label.textContent.trim() : ""}: ${selected}`;
    (form.contains(last) ? last : filled).focus();
  }

  text.addEventListener("pointerup", (event) => {
    if (event.pointerType === "mouse") setTimeout(take, 0); // after the browser has set the selection
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      take();
    }
  });
  document.querySelector("[data-take]").addEventListener("click", take);
})();
