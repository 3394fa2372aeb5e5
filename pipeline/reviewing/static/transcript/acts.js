// What a reviewer does: each is asked of the server, and what it changed comes back drawn.

import { answered, ask } from "./asking.js";
import { $, all, byId, clearSpan, entryAtHand, form, go, hand, place, queue, say, show, wordsAtHand } from "./hand.js";
import { entries, goOn } from "./moving.js";
import { askWho } from "./names.js";
import { number, points, spotOf, written } from "./places.js";

const placeOf = new Map(); // decision → the id of the mark that it was about
const placeAtHand = () => place() || say("No mark is at hand. j goes to the next one.");
const anythingAtHand = () => place() || say("Choose a mark, or select words, first.");

export async function decide(action, more = {}) {
  const at = placeAtHand();
  if (!at) return;
  const from = [number(at[0]), at[1]];
  const index = entries().indexOf(entryAtHand());
  const got = await ask(form.action, { wish: `${action} ${written(at)}`, words: wordsAtHand(), scope: hand.reach, ...more });
  for (const id of got.decisions) placeOf.set(id, `m-${at[0].dataset.turn}-${at[1]}`);
  hand.reach = "mention";
  clearSpan();
  draw(got);
  goOn(from, index);
}

export async function undo() {
  clearSpan();
  const got = await ask(form.action.replace(/decide$/, "undo"), {});
  draw(got);
  const open = Object.keys(got.turns).flatMap((n) => all(".m.u", byId(`turn-${n}`)));
  const back = byId(placeOf.get(got.decisions[0])) || open[0];
  if (back) go(back);
}

function drawn(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

function draw(got) {
  for (const [n, html] of Object.entries(got.turns)) {
    byId(`turn-${n}`).replaceWith(drawn(html));
    for (const entry of all(`li[data-turn="${n}"]`, queue)) entry.remove();
  }
  for (const entry of got.queue.map(drawn))
    queue.insertBefore(entry, entries().find((other) => other.dataset.rank > entry.dataset.rank) || null);
  byId("count").textContent = got.count;
  byId("finished").hidden = got.left > 0;
  say(`${got.said} ${got.count}.`);
}

function typeHere() {
  let mark = byId(hand.here);
  if (hand.span) {
    const [turn, start, end] = place();
    const isTouched = (from, length) => from < end && start < from + length;
    mark = all(".m", turn).find((one) => isTouched(spotOf(one)[1], points(one.textContent)));
  }
  return mark?.dataset.type || "";
}

export async function asSomething() {
  if (!anythingAtHand()) return;
  const type = await answered(byId("types"));
  if (type) await decide("replace", { type });
}

export async function add() {
  if (!hand.span) return say("Select the words first: with the mouse, or with x in a turn.");
  await asSomething();
}

export async function replaceIt() {
  if (hand.span && !typeHere()) return add();
  await decide("replace", { type: typeHere() });
}

export async function ownWords() {
  if (!anythingAtHand()) return;
  const [typed, reach] = [byId("own-words"), byId("own-reach")];
  [typed.value, reach.value] = ["", hand.reach];
  const yes = await answered(byId("own"));
  const replacement = typed.value.trim();
  if (yes && replacement) await decide("replace", { replacement, type: typeHere(), scope: reach.value });
}

export async function sameAs() {
  if (!anythingAtHand()) return;
  const reach = hand.reach === "mention" ? "study" : hand.reach;
  const { action, other, scope } = await askWho(typeHere() || "PERSON", wordsAtHand(), reach);
  if (action === "apart") await decide("apart", { scope: scope === "study" ? "transcript" : scope });
  if (action === "same" && other) await decide("same", { other, scope });
}

export async function why() {
  const at = placeAtHand();
  if (!at) return;
  $("div", byId("context")).innerHTML = await ask(`${location.pathname}/context?place=${encodeURIComponent(written(at))}`);
  await answered(byId("context"));
}

export function reaching(where, inWords) {
  hand.reach = hand.reach === where ? "mention" : where;
  show();
  say(hand.reach === "mention" ? "Only here." : `${inWords}: y replaces, n keeps, e says who it is, r puts your own words there, Esc leaves it.`);
}
