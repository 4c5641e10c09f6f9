/* Opens messages and seals answers in this window. The private key is kept in memory alone: so that it survives from one
   message to the next, the pages of the queue are fetched and put in place instead of being loaded anew. */
import { keyOf, openKey, seal, unseal } from "./sealing.js";

const IDLE = 15 * 60 * 1000; // milliseconds without a click or a key, then the key is forgotten
const LONGEST = 20000; // characters of an answer
const panel = document.querySelector("#group-key");
const words = panel.dataset;
const inputs = panel.querySelector(".key-inputs");
const file = panel.querySelector("#key-file");
const passphrase = panel.querySelector("#key-passphrase");
const status = panel.querySelector("#key-status");
const forgetButton = panel.querySelector("#key-forget");
const drafts = new Map(); // what is typed as an answer, by the address of its message: in memory alone
let key = null;
let idle;
let shownAt = location.pathname;

inputs.hidden = false;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/* What was written: lines of "Name: value", an empty line, the words. */
function shown(text) {
  const end = text.indexOf("\n\n");
  const head = end < 0 ? text : text.slice(0, end);
  const list = element("dl");
  for (const line of head.split("\n").filter(Boolean)) {
    const colon = line.indexOf(": ");
    list.append(element("dt", line.slice(0, colon)), element("dd", line.slice(colon + 2)));
  }
  const written = element("p", end < 0 ? "" : text.slice(end + 2), "words");
  written.dir = "auto";
  return [list, written];
}

function show() {
  const send = document.querySelector("#answer-form button");
  if (send) send.disabled = false; // until now it would have sent nothing of what was typed
  const place = document.querySelector("#opened");
  if (!place) return;
  const { sealed } = place.dataset;
  if (!key) {
    place.replaceChildren(element("p", words.locked));
  } else if (keyOf(sealed) !== key.id) {
    place.replaceChildren(element("p", words.other));
  } else {
    try {
      place.replaceChildren(...shown(unseal(sealed, key.pair)));
    } catch {
      place.replaceChildren(element("p", words.damaged));
    }
  }
}

function forget(told = "") {
  if (key) key.pair.secretKey.fill(0);
  key = null;
  drafts.clear();
  clearTimeout(idle);
  inputs.hidden = false;
  forgetButton.hidden = true;
  status.textContent = told;
  show();
}

function stayAwake() {
  if (!key) return;
  clearTimeout(idle);
  idle = setTimeout(forget, IDLE);
}

async function open() {
  if (!file.files.length) {
    file.focus();
    return;
  }
  status.textContent = words.working;
  try {
    key = await openKey(await file.files[0].text(), passphrase.value);
  } catch {
    status.textContent = words.wrong;
    passphrase.focus();
    return;
  }
  passphrase.value = "";
  file.value = "";
  inputs.hidden = true;
  forgetButton.hidden = false;
  status.textContent = words.ready;
  stayAwake();
  show();
}

panel.querySelector("#key-open").addEventListener("click", open);
passphrase.addEventListener("keydown", (pressed) => {
  if (pressed.key === "Enter") open();
});
forgetButton.addEventListener("click", () => forget());
for (const kind of ["click", "keydown"]) document.addEventListener(kind, stayAwake);
window.addEventListener("pagehide", () => forget());

// Pages in place of pages

const isOurs = (url) => url.origin === location.origin && url.pathname.startsWith(words.root);

function problem(text) {
  const place = document.querySelector("#answer-problem");
  if (place) {
    place.textContent = text;
    place.hidden = false;
  } else {
    status.textContent = text;
  }
}

const draft = () => document.querySelector("#answer-text")?.value ?? "";
const isAnythingToLose = () => Boolean(key || draft() || drafts.size);

function keepDraft() {
  if (draft()) drafts.set(shownAt, draft());
  else drafts.delete(shownAt);
}

/* Puts the page that an address answers in place of this one. What was typed as an answer is there again on the page of
   its message, and on no other, until it was taken. */
async function turnTo(url, { isAnswer = false, ...request } = {}) {
  let answer;
  let page;
  try {
    answer = await fetch(url, { credentials: "same-origin", ...request });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    problem(words.lost);
    return;
  }
  const content = page.querySelector("#content");
  if (!answer.ok || !isOurs(new URL(answer.url)) || !content || !page.querySelector("#group-key")) {
    problem(words.lost);
    return;
  }
  keepDraft();
  shownAt = new URL(answer.url).pathname;
  document.title = page.title;
  document.querySelector("#content").replaceWith(document.adoptNode(content));
  for (const place of [".messagelist", ".breadcrumbs"]) {
    const [old, fresh] = [document.querySelector(place), page.querySelector(place)];
    if (old && fresh) old.replaceWith(fresh);
    else if (old) old.remove();
    else if (fresh) panel.before(fresh);
  }
  if (answer.url !== location.href) history.pushState(null, "", answer.url);
  if (isAnswer && !document.querySelector(".messagelist .error")) drafts.delete(shownAt);
  const text = document.querySelector("#answer-text");
  if (text) text.value = drafts.get(shownAt) ?? "";
  show();
  const first = document.querySelector("#content .errors input, #content .errors textarea, #opened, #content h1");
  if (first) {
    if (first.tabIndex < 0) first.tabIndex = -1;
    first.focus();
  }
}

document.addEventListener("click", (clicked) => {
  const link = clicked.target.closest("#content a[href], .breadcrumbs a[href]");
  const plain = !clicked.ctrlKey && !clicked.metaKey && !clicked.shiftKey && clicked.button === 0;
  if (!isAnythingToLose() || !link || !plain || !isOurs(new URL(link.href)) || link.href.endsWith("/history/")) return;
  clicked.preventDefault();
  turnTo(link.href);
});
window.addEventListener("popstate", () => turnTo(location.href));

function sealedAnswer(form, typed) {
  if (!typed) {
    problem(words.empty);
    return false;
  }
  if ([...typed].length > LONGEST) {
    problem(words.long);
    return false;
  }
  form.elements.sealed_answer.value = seal(typed, form.dataset.answerKey, form.dataset.answerKeyId);
  return true;
}

document.addEventListener("submit", (sent) => {
  const form = sent.target;
  if (!form.closest("#content-main") || form.id === "changelist-form" || form.method !== "post") return;
  const isAnswer = form.id === "answer-form";
  if (!isAnswer && !isAnythingToLose()) return;
  sent.preventDefault();
  if (isAnswer && !sealedAnswer(form, draft().trim())) return;
  turnTo(location.href, { method: "POST", body: new URLSearchParams(new FormData(form)), isAnswer });
});

show();
