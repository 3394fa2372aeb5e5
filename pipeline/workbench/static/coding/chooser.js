// The list of codes, beside the words and never over them, with the rules of the code at hand.

import { find } from "./find.js";

const byId = (id) => document.getElementById(id);
const [dialog, input, list] = [byId("chooser"), byId("typed"), byId("codes")];
const options = [...list.children].map((element) => ({
  element,
  id: element.dataset.id,
  tag: element.dataset.tag,
  name: element.querySelector(".name").textContent,
}));
export let recent = list.dataset.recent.split(" ").filter(Boolean);
let [at, settle] = [null, null];

const codeNamed = (id) => options.find((one) => one.id === id);

export function remember(codes) {
  recent = codes;
}

// Ask for a code; the answer is null, or its id and whether another one is to follow for the same words.
export function choose(range, words) {
  byId("chosen").textContent = words;
  input.value = "";
  const before = scrollY;
  dialog.show();
  scrollTo({ top: before, behavior: "instant" }); // showing scrolls
  offer();
  beside(range);
  input.focus({ preventScroll: true });
  return new Promise((settled) => {
    settle = settled;
  });
}

function close(answer = null) {
  dialog.close();
  settle?.(answer);
  settle = null;
}

function offer() {
  const typed = input.value.trim();
  const latest = recent.map(codeNamed).filter(Boolean);
  const found = typed ? find(typed, options) : [...new Set([...latest, ...options])];
  for (const one of options) {
    one.element.hidden = !found.includes(one);
    one.element.querySelector("kbd").textContent = !typed && latest.includes(one) ? latest.indexOf(one) + 1 : "";
  }
  list.append(...found.map((one) => one.element));
  byId("none").hidden = found.length > 0;
  point(found[0]);
}

function point(one) {
  at = one;
  for (const other of options) {
    other.element.ariaSelected = String(other === one);
    byId(other.element.getAttribute("aria-describedby")).hidden = other !== one;
  }
  if (!one) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", one.element.id);
  const { offsetTop: top, offsetHeight: height } = one.element;
  if (top < list.scrollTop) list.scrollTop = top;
  if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
}

function step(by) {
  const shown = [...list.children].filter((element) => !element.hidden);
  if (!shown.length) return;
  const next = shown[(shown.indexOf(at?.element) + by + shown.length) % shown.length];
  point(options.find((one) => one.element === next));
}

function beside(range) {
  const [words, bar] = [range.getBoundingClientRect(), document.querySelector("section.bar").getBoundingClientRect()];
  if (getComputedStyle(dialog).position === "fixed") { // a sheet at the foot of a small screen
    const hidden = words.bottom + 16 - dialog.getBoundingClientRect().top;
    if (hidden > 0) window.scrollBy({ top: hidden, behavior: "instant" });
    return;
  }
  const [below, above] = [bar.top - words.bottom - 20, words.top - 76];
  const height = Math.min(dialog.offsetHeight, Math.max(below, above, 180));
  dialog.style.maxHeight = `${height}px`;
  const under = below >= dialog.offsetHeight || below >= above;
  const home = dialog.offsetParent.getBoundingClientRect();
  dialog.style.top = `${(under ? words.bottom + 10 : words.top - dialog.offsetHeight - 10) - home.top}px`;
  const left = Math.min(range.getClientRects()[0].left, innerWidth - dialog.offsetWidth - 20);
  dialog.style.left = `${Math.max(left, 8) - home.left}px`;
}

input.addEventListener("input", offer);
dialog.addEventListener("keydown", (event) => {
  event.stopPropagation(); // a name, not keys of the page
  const latest = !input.value && /^[1-5]$/.test(event.key) && codeNamed(recent[event.key - 1]);
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || !(latest || by || event.key === "Enter" || event.key === "Escape")) return;
  event.preventDefault();
  if (latest) close({ code: latest.id });
  else if (by) step(by);
  else if (event.key === "Escape") close();
  else if (at) close({ code: at.id, more: event.shiftKey });
});
list.addEventListener("click", (event) => {
  const option = event.target.closest("li");
  if (option) close({ code: option.dataset.id, more: event.shiftKey });
});
list.addEventListener("pointermove", (event) => {
  const option = event.target.closest("li");
  if (option && option !== at?.element) point(options.find((one) => one.element === option));
});
list.addEventListener("mousedown", (event) => event.preventDefault()); // the letters go on being typed
