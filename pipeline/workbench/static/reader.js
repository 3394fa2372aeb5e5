// What reading gains from a script: tags in line with their words, a citation to paste, the choice of themes in the
// address. Everything else is there without it.

import { layMargin } from "./coding/margin.js";

const turns = document.getElementById("turns");
const copied = document.getElementById("copied");
const legend = document.querySelector(".legend");

const lay = () => layMargin(turns);
lay();
document.fonts.ready.then(lay);
addEventListener("resize", lay);
addEventListener("beforeprint", () => turns.querySelectorAll("details").forEach((one) => (one.open = true)));
turns.addEventListener("toggle", lay, true);

// A link to a turn or to a coding copies the line by which it is cited.
turns.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href^='#']");
  const turn = event.target.closest("li[id]");
  if (!link) {
    const words = event.target.closest(".m");
    if (words && getSelection().isCollapsed) turn.querySelector(`.margin [data-m="${words.dataset.m.split(" ")[0]}"] a`)?.focus();
    return;
  }
  const who = turn.querySelector(".who b")?.textContent ?? "";
  const cited = turns.dataset.cited.replace("{who}", who).replace("{turn}", turn.id.slice(5)).replace(" , ", " ");
  const warned = turn.querySelector(".who .unquotable") ? `${turns.dataset.unquotable} ` : "";
  const line = `${cited} ${warned}${new URL(link.getAttribute("href"), location.href.split("#")[0].split("?")[0])}`;
  try {
    await navigator.clipboard.writeText(line);
  } catch {
    return; // the address is in the address bar all the same
  }
  copied.textContent = `${turns.dataset.copied} ${line}`;
  setTimeout(() => (copied.textContent = ""), 6000);
});

legend?.addEventListener("change", () => {
  const boxes = [...legend.querySelectorAll("[name=themes]")];
  const shown = boxes.filter((box) => box.checked).map((box) => box.value);
  const address = new URL(location.href);
  address.searchParams.delete("themes");
  const rest = address.searchParams.toString();
  const choice = shown.length < boxes.length ? `themes=${shown.map(encodeURIComponent).join(",") || "none"}` : "";
  address.search = [rest, choice].filter(Boolean).join("&");
  history.replaceState(null, "", address);
  lay();
});

// Escape takes away what stands over the words, until something else is pointed at.
addEventListener("keydown", (event) => event.key === "Escape" && turns.classList.add("hush"));
for (const back of ["mouseover", "focusin"]) turns.addEventListener(back, () => turns.classList.remove("hush"));
