"use strict";
const { page, digest } = document.currentScript.dataset;
const bar = document.createElement("p");
bar.setAttribute("role", "status");
bar.style.cssText = "position: sticky; top: 0; margin: 0; padding: .6em 1em; background: #7a1f1f; color: #fff; "
  + "font: 16px/1.4 sans-serif; z-index: 9";
addEventListener("beforeprint", () => bar.remove());

function tell(words) {
  bar.textContent = words;
  if (words) document.body.prepend(bar); else bar.remove();
}

async function look() {
  try {
    const answer = await fetch("/.state?page=" + encodeURIComponent(page));
    const state = await answer.json();
    if (state.digest !== digest) return location.reload();
    tell(state.words);
  } catch {
    tell("The watch has ended: this page is no longer kept up to date.");
  }
  setTimeout(look, 500);
}
look();
