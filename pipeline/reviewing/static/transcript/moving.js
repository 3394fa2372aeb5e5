// Going from mark to mark and from turn to turn, down the page or the list.

import { all, byId, clearSpan, entryAtHand, go, hand, intoView, queue, say, show, turns } from "./hand.js";
import { comes, number, speech, spotOf } from "./places.js";

export const marks = () => all(".m", turns);
export const entries = () => all("li", queue);
export const markOf = (entry) => entry && byId(entry.id.replace("q", "m"));

export function step(by) {
  clearSpan();
  if (hand.downTheList) {
    const list = entries();
    const at = list.indexOf(entryAtHand());
    return go(markOf(list[at + by] ?? list[at]) || byId(hand.here));
  }
  const list = by > 0 ? marks() : marks().reverse();
  const next = list.find((mark) => by * comes(spotOf(mark), hand.spot) > 0);
  if (next) return go(next);
  say(`That was the ${by > 0 ? "last" : "first"} mark.`);
}

export function stepTurn(by) {
  clearSpan();
  const list = all("li", turns);
  const turn = list[Math.max(list.findIndex((li) => number(li) >= hand.spot[0]) + by, 0)] ?? list.at(-1);
  go(null);
  hand.spot = [number(turn), -1];
  turn.tabIndex = -1;
  turn.focus({ preventScroll: true });
  turn.setAttribute("aria-current", "true");
  intoView(speech(turn));
}

// After a decision: to the next mark that nobody has decided.
export function goOn(from, index) {
  const here = byId(hand.here);
  if (here?.classList.contains("u") && comes(spotOf(here), from) === 0) return go(here);
  const list = entries();
  if (!list.length) {
    go(null);
    return byId("finished").scrollIntoView({ block: "nearest" });
  }
  if (hand.downTheList) return go(markOf(list[Math.max(index, 0)] ?? list.at(-1)));
  const open = all(".m.u", turns);
  go(open.find((mark) => comes(spotOf(mark), from) > 0) || open[0]);
}

export function turnAbout() {
  hand.downTheList = !hand.downTheList;
  show();
  say(`Going on down the ${hand.downTheList ? "list" : "page"}.`);
}
