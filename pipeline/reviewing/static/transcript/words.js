// Choosing words: selected with the mouse or a finger, or widened by keyboard.

import { all, clearSpan, hand, intoView, place, say, setSpan, turns } from "./hand.js";
import { number, speech, textOf, trimmed, turnOf, units, wholeWords, words } from "./places.js";

export function readSelection() {
  const selection = document.getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return clearSpan(false);
  const range = selection.getRangeAt(0);
  const turn = turnOf(range.startContainer);
  if (!turn || !speech(turn).contains(range.startContainer)) return clearSpan(false);
  const text = textOf(turn);
  const to = speech(turn).contains(range.endContainer) ? units(turn, range.endContainer, range.endOffset) : text.length;
  const [start, end] = trimmed(text, units(turn, range.startContainer, range.startOffset), to);
  if (start === end) return clearSpan(false);
  hand.widening = false;
  setSpan(turn, ...wholeWords(turn, start, end));
}

export function widen() {
  if (hand.widening) return clearSpan();
  const at = place();
  const turn = at?.[0] || all("li", turns).find((li) => number(li) >= hand.spot[0]);
  if (!turn) return;
  const text = [...textOf(turn)];
  let [start, end] = words(turn)[0] || [0, textOf(turn).length];
  if (at) [start, end] = [at[1], at[2]].map((n) => text.slice(0, n).join("").length);
  hand.widening = true;
  setSpan(turn, start, end);
  say("⇧← and ⇧→ move the end, ← and → the beginning. y replaces, a says as what.");
}

export function moveEdge(key) {
  const { turn, start, end } = hand.span;
  const [span, edge] = [[start, end], key.startsWith("Shift") ? 1 : 0];
  const list = words(turn);
  const word = key.endsWith("Left") ? list.findLast((one) => one[edge] < span[edge]) : list.find((one) => one[edge] > span[edge]);
  if (word) span[edge] = word[edge];
  if (span[0] >= span[1]) span[1 - edge] = word[1 - edge]; // past the other edge: that word alone
  setSpan(turn, ...span);
  intoView(speech(turn));
}
