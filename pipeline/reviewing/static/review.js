// The page of a transcript under the hands of a reviewer: one key for each mark. The page comes whole from the server
// and reads without this script; what changes comes back drawn, so that there is one template for a turn.
"use strict";
(() => {
  const $ = (query, within = document) => within.querySelector(query);
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const byId = (id) => document.getElementById(id);
  const [form, queue, turns] = [byId("decide"), byId("queue"), byId("turns")];
  const WORD = /[\p{L}\p{M}\p{N}]+(?:['’.@_/-][\p{L}\p{M}\p{N}]+)*/gu;

  let here = ""; // the id of the mark at hand
  let spot = [0, -1]; // where the reader is: number of the turn, offset in it
  let span = null; // words that are selected or being widened: { turn, start, end }, in UTF-16 units
  let widening = false;
  let reach = "mention";
  let downTheList = false;
  let found = [0, -1]; // where the last search ended
  const placeOf = new Map(); // decision → the id of the mark that it was about
  let last = Promise.resolve(); // keys wait for those before them: a quick hand never decides about the wrong mark

  document.documentElement.classList.add("scripted");

  // — Places —
  const speech = (turn) => $(".speech", turn);
  const turnOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("#turns > li");
  const number = (turn) => Number(turn.id.slice(5));
  const points = (text) => [...text].length; // Python counts code points, browsers UTF-16 units
  const spotOf = (mark) => [number(turnOf(mark)), Number(mark.id.split("-")[2])];
  const comes = (a, b) => a[0] - b[0] || a[1] - b[1];

  function place() {
    if (span) {
      const text = speech(span.turn).textContent;
      const start = points(text.slice(0, span.start));
      return [span.turn, start, start + points(text.slice(span.start, span.end))];
    }
    const mark = byId(here);
    if (!mark) return null;
    const start = spotOf(mark)[1];
    return [turnOf(mark), start, start + points(mark.textContent)];
  }

  const written = ([turn, start, end]) => `${turn.dataset.turn} ${start} ${end} ${turn.dataset.hash}`;

  function units(turn, node, offset) {
    const range = document.createRange();
    range.selectNodeContents(speech(turn));
    range.setEnd(node, offset);
    return range.toString().length;
  }

  function nodeAt(turn, offset) {
    const walker = document.createTreeWalker(speech(turn), NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && offset > node.length) {
      offset -= node.length;
      node = walker.nextNode();
    }
    return [node, offset];
  }

  const words = (turn) => [...speech(turn).textContent.matchAll(WORD)].map((m) => [m.index, m.index + m[0].length]);

  function wholeWords(turn, start, end) {
    const touched = words(turn).filter(([from, to]) => from < end && start < to);
    if (touched.length) return [Math.min(start, touched[0][0]), Math.max(end, touched.at(-1)[1])];
    return [start, end];
  }

  function trimmed(text, start, end) {
    while (start < end && /\s/.test(text[start])) start += 1;
    while (end > start && /\s/.test(text[end - 1])) end -= 1;
    return [start, end];
  }

  function readSelection() {
    const selection = document.getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return clearSpan(false);
    const range = selection.getRangeAt(0);
    const turn = turnOf(range.startContainer);
    if (!turn || !speech(turn).contains(range.startContainer)) return clearSpan(false);
    const inside = speech(turn).contains(range.endContainer);
    const text = speech(turn).textContent;
    let [start, end] = [units(turn, range.startContainer, range.startOffset), text.length];
    if (inside) end = units(turn, range.endContainer, range.endOffset);
    [start, end] = trimmed(text, start, end);
    if (start === end) return clearSpan(false);
    widening = false;
    setSpan(turn, ...wholeWords(turn, start, end));
  }

  function setSpan(turn, start, end) {
    span = { turn, start, end };
    const [from, to] = [nodeAt(turn, start + 1), nodeAt(turn, end)]; // + 1: inside the node that the words begin in
    document.getSelection().setBaseAndExtent(from[0], from[1] - 1, ...to);
    show();
  }

  function clearSpan(selected = true) {
    if (selected) document.getSelection().removeAllRanges();
    [span, widening] = [null, false];
    show();
  }

  // — What the reader sees —
  function say(text, problem = false) {
    byId("said").textContent = text;
    byId("said").classList.toggle("problem", problem);
  }

  const quoted = () => span && speech(span.turn).textContent.slice(span.start, span.end);

  function show() {
    const mark = byId(here);
    byId("about").textContent = span ? `“${quoted()}” selected: y replaces, a says as what, n keeps, Esc leaves it`
      : mark?.getAttribute("aria-label") ?? "";
    const pressed = { g: reach === "study", T: reach === "transcript", x: widening, o: downTheList };
    for (const [key, is] of Object.entries(pressed)) $(`.buttons [data-key="${key}"]`).ariaPressed = String(is);
    document.body.classList.toggle("widening", widening);
  }

  function go(mark, { focus = true } = {}) {
    for (const old of all("[aria-current=true]", turns)) old.removeAttribute("aria-current");
    for (const old of all("[aria-current=true]", queue)) old.removeAttribute("aria-current");
    here = mark?.id || "";
    if (mark) {
      spot = spotOf(mark);
      mark.setAttribute("aria-current", "true");
      for (const other of all(".m[tabindex='0']", turns)) other.tabIndex = -1;
      mark.tabIndex = 0;
      intoView(mark);
      if (focus && !$(".bar").contains(document.activeElement)) mark.focus({ preventScroll: true });
      const entry = byId(here.replace("m", "q"));
      if (entry) {
        entry.setAttribute("aria-current", "true");
        const top = entry.offsetTop - queue.offsetTop;
        if (top < queue.scrollTop || top + entry.offsetHeight > queue.scrollTop + queue.clientHeight)
          queue.scrollTop = top - queue.clientHeight / 3;
      }
    }
    show();
  }

  function intoView(element) {
    const box = element.getBoundingClientRect();
    const floor = $(".bar").getBoundingClientRect().top;
    if (box.top < 72 || box.bottom > floor - 24)
      window.scrollBy({ top: box.top - 72 - (floor - 72) / 3, behavior: "instant" });
  }

  // — Moving —
  const marks = () => all(".m", turns);
  const entries = () => all("li", queue);
  const markOf = (entry) => entry && byId(entry.id.replace("q", "m"));

  function step(by) {
    clearSpan();
    if (downTheList) {
      const list = entries();
      const at = list.findIndex((entry) => entry.id === here.replace("m", "q"));
      return go(markOf(list[at + by] || list[at]) || byId(here));
    }
    const list = by > 0 ? marks() : marks().reverse();
    const next = list.find((mark) => by * comes(spotOf(mark), spot) > 0);
    if (next) return go(next);
    say(by > 0 ? "That was the last mark." : "That was the first mark.");
  }

  function stepTurn(by) {
    clearSpan();
    const list = all("li", turns);
    const turn = list[Math.min(Math.max(list.findIndex((li) => number(li) >= spot[0]) + by, 0), list.length - 1)];
    go(null);
    spot = [number(turn), -1];
    turn.tabIndex = -1;
    turn.focus({ preventScroll: true });
    turn.setAttribute("aria-current", "true");
    intoView(speech(turn));
  }

  function goOn(from, index) {
    if (byId(here)?.classList.contains("u") && comes(spotOf(byId(here)), from) === 0) return go(byId(here));
    const list = entries();
    if (!list.length) {
      go(null);
      return byId("finished").scrollIntoView({ block: "nearest" });
    }
    if (downTheList) return go(markOf(list[Math.min(Math.max(index, 0), list.length - 1)]));
    const open = marks().filter((mark) => mark.classList.contains("u"));
    go(open.find((mark) => comes(spotOf(mark), from) > 0) || open[0]);
  }

  // — Deciding —
  async function ask(address, fields) {
    const posted = fields && { method: "POST", body: new URLSearchParams({ token: form.elements.token.value, ...fields }) };
    const answer = await fetch(address, { headers: { Accept: "application/json" }, ...posted });
    const text = await answer.text();
    if (answer.ok) return answer.headers.get("content-type").startsWith("application/json") ? JSON.parse(text) : text;
    throw Object.assign(new Error(JSON.parse(text).error), { status: answer.status });
  }

  async function decide(action, more = {}) {
    const at = place();
    if (!at) return say("No mark is at hand. j goes to the next one.");
    const from = [number(at[0]), at[1]];
    const index = entries().findIndex((entry) => entry.id === here.replace("m", "q"));
    const got = await ask(form.action, { wish: `${action} ${written(at)}`, words: quoted() || byId(here).textContent, scope: reach, ...more });
    for (const id of got.decisions) placeOf.set(id, `m-${at[0].dataset.turn}-${at[1]}`);
    reach = "mention";
    clearSpan();
    draw(got);
    goOn(from, index);
  }

  async function undo() {
    clearSpan();
    const got = await ask(form.action.replace(/decide$/, "undo"), {});
    draw(got);
    const changed = Object.keys(got.turns).flatMap((n) => all(".m", byId(`turn-${n}`)));
    const back = byId(placeOf.get(got.decisions[0])) || changed.find((mark) => mark.classList.contains("u"));
    if (back) go(back);
  }

  function drawn(html) {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    return template.content.firstElementChild;
  }

  function draw(got) {
    for (const [n, html] of Object.entries(got.turns)) {
      byId(`turn-${n}`).replaceWith(drawn(html));
      for (const entry of all(`li[data-turn="${n}"]`, queue)) entry.remove();
    }
    for (const entry of got.queue.map(drawn))
      queue.insertBefore(entry, entries().find((other) => other.dataset.rank > entry.dataset.rank) || null);
    byId("count").textContent = got.count;
    byId("finished").hidden = got.left > 0;
    say(`${got.said} ${got.count}.`);
  }

  const typeHere = () => {
    if (!span) return byId(here)?.dataset.type || "";
    const [turn, start, end] = place();
    const touched = all(".m", turn).filter((mark) => {
      const from = spotOf(mark)[1];
      return from < end && start < from + points(mark.textContent);
    });
    return touched[0]?.dataset.type || "";
  };

  function answered(dialog) {
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((settled) => {
      dialog.addEventListener("close", () => settled(dialog.returnValue), { once: true });
    });
  }

  async function asSomething() {
    if (!place()) return say("Choose a mark, or select words, first.");
    const type = await answered(byId("types"));
    if (type) await decide("replace", { type });
  }

  async function add() {
    if (!span) return say("Select the words first: with the mouse, or with x in a turn.");
    await asSomething();
  }

  async function replaceIt() {
    if (span && !typeHere()) return add();
    await decide("replace", { type: typeHere() });
  }

  async function ownWords() {
    if (!place()) return say("Choose a mark, or select words, first.");
    byId("own-reach").value = reach;
    byId("own-words").value = "";
    const yes = await answered(byId("own"));
    const replacement = byId("own-words").value.trim();
    if (yes && replacement) await decide("replace", { replacement, type: typeHere(), scope: byId("own-reach").value });
  }

  async function sameAs() {
    if (!place()) return say("Choose a mark, or select words, first.");
    const list = byId("names");
    byId("other").value = "";
    byId("names-reach").value = reach === "mention" ? "study" : reach;
    list.dataset.type = typeHere() || "PERSON";
    list.dataset.but = quoted() || byId(here).textContent;
    byId("other-names").replaceChildren();
    const shown = answered(list); // at once: what is typed next is a name, not keys of the page
    offering = offerNames().catch((error) => [list.close(""), failed(error)]);
    const action = await shown;
    const [other, scope] = [chosenName()?.textContent ?? byId("other").value.trim(), byId("names-reach").value];
    if (action === "apart") await decide("apart", { scope: scope === "study" ? "transcript" : scope });
    if (action === "same" && other) await decide("same", { other, scope });
  }

  async function why() {
    const at = place();
    if (!at) return say("No mark is at hand. j goes to the next one.");
    $("div", byId("context")).innerHTML = await ask(`${location.pathname}/context?place=${encodeURIComponent(written(at))}`);
    await answered(byId("context"));
  }

  function widen() {
    if (widening) return clearSpan();
    const at = place();
    const turn = at?.[0] || all("li", turns).find((li) => number(li) >= spot[0]);
    if (!turn) return;
    const text = [...speech(turn).textContent];
    let [start, end] = words(turn)[0] || [0, speech(turn).textContent.length];
    if (at) [start, end] = [at[1], at[2]].map((n) => text.slice(0, n).join("").length);
    widening = true;
    setSpan(turn, start, end);
    say("⇧← and ⇧→ move the end, ← and → the beginning. y replaces, a says as what.");
  }

  function moveEdge(key) {
    const list = words(span.turn);
    let { turn, start, end } = span;
    const earlier = (edge, at) => list.map((word) => word[edge]).filter((n) => n < at).at(-1);
    const later = (edge, at) => list.map((word) => word[edge]).find((n) => n > at);
    if (key === "ArrowLeft") start = earlier(0, start) ?? start;
    if (key === "ArrowRight") start = later(0, start) ?? start;
    if (key === "ShiftArrowLeft") end = earlier(1, end) ?? end;
    if (key === "ShiftArrowRight") end = later(1, end) ?? end;
    if (start >= end && key === "ArrowRight") end = list.find((word) => word[0] === start)[1];
    if (start >= end && key === "ShiftArrowLeft") start = list.find((word) => word[1] === end)[0];
    setSpan(turn, start, end);
    intoView(speech(turn));
  }

  function reaching(where, inWords) {
    reach = reach === where ? "mention" : where;
    show();
    say(reach === "mention" ? "Only here." : `${inWords}: y replaces, n keeps, e says who it is, r puts your own words there, Esc leaves it.`);
  }

  async function find() {
    const yes = await answered(byId("find"));
    const wanted = folded(byId("find-words").value.trim())[0];
    if (!yes || !wanted) return;
    const list = all("li", turns);
    const begin = Math.max(list.findIndex((li) => number(li) >= found[0]), 0);
    for (let n = 0; n <= list.length; n += 1) {
      const turn = list[(begin + n) % list.length];
      const [text, at] = folded(speech(turn).textContent);
      const hit = text.indexOf(wanted, n === 0 && number(turn) === found[0] ? found[1] + 1 : 0);
      if (hit >= 0) {
        found = [number(turn), hit];
        go(null);
        spot = [number(turn), points(speech(turn).textContent.slice(0, at[hit]))];
        setSpan(turn, ...wholeWords(turn, at[hit], at[hit + wanted.length - 1] + 1));
        return intoView(speech(turn));
      }
    }
    say("These words do not stand in this transcript.");
  }

  // Text without case and accents, and where each of its letters stands in the original.
  function folded(text) {
    const [letters, at] = [[], []];
    let offset = 0;
    for (const letter of text) {
      for (const one of letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()) {
        letters.push(one);
        for (let n = 0; n < one.length; n += 1) at.push(offset);
      }
      offset += letter.length;
    }
    return [letters.join(""), at];
  }

  // — Names to choose from —
  let offering = Promise.resolve();
  async function offerNames() {
    const [{ type, but }, typed] = [byId("names").dataset, byId("other").value];
    const got = await ask(`/names?${new URLSearchParams({ type, but, typed })}`);
    if (typed !== byId("other").value) return; // a later letter was typed meanwhile
    byId("other-names").replaceChildren(...got.names.map((name, n) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `name-${n}`, role: "option", textContent: name, ariaSelected: "false" });
      return option;
    }));
    byId("other").removeAttribute("aria-activedescendant");
    if (typed.trim()) chooseName(1);
  }

  const chosenName = () => $("[aria-selected=true]", byId("other-names"));

  function chooseName(by) {
    const list = all("li", byId("other-names"));
    if (!list.length) return;
    const at = list.indexOf(chosenName());
    const next = list[(at + by + list.length + (at < 0 && by < 0 ? 1 : 0)) % list.length];
    for (const option of list) option.ariaSelected = String(option === next);
    byId("other").setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  byId("other").addEventListener("input", () => {
    offering = offerNames().catch(failed);
  });
  byId("other").addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    offering.then(() => (by ? chooseName(by) : (chosenName() || byId("other").value.trim()) && byId("names").close("same")));
  });
  byId("other-names").addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (!option) return;
    for (const other of all("li", byId("other-names"))) other.ariaSelected = String(other === option);
    byId("names").close("same");
  });

  // — Keys, buttons, mouse —
  const KEYS = {
    y: replaceIt,
    n: () => decide("keep"),
    t: asSomething,
    a: add,
    e: sameAs,
    r: ownWords,
    g: () => reaching("study", "Everywhere in the study"),
    T: () => reaching("transcript", "Everywhere in this transcript"),
    x: widen,
    u: undo,
    j: () => step(1),
    k: () => step(-1),
    J: () => stepTurn(1),
    K: () => stepTurn(-1),
    o: () => {
      downTheList = !downTheList;
      show();
      say(downTheList ? "Going on down the list." : "Going on down the page.");
    },
    Enter: why,
    "/": find,
    "?": () => answered(byId("keys")),
    Escape: () => {
      reach = "mention";
      clearSpan();
      say("");
    },
  };

  function failed(error) {
    reach = "mention";
    show();
    say(error instanceof TypeError ? "The workbench does not answer. Is it still running in the terminal?" : error.message, true);
    if (error.status !== 401) return;
    const link = Object.assign(document.createElement("a"), { textContent: "Sign in", href: `/sign-in?next=${location.pathname}` });
    byId("said").append(" ", link);
  }

  const ASKS = new Set(["t", "a", "e", "r", "Enter", "/", "?"]);
  let asking = false; // what is typed after such a key is meant for what it asks, however late that opens

  function press(key, mayStill = () => true) {
    if (asking) return;
    const asks = asking = ASKS.has(key);
    const act = () => (key.includes("Arrow") ? span && moveEdge(key) : KEYS[key]());
    last = last.then(() => mayStill() && act()).catch(failed).finally(() => {
      if (asks) asking = false;
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("dialog[open]")) return;
    if (event.target.matches("input, select, textarea")) return;
    if (event.key === "Enter" && event.target.matches("button, a:not(.m), summary")) return;
    const key = event.key === " " && event.target.matches(".m") ? "Enter"
      : event.key.startsWith("Arrow") && event.shiftKey ? `Shift${event.key}` : event.key;
    const moves = span && /^(Shift)?Arrow(Left|Right)$/.test(key);
    if (!moves && !Object.hasOwn(KEYS, key)) return;
    event.preventDefault();
    press(key);
  });

  byId("types").addEventListener("keydown", (event) => {
    const button = $(`[data-key="${CSS.escape(event.key)}"]`, byId("types"));
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // or the page would take the same key for itself
    byId("types").close(button.value);
  });

  $(".bar").addEventListener("click", (event) => {
    const button = event.target.closest("[data-key]");
    if (button) press(button.dataset.key);
  });
  $(".bar").addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays

  turns.addEventListener("click", (event) => {
    const mark = event.target.closest(".m");
    if (!mark) return;
    event.preventDefault();
    if (!span) go(mark);
  });
  turns.addEventListener("focusin", (event) => {
    if (event.target.matches(".m") && event.target.id !== here) go(event.target);
  });
  document.addEventListener("pointerup", (event) => {
    if (!event.target.closest?.(".bar, dialog")) setTimeout(readSelection); // the browser selects after this event
  });
  let touch = 0;
  document.addEventListener("selectionchange", () => {
    if (widening || !matchMedia("(pointer: coarse)").matches) return;
    clearTimeout(touch); // a finger selects without a pointer event of ours
    touch = setTimeout(() => String(document.getSelection()) && String(document.getSelection()) !== quoted() && readSelection(), 400);
  });

  queue.addEventListener("click", (event) => {
    const entry = event.target.closest("li");
    if (!entry || event.target.closest("button")) return;
    event.preventDefault();
    clearSpan();
    go(markOf(entry));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const entry = event.submitter.closest("li");
    press(event.submitter.value.startsWith("keep") ? "n" : "y", () => {
      if (!entry.isConnected) return false; // a second click on what is decided: it says nothing of the next one
      clearSpan();
      go(markOf(entry), { focus: false });
      return true;
    });
  });
  byId("context").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    byId("context").close();
    go(byId(link.hash.slice(1)));
  });

  // — Beginning —
  for (const mark of marks()) mark.tabIndex = -1;
  const asked = location.hash.startsWith("#m-") && byId(location.hash.slice(1));
  const first = asked || marks().find((mark) => mark.classList.contains("u"));
  if (first && (asked || (marks()[0] !== first && !location.hash))) go(first);
  else if (first) {
    [here, spot] = [first.id, spotOf(first)];
    first.setAttribute("aria-current", "true");
    first.tabIndex = 0;
    show();
  }
})();
