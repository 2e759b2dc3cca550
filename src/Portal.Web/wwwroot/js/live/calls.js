// Call-outs: the questions to oneself on top of every page, and for organisers what comes of theirs. The server draws both anew.
// A question that somebody else answered does not just vanish: it says so.

import { freshen } from "./fresh.js";

const region = document.querySelector('[data-fresh="asks"]');
export const hasAsks = region !== null;
let shown = asks();
const found = new Set();

export function showCallOut({ id, shift, found: everybody }) {
  if (everybody) found.add(id);
  else found.delete(id);
  freshen("asks");
  freshen(id);
  freshen(shift);
}

document.addEventListener("portal:fresh", () => {
  const now = asks();
  const gone = [...shown].filter((id) => !now.has(id));
  shown = now;
  if (gone.length === 0) return;
  const notice = document.createElement("div");
  notice.className = "notice ok";
  notice.setAttribute("role", "status");
  notice.append(document.createElement("div"));
  notice.firstChild.textContent = gone.some((id) => found.has(id)) ? region.dataset.found : region.dataset.over;
  region.append(notice);
});

function asks() {
  return new Set([...(region?.querySelectorAll("[data-call-out]") ?? [])].map((ask) => ask.dataset.callOut));
}
