// What the reviewer has at hand (a mark, words, how far a decision reaches), and how the page shows it.

import { nodeAt, points, spotOf, textOf, turnOf } from "./places.js";

export const $ = (query, within = document) => within.querySelector(query);
export const all = (query, within = document) => [...within.querySelectorAll(query)];
export const byId = (id) => document.getElementById(id);
export const [form, queue, turns, bar] = [byId("decide"), byId("queue"), byId("turns"), $(".bar")];

export const hand = {
  here: "", // the id of the mark at hand
  spot: [0, -1], // where the reader is: number of the turn, offset in it
  span: null, // words selected or being widened: { turn, start, end }, in UTF-16 units
  widening: false,
  reach: "mention",
  downTheList: false,
};

export function place() {
  const { here, span } = hand;
  if (span) {
    const text = textOf(span.turn);
    const start = points(text.slice(0, span.start));
    return [span.turn, start, start + points(text.slice(span.start, span.end))];
  }
  const mark = byId(here);
  if (!mark) return null;
  const start = spotOf(mark)[1];
  return [turnOf(mark), start, start + points(mark.textContent)];
}

export const quoted = () => hand.span && textOf(hand.span.turn).slice(hand.span.start, hand.span.end);
export const wordsAtHand = () => quoted() || byId(hand.here).textContent;
export const entryAtHand = () => byId(hand.here.replace("m", "q"));

export function setSpan(turn, start, end) {
  hand.span = { turn, start, end };
  const [from, to] = [nodeAt(turn, start + 1), nodeAt(turn, end)]; // + 1: inside the node that the words begin in
  document.getSelection().setBaseAndExtent(from[0], from[1] - 1, ...to);
  show();
}

export function clearSpan(selected = true) {
  if (selected) document.getSelection().removeAllRanges();
  [hand.span, hand.widening] = [null, false];
  show();
}

export function say(text, problem = false) {
  byId("said").textContent = text;
  byId("said").classList.toggle("problem", problem);
}

export function show() {
  const { here, span, widening, reach, downTheList } = hand;
  byId("about").textContent = span ? `“${quoted()}” selected: y replaces, a says as what, n keeps, Esc leaves it`
    : byId(here)?.getAttribute("aria-label") ?? "";
  const pressed = { g: reach === "study", T: reach === "transcript", x: widening, o: downTheList };
  for (const [key, is] of Object.entries(pressed)) $(`.buttons [data-key="${key}"]`).ariaPressed = String(is);
  document.body.classList.toggle("widening", widening);
}

export function go(mark, { focus = true } = {}) {
  for (const old of all(":is(#turns, #queue) [aria-current]")) old.removeAttribute("aria-current");
  hand.here = mark?.id || "";
  if (mark) {
    hand.spot = spotOf(mark);
    mark.setAttribute("aria-current", "true");
    for (const other of all(".m[tabindex='0']", turns)) other.tabIndex = -1;
    mark.tabIndex = 0;
    intoView(mark);
    if (focus && !bar.contains(document.activeElement)) mark.focus({ preventScroll: true });
    showInQueue(entryAtHand());
  }
  show();
}

function showInQueue(entry) {
  if (!entry) return;
  entry.setAttribute("aria-current", "true");
  const top = entry.offsetTop - queue.offsetTop;
  if (top < queue.scrollTop || top + entry.offsetHeight > queue.scrollTop + queue.clientHeight)
    queue.scrollTop = top - queue.clientHeight / 3;
}

export function intoView(element) {
  const box = element.getBoundingClientRect();
  const floor = bar.getBoundingClientRect().top;
  if (box.top < 72 || box.bottom > floor - 24)
    window.scrollBy({ top: box.top - 72 - (floor - 72) / 3, behavior: "instant" });
}
