// <revtrack-history src="https://revisions.example/articles/12/strip.html"></revtrack-history>
// Puts the history of an article under an outlet's own story. Without script, an <iframe> or a link inside does the same.
"use strict";
class RevtrackHistory extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const source = new URL(this.getAttribute("src") ?? "", document.baseURI);
    if (source.protocol !== "https:" && source.protocol !== "http:" && source.protocol !== location.protocol) return;
    const frame = document.createElement("iframe");
    // As dark as the page around it, so that no box of another colour stands in it.
    const scheme = getComputedStyle(this).colorScheme;
    const dark = scheme.includes("dark") && (!scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches);
    if (dark && !source.hash) source.hash = "dark";
    frame.src = source.href;
    frame.title = this.getAttribute("title") ?? "History of this article";
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    // The strip needs no script and no forms; its one link may open in the reader's window.
    frame.sandbox = "allow-top-navigation-by-user-activation allow-same-origin";
    frame.style.cssText = `color-scheme: ${dark ? "dark" : "light"}; border: 0; width: 100%; height: ` + (Number(this.getAttribute("height")) || 190) + "px";
    this.attachShadow({ mode: "open" }).append(frame);
  }
}
customElements.define("revtrack-history", RevtrackHistory);
