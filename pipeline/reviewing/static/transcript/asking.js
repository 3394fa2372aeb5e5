// What is asked: of the server, and of the reviewer in a dialog.

import { byId, form, hand, say, show } from "./hand.js";

export async function ask(address, fields) {
  const posted = fields && { method: "POST", body: new URLSearchParams({ token: form.elements.token.value, ...fields }) };
  const answer = await fetch(address, { headers: { Accept: "application/json" }, ...posted });
  const text = await answer.text();
  if (answer.ok) return answer.headers.get("content-type").startsWith("application/json") ? JSON.parse(text) : text;
  throw Object.assign(new Error(JSON.parse(text).error), { status: answer.status });
}

export function failed(error) {
  hand.reach = "mention";
  show();
  say(error instanceof TypeError ? "The workbench does not answer. Is it still running in the terminal?" : error.message, true);
  if (error.status !== 401) return;
  const link = Object.assign(document.createElement("a"), { textContent: "Sign in", href: `/sign-in?next=${location.pathname}` });
  byId("said").append(" ", link);
}

export function answered(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((settled) => {
    dialog.addEventListener("close", () => settled(dialog.returnValue), { once: true });
  });
}
