"use strict";
// The page works without this: here links and forms answer without reloading, and arrow keys move between cells.

const byId = (id) => document.getElementById(id);
const cellAt = (name) => document.querySelector(`.board button[value="${CSS.escape(name)}"]`);
let current = null; // the one cell that Tab reaches

async function show(address, { push = true, focus = "" } = {}) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const kept = document.querySelectorAll("details[open]").length > 0;
  const at = current?.value;
  const board = page.getElementById("board");
  if (!board) return location.assign(address); // which says what is wrong
  byId("board").replaceWith(document.adoptNode(board));
  document.title = page.title;
  if (push) history.pushState(null, "", address);
  if (kept) document.querySelectorAll("aside details").forEach((each) => { each.open = true; });
  begin(at);
  const target = focus === "answer" ? byId("asked") : focus && cellAt(focus);
  if (target) target.focus({ preventScroll: focus !== "answer" });
  else if (document.activeElement === document.body) byId("what").focus({ preventScroll: true });
  byId("told").textContent = byId("asked")?.textContent ?? tallied();
}

function tallied() {
  const turned = document.querySelectorAll("tr.point.moved").length;
  return byId("moves") ? (turned ? `Points that move: ${turned}` : "Nothing moves.") : "Nothing is supposed.";
}

function begin(at) {
  const buttons = document.querySelectorAll(".board thead button, .board .point td button");
  buttons.forEach((button) => { button.tabIndex = -1; });
  reach((at && cellAt(at)) || buttons[0]);
}

function reach(button) {
  if (current) current.tabIndex = -1;
  current = button;
  if (button) button.tabIndex = 0;
}

function beside(button, key) {
  const rows = [...document.querySelectorAll(".board thead tr, .board tr.point")];
  const cell = button.closest("td, th");
  const row = rows.indexOf(cell.parentElement);
  const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
  for (let y = row + down, x = cell.cellIndex + right; rows[y]?.cells[x]; y += down, x += right) {
    const found = rows[y].cells[x].querySelector("button");
    if (found && x) return found;
  }
  return null;
}

document.addEventListener("keydown", (event) => {
  const close = document.querySelector("#answer .close");
  if (event.key === "Escape" && close) close.click();
  const button = event.target.closest?.(".board button");
  if (!button || button.closest(".topic") || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = event.key.startsWith("Arrow") && beside(button, event.key);
  if (next) {
    event.preventDefault();
    reach(next);
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='/board']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const from = new URLSearchParams(location.search).get("at");
  show(link.href, { focus: new URL(link.href).searchParams.has("at") ? "answer" : from });
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = [...new FormData(event.target, event.submitter)].filter(([, said]) => said);
  if (event.submitter.closest(".board")) reach(event.submitter);
  const opens = asked.some(([name]) => ["at", "who", "on"].includes(name));
  const from = new URLSearchParams(location.search).get("at");
  show(`/board?${new URLSearchParams(asked)}`, { focus: opens ? "answer" : from });
});

function read(event) {
  byId("reading").textContent = event.target.closest?.(".board td button, .board thead button")?.title ?? "";
}
document.addEventListener("focusin", read);
document.addEventListener("mouseover", read);
addEventListener("popstate", () => show(location.href, { push: false }));

async function look() {
  try {
    const state = await (await fetch("/.state?page=board")).json();
    const typed = document.activeElement.matches("input") && document.activeElement.value;
    if (state.digest !== byId("board").dataset.digest && !typed) await show(location.href, { push: false });
  } catch {
    byId("trouble").textContent = "The watch has ended: this page is no longer kept up to date.";
  }
  setTimeout(look, 500);
}
begin();
look();
