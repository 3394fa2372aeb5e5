// What a coder does: each is asked of the server, and what it changed is drawn anew.

import * as chooser from "./chooser.js";
import { $, all, bar, byId, hand, holdFocus, isMachine, isMine, leaveWords, say, short, show, tagOf, text, turns, turnWith, wordsAtHand, wordsUnder } from "./hand.js";
import { layMargin } from "./margin.js";
import { asked, numberOf, rangeOf, same, wordsOf } from "./places.js";
import { begin } from "./words.js";

const codeOf = (button) => all("#codes li").find((option) => option.dataset.tag === tagOf(button)).dataset.id;

async function post(fields) {
  const kept = Object.fromEntries(new FormData(byId("act")));
  const body = new URLSearchParams({ ...kept, ...fields });
  const answer = await fetch(byId("act").action, { method: "POST", headers: { Accept: "application/json" }, body });
  const got = await answer.json().catch(() => ({ error: text("failed") }));
  if (answer.ok) return got;
  throw Object.assign(new Error(got.error), { status: answer.status });
}

async function act(fields) {
  const [words, uid] = [hand.span, hand.mark?.dataset.uid];
  const got = await post(fields);
  const held = document.activeElement?.closest("#turns > li")?.id;
  for (const [n, html] of Object.entries(got.turns)) {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    byId(`turn-${n}`).replaceWith(template.content.firstElementChild);
  }
  hand.mark = $(`.tag[data-uid="${got.uid}"]`, turns) ?? $(`.tag[data-uid="${uid}"]`, turns);
  hand.turn = hand.turn && byId(hand.turn.id);
  hand.turn?.setAttribute("aria-current", "true");
  hand.span = words && { ...words, turn: byId(words.turn.id) };
  if (held && !document.activeElement.closest("#turns")) holdFocus(byId(held));
  layMargin(turns);
  chooser.remember(got.recent);
  byId("count").textContent = got.codings;
  if (byId("suggested")) byId("suggested").textContent = got.suggestions;
  $("[data-key=u]", bar).disabled = !got.undoable;
  $("[data-key=U]", bar).disabled = !got.redoable;
  show();
  say(got.said);
}

export const undo = () => act({ action: "undo" });
export const redo = () => act({ action: "redo" });

const apply = (code) => act({ action: "apply", code, ...asked(wordsAtHand()) });

export async function applyRecent(n) {
  const code = chooser.recent[n - 1];
  if (!wordsAtHand() || !code) return say(text(code ? "noWords" : "noRecent"));
  await apply(code);
}

export async function choose(then = apply) {
  const words = wordsAtHand();
  if (!words) return say(text("noWords"));
  hand.span = words;
  show();
  const answer = await chooser.choose(rangeOf(words), short(wordsOf(words)));
  holdFocus(words.turn);
  if (!answer) return;
  await then(answer.code);
  if (answer.more) await choose(then);
}

function needsMine() {
  if (!isMine()) say(text(hand.mark ? "notMine" : "findCoding"));
  return isMine();
}

export async function recode() {
  if (!needsMine()) return;
  const { uid } = hand.mark.dataset;
  leaveWords();
  await choose((code) => act({ action: "change", uid, code, hash: hand.turn.dataset.hash }));
  leaveWords();
  show();
}

export async function otherWords() {
  if (!needsMine()) return;
  if (hand.span && !same(hand.span, wordsUnder(hand.mark))) return saveWords();
  hand.span = wordsUnder(hand.mark);
  begin("moving");
  say(text("toMove"));
}

export async function saveWords() {
  const [uid, words] = [hand.mark.dataset.uid, asked(hand.span)];
  leaveWords();
  await act({ action: "change", uid, ...words });
}

export async function remove() {
  if (!needsMine()) return;
  leaveWords();
  await act({ action: "remove", uid: hand.mark.dataset.uid });
}

export async function answer(action) {
  if (!isMachine()) return say(text("findSuggestion"));
  const [code, words] = [codeOf(hand.mark), asked(wordsUnder(hand.mark))];
  leaveWords();
  await act({ action, code, ...words });
}

export function answered(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((settled) => {
    dialog.addEventListener("close", () => settled(dialog.returnValue), { once: true });
  });
}

const unsent = {}; // memos that the server did not take

// A memo on the coding at hand, else on the turn; one's own last memo there is written anew.
export async function memo() {
  const mark = isMachine() ? null : hand.mark;
  const turn = mark ? turnWith(mark) : hand.turn;
  if (!turn) return say(text("findTurn"));
  const mine = all(".note.mine", turn).findLast((note) => note.dataset.of === (mark?.dataset.m ?? ""));
  byId("memo-title").textContent = mark ? text("memoOnCode", { code: tagOf(mark), words: short(wordsOf(wordsUnder(mark))) }) : text("memoOnTurn", { turn: numberOf(turn) });
  const [box, of] = [byId("memo-text"), mark?.dataset.uid ?? turn.id];
  box.value = unsent[of] ?? (mine ? $("span", mine).textContent : "");
  if ((await answered(byId("memo"))) !== "yes") return;
  const about = mark ? { about: "coding", uid: mark.dataset.uid } : { about: "turn", turn: numberOf(turn), hash: turn.dataset.hash };
  unsent[of] = box.value;
  await act({ action: "memo", memo: box.value, memo_uid: mine?.dataset.uid ?? "", ...about });
  delete unsent[of];
}
