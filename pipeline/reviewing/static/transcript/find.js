// Finding words in the transcript, whatever their case and accents.

import { answered } from "./asking.js";
import { all, byId, go, hand, intoView, say, setSpan, turns } from "./hand.js";
import { number, points, speech, textOf, wholeWords } from "./places.js";

let found = [0, -1]; // where the last search ended

export async function find() {
  const yes = await answered(byId("find"));
  const wanted = folded(byId("find-words").value.trim())[0];
  if (!yes || !wanted) return;
  const list = all("li", turns);
  const begin = Math.max(list.findIndex((li) => number(li) >= found[0]), 0);
  for (let n = 0; n <= list.length; n += 1) {
    const turn = list[(begin + n) % list.length];
    const [text, at] = folded(textOf(turn));
    const hit = text.indexOf(wanted, n === 0 && number(turn) === found[0] ? found[1] + 1 : 0);
    if (hit < 0) continue;
    found = [number(turn), hit];
    go(null);
    hand.spot = [number(turn), points(textOf(turn).slice(0, at[hit]))];
    setSpan(turn, ...wholeWords(turn, at[hit], at[hit + wanted.length - 1] + 1));
    return intoView(speech(turn));
  }
  say("These words do not stand in this transcript.");
}

// Text without case and accents, and where each of its letters stands in the original.
function folded(text) {
  let [letters, at, offset] = ["", [], 0];
  for (const letter of text) {
    const plain = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    letters += plain;
    at.push(...Array(plain.length).fill(offset));
    offset += letter.length;
  }
  return [letters, at];
}
