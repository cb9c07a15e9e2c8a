// Makes pages nicer; every page works without it. Nothing here asks the network for anything.
"use strict";

// Copy an edit as a quotation with its address.
for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { old, new: now, edit, urn } = button.dataset;
    const place = location.href.split("#")[0] + "#" + edit;
    const said = [old && `before: “${old}”`, now && `after: “${now}”`].filter(Boolean).join("\n");
    await navigator.clipboard.writeText(`${document.title}\n${said}\n${place}\n${urn}`);
    button.textContent = "copied";
    setTimeout(() => (button.textContent = "copy as quotation"), 1500);
  });
}

// Draw a line from each card in the margin to the words it is about, and light both up together.
const reading = document.querySelector(".reading");
const beside = [...document.querySelectorAll(".reading .card")];
const marksOf = (card) => [...reading.querySelectorAll(`mark a[href="#${CSS.escape(card.id)}"]`)].map((link) => link.parentElement);
const leaders = document.createElementNS("http://www.w3.org/2000/svg", "svg");
leaders.setAttribute("class", "leaders");
leaders.setAttribute("aria-hidden", "true");
const draw = () => {
  leaders.replaceChildren();
  const page = reading.getBoundingClientRect();
  for (const [index, card] of beside.entries()) {
    const mark = marksOf(card).find((found) => found.offsetParent !== null);
    if (!mark) continue;
    const box = card.getBoundingClientRect();
    const lines = mark.getClientRects();
    const from = lines[lines.length - 1].bottom - page.top + 1;
    const to = box.top - page.top + 11;
    const end = box.left - page.right;
    const turn = 14 + ((index * 9) % 45);
    const line = document.createElementNS(leaders.namespaceURI, "path");
    line.setAttribute("class", [...card.classList].filter((name) => name !== "card").join(" "));
    line.setAttribute("d", `M${lines[lines.length - 1].right - page.right} ${from}H${turn}V${to}H${end}`);
    leaders.append(line);
    const light = (on) => { for (const part of [line, card, ...marksOf(card)]) part.classList.toggle("lit", on); };
    for (const part of [card, ...marksOf(card)]) {
      part.onpointerenter = part.onfocusin = () => light(true);
      part.onpointerleave = part.onfocusout = () => light(false);
    }
  }
};
if (beside.length && "ResizeObserver" in window) {
  reading.append(leaders);
  new ResizeObserver(draw).observe(reading);
  document.fonts?.ready.then(draw);
  for (const detail of reading.querySelectorAll("details")) detail.addEventListener("toggle", draw);
}

// j and k step through changes; the view chosen last is kept.
const stops = [...document.querySelectorAll(".row:not(.same) .text, ol.queue > li, ol.steps > li")];
let at = -1;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key !== "j" && event.key !== "k") return;
  const shown = stops.filter((stop) => stop.offsetParent !== null);
  if (!shown.length) return;
  at = Math.max(0, Math.min(shown.length - 1, at + (event.key === "j" ? 1 : -1)));
  shown[at].tabIndex = -1;
  shown[at].focus();
  shown[at].scrollIntoView({ block: "center" });
});
for (const radio of document.querySelectorAll("input[name=view]")) {
  try {
    if (localStorage.getItem("revtrack-view") === radio.id) radio.checked = true;
    radio.addEventListener("change", () => localStorage.setItem("revtrack-view", radio.id));
  } catch { /* storage may be off */ }
}

// A link into a folded part opens it.
const unfold = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  for (let node = id && document.getElementById(id); node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// At the desk: number keys choose a verdict of the task in focus, then the cursor stands in the reason; Escape leaves it.
// c comments, o opens what it is about, u stands on the undo of what was decided last.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const task = document.activeElement?.closest(".task");
  if (event.key === "Escape" && task) return void task.focus();
  if (event.target.closest("input[type=text], textarea, select")) return;
  const choice = task?.querySelector(`input[data-key="${CSS.escape(event.key)}"]`);
  const comment = event.key === "c" && task?.querySelector("input[name=text]");
  const next = choice ? task.querySelector("input[name=reason]") : comment
    || (event.key === "u" && document.querySelector("form[action='desk/undo'] button"));
  if (choice) {
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (comment) comment.closest("details").open = true;
  if (next) {
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  } else if (event.key === "o") task?.querySelector(".what a").click();
});
// Every verdict but the first needs a reason: said before the form is sent. The arrow up brings back one given before.
for (const form of document.querySelectorAll("form[action='desk/decide']")) {
  const { reason } = form.elements;
  const given = [...document.querySelectorAll("#reasons option")].map((option) => option.value);
  let back = -1;
  form.addEventListener("change", () => (reason.required = !["", "needs_note"].includes(form.elements.verdict.value)));
  reason.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" || !given.length) return;
    event.preventDefault();
    back = (back + 1) % given.length;
    reason.value = given[back];
  });
}
// After a decision the page comes back at the next task: put the focus there.
const task = location.hash && document.getElementById(location.hash.slice(1))?.closest(".task");
if (task) {
  task.tabIndex = -1;
  task.focus();
  at = stops.indexOf(task);
}

// Select words to draw a link: offsets count code points, as everywhere in revtrack.
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const side = range.startContainer.parentElement?.closest(".select");
  if (!side || !side.contains(range.endContainer)) return;
  const place = (node, offset) => {
    const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!block) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : "";
    return Number(block.dataset.start) + [...before].length;
  };
  const from = place(range.startContainer, range.startOffset);
  const to = place(range.endContainer, range.endOffset);
  if (from === null || to === null || to <= from) return;
  const form = side.closest("form");
  form.elements[`${side.dataset.side}_from`].value = from;
  form.elements[`${side.dataset.side}_to`].value = to;
  const drawn = form.querySelector('input[name=edit][value=""]');
  if (drawn) drawn.checked = true;
});
