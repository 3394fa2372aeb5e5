// Reading a sample by keyboard. Every form works without this script; with it, words are selected where they stand and
// the next turn comes without the page being loaded anew.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const WORD = /[\p{L}\p{M}\p{N}]+(?:['’.@_/-][\p{L}\p{M}\p{N}]+)*/gu;
  const points = (text) => [...text].length; // Python counts code points, browsers UTF-16 units
  let last = Promise.resolve(); // a quick hand never marks in the wrong turn
  let fixed = 0; // the end of the selection that stays, by word
  let moving = -1; // the end that moves

  document.documentElement.classList.add("scripted");

  const words = () => [...byId("words").textContent.matchAll(WORD)].map((m) => [m.index, m.index + m[0].length]);

  function nodeAt(offset) {
    const walker = document.createTreeWalker(byId("words"), NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && offset > node.length) {
      offset -= node.length;
      node = walker.nextNode();
    }
    return [node, offset];
  }

  function select(start, end) {
    document.getSelection().setBaseAndExtent(...nodeAt(start), ...nodeAt(end));
  }

  function selected() {
    const selection = document.getSelection();
    const box = byId("words");
    if (!box || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(box);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    const end = start + range.toString().length;
    const touched = words().filter(([from, to]) => from < end && start < to);
    return touched.length ? [touched[0][0], touched.at(-1)[1]] : [start, end];
  }

  function move(step, extend) {
    const all = byId("words") ? words() : [];
    if (!all.length) return;
    const now = selected();
    if (now) {
      const [first, final] = [all.findIndex((w) => w[1] > now[0]), all.findLastIndex((w) => w[0] < now[1])];
      if (Math.min(fixed, moving) !== first || Math.max(fixed, moving) !== final) [fixed, moving] = [first, final];
      moving += step;
    } else {
      moving = step > 0 ? 0 : all.length - 1;
    }
    moving = Math.min(Math.max(moving, 0), all.length - 1);
    if (!extend || !now) fixed = moving;
    select(all[Math.min(fixed, moving)][0], all[Math.max(fixed, moving)][1]);
  }

  function say(text) {
    if (byId("said")) byId("said").textContent = text;
  }

  async function send(form, button) {
    const body = new FormData(form);
    if (button?.name) body.set(button.name, button.value);
    if (form.id === "mark") {
      const span = selected();
      if (!span) return say("Select the words first.");
      const text = byId("words").textContent;
      const start = points(text.slice(0, span[0]));
      body.set("at", `${start} ${start + points(text.slice(...span))}`);
    }
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body) });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok) return say(next.querySelector("main p")?.textContent ?? "That did not work. Load the page again.");
      if (new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
      byId("content").replaceChildren(...next.getElementById("content").childNodes);
      moving = -1;
      scrollTo(0, 0);
    } catch {
      say("The workbench does not answer. Is it still running?");
    }
  }

  const later = (form, button) => {
    last = last.then(() => form.isConnected ? send(form, button) : null);
  };

  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || !event.target.closest("main")) return;
    event.preventDefault();
    later(event.target, event.submitter);
  });

  // The selection has to outlive a click on a button.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("#mark button")) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      if (!byId("words")) return;
      event.preventDefault();
      last = last.then(() => move(event.key === "ArrowRight" ? 1 : -1, event.shiftKey));
      return;
    }
    if (!/^[a-z0-9]$/.test(event.key)) return;
    last = last.then(() => { // what the key means is looked up when those before it are done
      const target = document.querySelector(`main [data-key="${event.key}"]`);
      if (target) return target.form ? send(target.form, target) : send(target);
    });
    event.preventDefault();
  });
})();
