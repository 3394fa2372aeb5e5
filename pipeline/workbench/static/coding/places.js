// Where words stand in a turn's own text: in UTF-16 units here, told to the server in code points, as Python counts.

const speechOf = (turn) => turn.querySelector(".speech");
export const textOf = (turn) => speechOf(turn).textContent;
export const numberOf = (turn) => Number(turn.id.slice(5));
const points = (text) => [...text].length;
export const turnOf = (node) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest("#turns > li");

function unitsBefore(speech, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(speech);
  range.setEnd(node, offset);
  return range.toString().length;
}

// The text in which the letter stands that begins at `offset`, and where in it.
function nodeAt(speech, offset) {
  const walker = document.createTreeWalker(speech, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && offset >= walker.currentNode.length) offset -= walker.currentNode.length;
  return [walker.currentNode, offset];
}

export function rangeOf({ turn, start, end }) {
  const range = document.createRange();
  range.setStart(...nodeAt(speechOf(turn), start));
  const [node, offset] = nodeAt(speechOf(turn), end - 1);
  range.setEnd(node, offset + 1);
  return range;
}

export const wordsOf = ({ turn, start, end }) => textOf(turn).slice(start, end);
export const same = (one, other) => one?.turn === other?.turn && one?.start === other?.start && one?.end === other?.end;

function trimmed(turn, start, end) {
  const text = textOf(turn);
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return start < end ? { turn, start, end } : null;
}

// The words that are selected, of the turn in which the selection begins; `clipped` where it went on into others.
export function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const turn = turnOf(range.startContainer);
  if (!turn) return null;
  const speech = speechOf(turn);
  if (!range.intersectsNode(speech)) return null;
  const edge = (node, offset, outside) => (speech.contains(node) ? unitsBefore(speech, node, offset) : outside);
  const start = edge(range.startContainer, range.startOffset, 0);
  const end = edge(range.endContainer, range.endOffset, textOf(turn).length);
  const span = trimmed(turn, start, end);
  const other = turnOf(range.endContainer);
  return span && { ...span, clipped: other !== turn && !!other && range.endOffset > 0 };
}

// The words of a text, and its emoji, as [start, end]: what the arrow keys go by.
export function tokens(text) {
  const found = [...new Intl.Segmenter("en-GB", { granularity: "word" }).segment(text)];
  return found
    .filter((one) => one.isWordLike || /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(one.segment))
    .map((one) => [one.index, one.index + one.segment.length]);
}

export function sentences({ turn, start, end }) {
  const found = [...new Intl.Segmenter("en-GB", { granularity: "sentence" }).segment(textOf(turn))];
  const touched = found.filter((one) => one.index < end && start < one.index + one.segment.length);
  return trimmed(turn, touched[0].index, touched.at(-1).index + touched.at(-1).segment.length);
}

export const wholeTurn = (turn) => trimmed(turn, 0, textOf(turn).length);

export function asked(span) {
  const text = textOf(span.turn);
  const start = points(text.slice(0, span.start));
  const words = wordsOf(span);
  return { turn: numberOf(span.turn), hash: span.turn.dataset.hash, start, end: start + points(words), words };
}
