/* While a name is typed on the page of a person: shows who has such a name already. Without it, saving asks the same. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const region = document.getElementById("perhaps-here");
  if (!region) {
    return;
  }
  const form = region.closest("form");
  const PAUSE = 400; // milliseconds without a key, before the register is asked
  const SHORTEST = 3; // letters of a name
  let waiting = null;
  let asking = null;
  let shown = "";

  function value(name) {
    const input = form.elements[name];
    return input ? input.value : "";
  }

  function line(person) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = person.address;
    link.target = "_blank";
    link.textContent = person.label;
    item.append(link, " – ", person.matched);
    const facts = document.createElement("div");
    facts.textContent = person.facts.join(" · ");
    item.append(facts);
    return item;
  }

  function show(answer) {
    if (!answer.alike.length) {
      region.replaceChildren();
      return;
    }
    const heading = document.createElement("p");
    heading.textContent = region.dataset.heading;
    const list = document.createElement("ul");
    list.append(...answer.alike.map(line));
    region.replaceChildren(heading, list);
    if (answer.more) {
      const more = document.createElement("p");
      more.textContent = answer.more;
      region.append(more);
    }
  }

  function fail() {
    const told = document.createElement("p");
    told.textContent = region.dataset.failure;
    region.replaceChildren(told);
  }

  async function ask(name) {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", value("csrfmiddlewaretoken"));
    body.append("person", region.dataset.person);
    body.append("name", name);
    body.append("born_on", value("born_on"));
    body.append("home_place", value("home_place"));
    try {
      const response = await fetch(region.dataset.address, { method: "POST", body, signal });
      if (!response.ok || response.redirected) {
        throw new Error(response.status);
      }
      const answer = await response.json();
      const text = JSON.stringify(answer);
      if (text !== shown) { // the same is not said twice
        shown = text;
        show(answer);
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        shown = "";
        fail();
      }
    }
  }

  form.addEventListener("input", (event) => {
    if (!/^names-\d+-text$/.test(event.target.name)) {
      return;
    }
    clearTimeout(waiting);
    const name = event.target.value.trim();
    waiting = setTimeout(() => {
      if (name.length >= SHORTEST) {
        ask(name);
      } else {
        asking?.abort();
        shown = "";
        region.replaceChildren();
      }
    }, PAUSE);
  });
});
