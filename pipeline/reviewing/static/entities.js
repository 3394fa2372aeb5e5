"use strict";
// The list narrows down while somebody types; digits answer the first question.
{
  document.documentElement.classList.add("scripted");
  const find = document.getElementById("look-for");
  const none = document.querySelector(".none");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const narrow = () => {
    none.hidden = true;
    let left = 0;
    for (const section of document.querySelectorAll("section:has(.entities)")) {
      const rows = [...section.querySelectorAll("li")];
      for (const row of rows) row.hidden = !plain(row.textContent).includes(plain(find.value.trim()));
      section.hidden = rows.every((row) => row.hidden);
      left += !section.hidden;
    }
    none.hidden = left > 0;
  };
  find.addEventListener("input", narrow);
  if (find.value) narrow(); // typed before this came, or kept by the browser
  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
    const first = document.querySelector(".questions > li");
    if (/^\d$/.test(event.key)) first?.querySelector(`[data-key="${event.key}"]`)?.click();
  });
}
