// What the coder has at hand (a turn, a tag, words), and how the page shows it.

import { numberOf, rangeOf, wordsOf } from "./places.js";

export const byId = (id) => document.getElementById(id);
export const $ = (query, within = document) => within.querySelector(query);
export const all = (query, within = document) => [...within.querySelectorAll(query)];
export const [turns, bar] = [byId("turns"), $("section.bar")];

// `mark` is a tag; `span` are words: { turn, start, end } in UTF-16 units; `mode` is "words" while keys choose words,
// "moving" while they move those of a coding.
export const hand = { turn: null, mark: null, span: null, mode: "" };

export function say(text, problem = false) {
  byId("said").textContent = text;
  byId("said").classList.toggle("problem", problem);
}

// What the page says, in its reader's language; `{name}` in it stands for a value.
export const text = (name, values) => byId("texts").dataset[name].replace(/\{(\w+)\}/g, (_, hole) => values[hole]);

export const short = (words) => (words.length > 80 ? `${words.slice(0, 48)} … ${words.slice(-26)}` : words);
export const isMine = () => !!hand.mark?.classList.contains("mine");
export const isMachine = () => !!hand.mark?.classList.contains("machine");
export const tagOf = (button) => button.firstChild.data.trim();
export const turnWith = (button) => button.closest("li[id]");
export const piecesOf = (button) => all(`.speech [data-m~="${button.dataset.m}"]`, turnWith(button));

// The words of a tag, where the server drew them.
export function wordsUnder(button) {
  const pieces = piecesOf(button);
  const range = document.createRange();
  range.selectNodeContents($(".speech", turnWith(button)));
  range.setEndBefore(pieces[0]);
  const start = range.toString().length;
  return { turn: turnWith(button), start, end: start + pieces.map((piece) => piece.textContent).join("").length };
}

export const wordsAtHand = () => hand.span ?? (hand.mark && wordsUnder(hand.mark));

function about() {
  const { turn, mark, span, mode } = hand;
  if (span) return text(mode === "moving" ? "moving" : "selected", { words: short(wordsOf(span)), code: mark && tagOf(mark) });
  if (mark) return `${tagOf(mark)}, ${$("i", mark).textContent}: “${short(wordsOf(wordsUnder(mark)))}”`;
  return turn ? text("turn", { turn: numberOf(turn) }) : "";
}

export function show() {
  const { mark, span, mode } = hand;
  byId("about").textContent = about();
  bar.dataset.at = mode ? "words" : isMine() ? "mine" : isMachine() ? "machine" : "";
  for (const old of all(".here", turns)) old.classList.remove("here");
  for (const old of all("button[aria-current]", turns)) old.removeAttribute("aria-current");
  if (mark) {
    mark.ariaCurrent = "true";
    mark.setAttribute("aria-describedby", "about");
    for (const piece of piecesOf(mark)) piece.classList.add("here");
  }
  if (globalThis.Highlight) {
    CSS.highlights.delete("chosen");
    if (span) CSS.highlights.set("chosen", new Highlight(rangeOf(span)));
  } else if (mode) {
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(rangeOf(span));
  }
}

export function intoView(thing) {
  const [box, floor] = [thing.getBoundingClientRect(), bar.getBoundingClientRect().top];
  if (box.top < 76 || box.bottom > floor - 16)
    window.scrollBy({ top: box.top - 76 - (floor - 76) / 4, behavior: "instant" });
}

export function goTurn(turn, { focus = true } = {}) {
  hand.turn?.removeAttribute("aria-current");
  hand.turn = turn;
  turn.setAttribute("aria-current", "true");
  history.replaceState(null, "", `#${turn.id}`);
  if (!focus) return;
  holdFocus(turn);
  intoView($(".speech", turn));
}

export function holdFocus(turn) {
  turn.tabIndex = -1;
  turn.focus({ preventScroll: true });
}

export function goMark(button, { focus = true } = {}) {
  leaveWords();
  hand.mark = button;
  goTurn(turnWith(button), { focus: false });
  if (focus) {
    intoView(piecesOf(button)[0]);
    button.focus({ preventScroll: true });
  }
  show();
  const { why } = button.dataset;
  if (isMachine()) say(text(why ? "suggested" : "byMachine", { why }));
}

export function goAlone(turn, options) {
  leaveWords();
  hand.mark = null;
  goTurn(turn, options);
  show();
}

export function leaveWords() {
  [hand.span, hand.mode] = [null, ""];
  if (!document.activeElement?.matches("input, textarea")) document.getSelection().removeAllRanges();
}
