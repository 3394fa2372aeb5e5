// Which codes a few letters mean: the beginning of a tag first, then of a name's words, then letters in that order.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const wordsIn = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const bare = (text) => wordsIn(text).join("");

// From 6, the tag's beginning, down to 1; 0 where it is another code. `name` holds the Welsh name as well.
function closeness(typed, { tag, id, name }) {
  const [letters, wanted, parts] = [bare(typed), wordsIn(typed), wordsIn(`${tag} ${id} ${name}`)];
  if (bare(tag).startsWith(letters)) return 6;
  if (wordsIn(tag).some((part) => part.startsWith(letters))) return 5;
  if (wanted.every((word) => parts.some((part) => part.startsWith(word)))) return wordsIn(name)[0].startsWith(wanted[0]) ? 4 : 3;
  const texts = [tag, name, id].map(bare);
  if (texts.some((text) => text.includes(letters))) return 2;
  const apart = new RegExp([...letters].join(".{0,3}"), "u"); // letters were left out
  return texts.some((text) => apart.test(text)) ? 1 : 0;
}

export function find(typed, codes) {
  if (!bare(typed)) return codes;
  const close = new Map(codes.map((code) => [code, closeness(typed, code)]));
  return codes.filter((code) => close.get(code)).sort((one, other) => close.get(other) - close.get(one));
}
