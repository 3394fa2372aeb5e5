// Tags stand in the margin in line with where their words begin, and move nothing in the text when one comes or goes.

const wide = matchMedia("(min-width: 60rem)");
const GAP = 8;

export function layMargin(turns) {
  const lists = [...turns.querySelectorAll(".margin")];
  if (!wide.matches) {
    for (const item of lists.flatMap((list) => [...list.children])) item.removeAttribute("style");
    return;
  }
  const measured = lists.map((list) => [list.getBoundingClientRect(), [...list.children].map(measure)]);
  let [line, right, floor] = [-Infinity, 0, -Infinity];
  for (const [box, items] of measured) {
    for (const { item, top, width, height } of items) {
      const wanted = top ?? line; // a memo stands below its tag
      const beside = top !== undefined && wanted <= line + 4 && right + width <= box.width;
      if (!beside) [line, right] = [Math.max(wanted, floor), 0];
      item.style.top = `${line - box.top}px`;
      item.style.left = `${right}px`;
      right = top === undefined ? box.width : right + width + GAP;
      floor = Math.max(floor, line + height + 2);
    }
  }
}

function measure(item) {
  const box = item.getBoundingClientRect();
  const mark = item.dataset.m ?? item.firstElementChild.dataset.m;
  const words = mark && item.closest("ul").previousElementSibling.querySelector(`[data-m~="${mark}"]`);
  const top = words ? words.getClientRects()[0].top : item.dataset.of ? undefined : item.closest("li[id]").getBoundingClientRect().top + 8;
  return { item, top, width: box.width, height: box.height };
}

// A tag lights its words, and words their tags.
export function light(turns, element) {
  for (const lit of turns.querySelectorAll(".lit")) lit.classList.remove("lit");
  const marked = element?.closest?.("#turns [data-m]");
  for (const mark of marked?.dataset.m.split(" ") ?? [])
    for (const other of marked.closest("li[id]").querySelectorAll(`[data-m~="${mark}"]`)) other.classList.add("lit");
}
