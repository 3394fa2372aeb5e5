// Where marks and words stand in a turn: in UTF-16 units here, told to the server in code points, as Python counts.

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’.@_/-][\p{L}\p{M}\p{N}]+)*/gu;

export const speech = (turn) => turn.querySelector(".speech");
export const textOf = (turn) => speech(turn).textContent;
export const turnOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("#turns > li");
export const number = (turn) => Number(turn.id.slice(5));
export const points = (text) => [...text].length;
export const spotOf = (mark) => [number(turnOf(mark)), Number(mark.id.split("-")[2])];
export const comes = (a, b) => a[0] - b[0] || a[1] - b[1];
export const written = ([turn, start, end]) => `${turn.dataset.turn} ${start} ${end} ${turn.dataset.hash}`;

export function units(turn, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(speech(turn));
  range.setEnd(node, offset);
  return String(range).length;
}

export function nodeAt(turn, offset) {
  const walker = document.createTreeWalker(speech(turn), NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && offset > walker.currentNode.length) offset -= walker.currentNode.length;
  return [walker.currentNode, offset];
}

export const words = (turn) => [...textOf(turn).matchAll(WORD)].map((m) => [m.index, m.index + m[0].length]);

export function wholeWords(turn, start, end) {
  const touched = words(turn).filter(([from, to]) => from < end && start < to);
  if (touched.length) return [Math.min(start, touched[0][0]), Math.max(end, touched.at(-1)[1])];
  return [start, end];
}

export function trimmed(text, start, end) {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return [start, end];
}
