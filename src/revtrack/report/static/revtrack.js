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
