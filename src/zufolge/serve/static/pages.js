// Comfort for those who have JavaScript; every page works without it.
"use strict";

// Reader: pointing at a claim, or moving to it, lights what it rests on.
const text = document.querySelector(".text[data-lit]");
const cards = [...document.querySelectorAll("[data-claim]")];
if (text && cards.length) {
  const pieces = [...text.querySelectorAll("[data-c]")].map((node) => ({
    node,
    shown: node.className,
    label: node.dataset.label,
    marks: node.dataset.c.split(" ").map((one) => one.split(":")),
    labels: (node.dataset.l || "").split("|").map((one) => one.split(":")),
  }));
  const chosen = text.dataset.lit;
  let lit = chosen;
  const begin = (claim) => text.querySelector(`[data-c*="${claim}:evidence"]`);
  if (chosen && begin(chosen)) begin(chosen).scrollIntoView({ block: "center", behavior: "instant" });
  const light = (claim) => {
    if (claim === lit) return;
    lit = claim;
    for (const { node, shown, label, marks, labels } of pieces) {
      node.className = shown.replace(/\blit(-\w+)?\b/g, "");
      delete node.dataset.label;
      for (const [id, kind] of marks) if (id === claim) node.classList.add("lit", "lit-" + kind);
      for (const [id, words] of labels) if (id === claim && !node.dataset.label) node.dataset.label = words;
    }
    for (const card of cards) card.classList.toggle("is-lit", card.dataset.claim === claim);
  };
  for (const card of cards) {
    card.addEventListener("pointerenter", () => light(card.dataset.claim));
    card.addEventListener("pointerleave", () => light(chosen));
    card.addEventListener("focusin", () => light(card.dataset.claim));
  }
  text.addEventListener("pointerover", (event) => {
    const piece = event.target.closest("[data-c]");
    if (piece) light(piece.dataset.c.split(" ").map((one) => one.split(":")[0])[0]);
  });
  text.addEventListener("pointerleave", () => light(chosen));
  const show = (step) => {
    const at = cards.findIndex((card) => card.contains(document.activeElement) || card.dataset.claim === lit);
    const next = cards[Math.min(cards.length - 1, Math.max(0, at + step))];
    next.querySelector("h3 a").focus();
    const first = begin(next.dataset.claim);
    if (first) first.scrollIntoView({ block: "nearest" });
  };
  addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") show(1);
    if (event.key === "k") show(-1);
  });
}

// Review: a accepts, c corrects, x rejects, the space bar skips.
const review = document.querySelector("[data-review]");
if (review) {
  addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === " " && event.target.closest("button, summary, a")) return;
    const target = review.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target || !"acx ".includes(key)) return;
    event.preventDefault();
    if (target.tagName !== "DETAILS") return target.click();
    target.open = true;
    target.querySelector("textarea").focus();
  });
}

// Facets are folded on a phone.
if (matchMedia("(max-width: 48rem)").matches) {
  for (const fold of document.querySelectorAll(".facets .fold")) fold.open = false;
}

// Add: files may be dropped.
const drop = document.querySelector("[data-drop]");
if (drop) {
  const area = drop.querySelector(".drop");
  const files = drop.querySelector("#f-files");
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => { event.preventDefault(); area.classList.add("is-over"); });
  }
  for (const kind of ["dragleave", "drop"]) area.addEventListener(kind, () => area.classList.remove("is-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
  // An empty file field is sent as a file without a name; leave out what holds nothing.
  drop.addEventListener("submit", () => {
    for (const field of drop.querySelectorAll("input[type=file]")) field.disabled = !field.files.length;
  });
  addEventListener("pageshow", () => {
    for (const field of drop.querySelectorAll("input[type=file]")) field.disabled = false;
  });
}

// A job: look again every second until it is done.
const follow = async () => {
  const shown = document.querySelector("[data-job=running]");
  if (!shown) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-job]");
    if (next) shown.replaceWith(document.adoptNode(next));
  } catch { /* the server is away; look again */ }
  setTimeout(follow, 1000);
};
if (document.querySelector("[data-job=running]")) setTimeout(follow, 700);
