"use strict";
// Datasette's table.js asks for this name; its own page sets it in an inline script, which our headers refuse.
var DATASETTE_ALLOW_FACET = true;

(function () {
  function element(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  // Close open menus when somebody clicks elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.actions-menu-links[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // A card that says what was made of the words under the pointer. Its content is the entry in the list of values.
  const card = element("div", "value-card");
  card.setAttribute("role", "tooltip");
  card.id = "value-card";
  card.hidden = true;
  document.body.append(card);
  let shownFor = null;

  function entries(mark) {
    return (mark.dataset.values || "").split(" ").map((key) => document.getElementById(key)).filter(Boolean);
  }

  function fill(mark) {
    card.replaceChildren();
    for (const entry of entries(mark)) {
      const kind = entry.closest("details");
      const item = element("div", "value-card-item " + entry.className + " " + (kind ? kind.className : ""));
      const name = kind ? kind.querySelector("summary").cloneNode(true) : null;
      if (name) {
        const title = element("b", "");
        title.textContent = name.textContent.replace(/\s*\d+\s*$/, "").trim();
        item.append(title);
      }
      for (const part of [".says", "small"]) {
        const found = entry.querySelector(part);
        if (found) item.append(found.cloneNode(true));
        if (found) item.lastChild.hidden = false;
      }
      card.append(item);
    }
    if (!card.childNodes.length && mark.title) card.append(element("div", "value-card-item", mark.title));
    return card.childNodes.length > 0;
  }

  function show(mark) {
    if (shownFor === mark || !fill(mark)) return;
    shownFor = mark;
    mark.setAttribute("aria-describedby", "value-card");
    card.hidden = false;
    const at = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const width = card.offsetWidth, height = card.offsetHeight;
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
    const below = at.bottom + 6 + height < window.innerHeight;
    card.style.left = left + window.scrollX + "px";
    card.style.top = (below ? at.bottom + 6 : Math.max(8, at.top - height - 6)) + window.scrollY + "px";
  }

  function hide() {
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
    card.hidden = true;
  }

  const marks = "a.v, a.chip";
  const over = (event) => (event.target instanceof Element ? event.target.closest(marks) : null);
  for (const mark of document.querySelectorAll(marks)) {
    if (entries(mark).length) mark.removeAttribute("title");  // the card says more
  }
  document.addEventListener("mouseover", (event) => (over(event) ? show(over(event)) : hide()));
  document.addEventListener("focusin", (event) => (over(event) ? show(over(event)) : hide()));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", (event) => {
    const mark = over(event);
    if (!mark) return;
    const touch = window.matchMedia("(hover: none)").matches;
    if (touch && shownFor !== mark) { event.preventDefault(); show(mark); return; }
    if (touch) event.preventDefault();
    open(mark.hash);
  });

  // The list of values keeps its kinds folded: unfold the one that an address points into.
  function open(hash) {
    const entry = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    const folded = entry && entry.closest("details");
    if (folded) folded.open = true;
  }
  window.addEventListener("hashchange", () => open(location.hash));
  open(location.hash);
  const asked = document.getElementById(new URLSearchParams(location.search).get("value") || "");
  if (asked) {
    asked.classList.add("current");
    open("#" + asked.id);
  }
  const hit = document.querySelector("article .hit");
  if (hit && location.hash.startsWith("#b")) hit.scrollIntoView({ block: "center" });

  // On a phone the outline starts folded.
  if (window.matchMedia("(max-width: 60rem)").matches) {
    for (const outline of document.querySelectorAll("nav.outline details")) outline.open = false;
  }
})();
