// Choosing words by keyboard: arrows go from word to word, with shift they take more.

import { goTurn, hand, holdFocus, intoView, leaveWords, say, short, show, text, turns, turnWith, wordsUnder } from "./hand.js";
import { numberOf, rangeOf, selected, sentences, textOf, tokens, wordsOf } from "./places.js";

let [anchor, focus] = [0, 0]; // which words of the turn are the ends
const at = ([start, end]) => ({ turn: hand.span.turn, start, end });

function toTokens() {
  const list = tokens(textOf(hand.span.turn));
  anchor = Math.max(list.findIndex(([, end]) => end > hand.span.start), 0);
  focus = Math.max(list.findLastIndex(([start]) => start < hand.span.end), anchor);
}

// Take what was selected with the mouse or a finger.
export function takeSelection() {
  const got = selected();
  if (!got) return;
  if (hand.mark && turnWith(hand.mark) !== got.turn) hand.mark = null;
  [hand.span, hand.mode] = [{ turn: got.turn, start: got.start, end: got.end }, ""];
  goTurn(got.turn, { focus: false });
  if (got.clipped) say(text("clipped", { turn: numberOf(got.turn) }));
  show();
}

export function choosing(turn) {
  const [first] = tokens(textOf(turn));
  if (!first) return say(text("wordless"));
  if (hand.span?.turn !== turn) hand.span = hand.mark && turnWith(hand.mark) === turn ? wordsUnder(hand.mark) : { turn, start: first[0], end: first[1] };
  goTurn(turn);
  begin("words");
  say(text("choosing", { words: short(wordsOf(hand.span)) }));
}

export function begin(mode) {
  hand.mode = mode;
  document.getSelection().removeAllRanges();
  holdFocus(hand.span.turn);
  toTokens();
  show();
}

export const turnAtHand = () => hand.span?.turn ?? hand.turn ?? firstInView();
const firstInView = () => [...turns.children].find((turn) => turn.getBoundingClientRect().bottom > 100) ?? turns.lastElementChild;

export function move(key) {
  const list = tokens(textOf(hand.span.turn));
  const more = key.startsWith("Shift");
  const sentence = sentences(at(list[focus]));
  const to = {
    ArrowLeft: focus - 1,
    ArrowRight: focus + 1,
    Home: 0,
    End: list.length - 1,
    ArrowUp: list.findLastIndex(([start]) => start < sentence.start),
    ArrowDown: list.findIndex(([start]) => start >= sentence.end),
  }[key.replace("Shift", "")];
  focus = to < 0 && key.endsWith("Down") ? list.length - 1 : Math.min(Math.max(to, 0), list.length - 1);
  if (!more && hand.mode !== "moving") anchor = focus;
  hand.span = at([list[Math.min(anchor, focus)][0], list[Math.max(anchor, focus)][1]]);
  show();
  intoView(rangeOf(at(list[focus])));
  const word = wordsOf(at(list[focus]));
  say(more ? text("taken", { word, number: Math.abs(focus - anchor) + 1 }) : word);
}

export function otherEnd() {
  if (!hand.mode) return;
  [anchor, focus] = [focus, anchor];
  say(text(focus < anchor ? "beginning" : "end"));
}

// Take the sentence, or the whole turn.
export function widen(to) {
  if (!hand.span) choosing(turnAtHand());
  if (!hand.span) return;
  hand.span = to(hand.span);
  hand.mode ||= "words";
  toTokens();
  show();
  say(short(wordsOf(hand.span)));
}

export function escape() {
  leaveWords();
  show();
  say("");
}
