// The page of a transcript under the hands of a reviewer: one key for each mark. The page comes whole from the server
// and reads without this script; what changes comes back drawn, so that there is one template for a turn.

import { add, asSomething, decide, ownWords, reaching, replaceIt, sameAs, undo, why } from "./acts.js";
import { answered, failed } from "./asking.js";
import { find } from "./find.js";
import { $, bar, byId, clearSpan, form, go, hand, queue, quoted, say, show, turns } from "./hand.js";
import { markOf, marks, step, stepTurn, turnAbout } from "./moving.js";
import { spotOf } from "./places.js";
import { moveEdge, readSelection, widen } from "./words.js";

document.documentElement.classList.add("scripted");

const KEYS = {
  y: replaceIt,
  n: () => decide("keep"),
  t: asSomething,
  a: add,
  e: sameAs,
  r: ownWords,
  g: () => reaching("study", "Everywhere in the study"),
  T: () => reaching("transcript", "Everywhere in this transcript"),
  x: widen,
  u: undo,
  j: () => step(1),
  k: () => step(-1),
  J: () => stepTurn(1),
  K: () => stepTurn(-1),
  o: turnAbout,
  Enter: why,
  "/": find,
  "?": () => answered(byId("keys")),
  Escape: () => {
    hand.reach = "mention";
    clearSpan();
    say("");
  },
};

let last = Promise.resolve(); // keys wait for those before them: a quick hand never decides about the wrong mark
const ASKS = new Set(["t", "a", "e", "r", "Enter", "/", "?"]);
let asking = false; // what is typed after such a key is meant for what it asks, however late that opens

function press(key, mayStill = () => true) {
  if (asking) return;
  const asks = asking = ASKS.has(key);
  const act = () => (key.includes("Arrow") ? hand.span && moveEdge(key) : KEYS[key]());
  last = last.then(() => mayStill() && act()).catch(failed).finally(() => {
    if (asks) asking = false;
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("dialog[open]")) return;
  if (event.target.matches("input, select, textarea")) return;
  if (event.key === "Enter" && event.target.matches("button, a:not(.m), summary")) return;
  const key = event.key === " " && event.target.matches(".m") ? "Enter"
    : event.key.startsWith("Arrow") && event.shiftKey ? `Shift${event.key}` : event.key;
  const moves = hand.span && /^(Shift)?Arrow(Left|Right)$/.test(key);
  if (!moves && !Object.hasOwn(KEYS, key)) return;
  event.preventDefault();
  press(key);
});

const types = byId("types");
types.addEventListener("keydown", (event) => {
  const button = $(`[data-key="${CSS.escape(event.key)}"]`, types);
  if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation(); // or the page would take the same key for itself
  types.close(button.value);
});

bar.addEventListener("click", (event) => {
  const button = event.target.closest("[data-key]");
  if (button) press(button.dataset.key);
});
bar.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays

turns.addEventListener("click", (event) => {
  const mark = event.target.closest(".m");
  if (!mark) return;
  event.preventDefault();
  if (!hand.span) go(mark);
});
turns.addEventListener("focusin", (event) => {
  if (event.target.matches(".m") && event.target.id !== hand.here) go(event.target);
});
document.addEventListener("pointerup", (event) => {
  if (!event.target.closest?.(".bar, dialog")) setTimeout(readSelection); // the browser selects after this event
});
let touch;
document.addEventListener("selectionchange", () => {
  if (hand.widening || !matchMedia("(pointer: coarse)").matches) return;
  clearTimeout(touch); // a finger selects without a pointer event of ours
  touch = setTimeout(() => !["", quoted()].includes(String(document.getSelection())) && readSelection(), 400);
});

queue.addEventListener("click", (event) => {
  const entry = event.target.closest("li");
  if (!entry || event.target.closest("button")) return;
  event.preventDefault();
  clearSpan();
  go(markOf(entry));
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const entry = event.submitter.closest("li");
  press(event.submitter.value.startsWith("keep") ? "n" : "y", () => {
    if (!entry.isConnected) return false; // a second click on what is decided: it says nothing of the next one
    clearSpan();
    go(markOf(entry), { focus: false });
    return true;
  });
});
byId("context").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  byId("context").close();
  go(byId(link.hash.slice(1)));
});

for (const mark of marks()) mark.tabIndex = -1;
const asked = location.hash.startsWith("#m-") && byId(location.hash.slice(1));
const first = asked || $(".m.u", turns);
if (first && (asked || (marks()[0] !== first && !location.hash))) go(first);
else if (first) {
  [hand.here, hand.spot] = [first.id, spotOf(first)];
  first.setAttribute("aria-current", "true");
  first.tabIndex = 0;
  show();
}
