// Names to choose from, for somebody who is known already.

import { answered, ask, failed } from "./asking.js";
import { $, all, byId } from "./hand.js";

const [dialog, input, list] = [byId("names"), byId("other"), byId("other-names")];
const reach = byId("names-reach");
let offering = Promise.resolve();

const options = () => all("li", list);
const chosen = () => $("[aria-selected=true]", list);

function select(one) {
  for (const option of options()) option.ariaSelected = String(option === one);
}

// Ask who `but` is: the answer is what to do ("" for nothing), the name, and how far that reaches.
export async function askWho(type, but, scope) {
  input.value = "";
  reach.value = scope;
  Object.assign(dialog.dataset, { type, but });
  list.replaceChildren();
  const shown = answered(dialog); // at once: what is typed next is a name, not keys of the page
  offering = offer().catch((error) => [dialog.close(""), failed(error)]);
  const action = await shown;
  return { action, other: chosen()?.textContent ?? input.value.trim(), scope: reach.value };
}

async function offer() {
  const [{ type, but }, typed] = [dialog.dataset, input.value];
  const got = await ask(`/names?${new URLSearchParams({ type, but, typed })}`);
  if (typed !== input.value) return; // a later letter was typed meanwhile
  list.replaceChildren(...got.names.map((name, n) => {
    const option = document.createElement("li");
    Object.assign(option, { id: `name-${n}`, role: "option", textContent: name, ariaSelected: "false" });
    return option;
  }));
  input.removeAttribute("aria-activedescendant");
  if (typed.trim()) choose(1);
}

function choose(by) {
  const offered = options();
  if (!offered.length) return;
  const at = offered.indexOf(chosen());
  const next = offered.at((at < 0 && by < 0 ? by : at + by) % offered.length);
  select(next);
  input.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

input.addEventListener("input", () => {
  offering = offer().catch(failed);
});
input.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by && event.key !== "Enter") return;
  event.preventDefault();
  event.stopPropagation();
  offering.then(() => (by ? choose(by) : (chosen() || input.value.trim()) && dialog.close("same")));
});
list.addEventListener("click", (event) => {
  const option = event.target.closest("li");
  if (!option) return;
  select(option);
  dialog.close("same");
});
