// The page of a transcript under the hands of a coder: keys, buttons and the mouse. What changes comes back drawn, so
// that there is one template for a turn.

import { answer, answered, applyRecent, choose, memo, otherWords, recode, redo, remove, saveWords, undo } from "./acts.js";
import { $, all, bar, byId, goAlone, goMark, goTurn, hand, say, show, text, turns, turnWith } from "./hand.js";
import { layMargin, light } from "./margin.js";
import { sentences, turnOf, wholeTurn } from "./places.js";
import { choosing, escape, move, otherEnd, takeSelection, turnAtHand, widen } from "./words.js";

let last = Promise.resolve(); // keys wait for those before them

function stepTurn(by) {
  const list = [...turns.children];
  goAlone(list[Math.min(Math.max(list.indexOf(hand.turn) + by, 0), list.length - 1)]);
}

// The next tag that a query finds, before or after what is at hand.
function stepMark(query, by, none) {
  const list = all(query, turns);
  const here = hand.mark ?? hand.turn;
  const side = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const there = here ? list.filter((one) => here.compareDocumentPosition(one) & side) : list;
  const found = by > 0 ? there[0] : there.at(-1);
  if (found) return goMark(found);
  say(text(list.length ? (by > 0 ? "last" : "first") : none));
}

const link = byId("toggle");
const stepCoding = (by) => stepMark(".tag:not(.machine)", by, "uncoded");
const stepSuggestion = (by) => stepMark(".tag.machine", by, link?.search ? "hiddenSuggestions" : "noSuggestion");
const toggle = () => (link ? location.assign(link.href + location.hash) : say(text("noSuggestion")));

const KEYS = {
  j: () => stepTurn(1),
  k: () => stepTurn(-1),
  v: () => (hand.mode ? escape() : choosing(turnAtHand())),
  s: () => widen(sentences),
  w: () => widen((from) => wholeTurn(from.turn)),
  o: otherEnd,
  c: () => choose(),
  m: memo,
  r: recode,
  b: otherWords,
  d: remove,
  Delete: remove,
  n: () => stepSuggestion(1),
  p: () => stepSuggestion(-1),
  "]": () => stepCoding(1),
  "[": () => stepCoding(-1),
  a: () => answer("accept"),
  x: () => answer("reject"),
  u: undo,
  U: redo,
  S: toggle,
  "?": () => answered(byId("keys")),
  Enter: () => (hand.mode === "moving" ? saveWords() : hand.mode ? choose() : choosing(turnAtHand())),
  Escape: escape,
};
for (const n of [1, 2, 3, 4, 5]) KEYS[n] = () => applyRecent(n);
const MOVES = /^(Shift)?(Arrow(Left|Right|Up|Down)|Home|End)$/;

function failed(error) {
  show();
  say(error instanceof TypeError ? text("silent") : error.message, true);
  if (error.status !== 401) return;
  const again = Object.assign(document.createElement("a"), { textContent: text("signIn"), href: `/coder?next=${location.pathname}` });
  byId("said").append(" ", again);
}

let asking = false; // what is typed after such a key is for what it opens
const ASKS = new Set(["c", "r", "m", "?"]);

function press(key) {
  if (asking) return;
  asking = ASKS.has(key) || (key === "Enter" && hand.mode === "words");
  const act = () => {
    asking = false; // the open dialog takes the keys
    return MOVES.test(key) ? hand.mode && move(key) : KEYS[key]();
  };
  last = last.then(act).catch(failed);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("dialog[open]")) return;
  if (event.target.matches("input, select, textarea")) return;
  if ((event.key === "Enter" || event.key === " ") && event.target.matches("button, a, summary")) return;
  const key = event.shiftKey && MOVES.test(event.key) ? `Shift${event.key}` : event.key;
  if (MOVES.test(key) ? !hand.mode : !Object.hasOwn(KEYS, key)) return;
  event.preventDefault();
  press(key);
});
byId("memo-text").addEventListener("keydown", (event) => {
  event.stopPropagation();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("memo").close("yes");
});
bar.addEventListener("click", (event) => {
  const button = event.target.closest("[data-key]");
  if (button) press(button.dataset.key);
});
bar.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays

turns.addEventListener("click", (event) => {
  const [li, tag] = [turnOf(event.target), event.target.closest(".tag")];
  if (!li || event.target.closest("a") || !document.getSelection().isCollapsed) return;
  if (tag) return goMark(tag);
  const words = event.target.closest(".speech [data-m]");
  if (!words) return goAlone(li, { focus: false });
  const marks = words.dataset.m.split(" ");
  const here = hand.mark && turnWith(hand.mark) === li ? marks.indexOf(hand.mark.dataset.m) : -1;
  goMark($(`.tag[data-m="${marks.at(here > 0 ? here - 1 : -1)}"]`, li), { focus: false }); // the innermost first
});
turns.addEventListener("focusin", (event) => {
  const tag = event.target.closest(".tag");
  if (tag && tag !== hand.mark) goMark(tag, { focus: false });
});
turns.addEventListener("pointerover", (event) => light(turns, event.target));
turns.addEventListener("pointerleave", () => light(turns, null));
document.addEventListener("pointerup", (event) => {
  if (!event.target.closest?.(".bar, dialog")) setTimeout(takeSelection); // the browser selects after this event
});
let touch = 0;
document.addEventListener("selectionchange", () => {
  if (hand.mode || $("dialog[open]") || !matchMedia("(pointer: coarse)").matches) return;
  clearTimeout(touch); // a finger selects without a pointer event of ours
  touch = setTimeout(takeSelection, 400);
});

new ResizeObserver(() => layMargin(turns)).observe(turns);
const wanted = location.hash.startsWith("#turn-") && byId(location.hash.slice(1));
if (wanted) goTurn(wanted);
show();
