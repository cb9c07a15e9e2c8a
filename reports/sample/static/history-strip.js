// <revtrack-history src="https://revisions.example/articles/12/strip.html"></revtrack-history>
// Puts the history of an article under an outlet's own story. Without script, an <iframe> or a link inside does the same.
"use strict";
class RevtrackHistory extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const source = new URL(this.getAttribute("src") ?? "", document.baseURI);
    if (source.protocol !== "https:" && source.protocol !== "http:" && source.protocol !== location.protocol) return;
    const frame = document.createElement("iframe");
    frame.src = source.href;
    frame.title = this.getAttribute("title") ?? "History of this article";
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    // The strip needs no script and no forms; its one link may open in the reader's window.
    frame.sandbox = "allow-top-navigation-by-user-activation allow-same-origin";
    frame.style.cssText = "border: 0; width: 100%; height: " + (Number(this.getAttribute("height")) || 180) + "px";
    this.attachShadow({ mode: "open" }).append(frame);
  }
}
customElements.define("revtrack-history", RevtrackHistory);
