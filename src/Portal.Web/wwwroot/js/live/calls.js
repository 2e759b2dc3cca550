// Call-outs: the questions to oneself on top of every page, and for organisers what comes of theirs. The server draws both anew.
// A question that somebody else answered does not just vanish: it says so.

import { freshen, questionsAreInSight } from "./fresh.js";
import { say } from "./words.js";

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
  if ([...now].some((id) => !shown.has(id)) && !questionsAreInSight()) offer();
  if (now.size === 0) leave();
  shown = now;
  if (gone.length === 0) return;
  const notice = document.createElement("div");
  notice.className = "notice ok";
  notice.setAttribute("role", "status");
  notice.append(document.createElement("div"));
  notice.firstChild.textContent = gone.some((id) => found.has(id)) ? region.dataset.found : region.dataset.over;
  region.append(notice);
});

// A new question above what somebody reads: nothing moves, a button leads there; it counts as seen once it is.
let way = null;

function offer() {
  if (way) return;
  way = document.createElement("div");
  way.className = "ask-way";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-primary";
  button.textContent = say("asked");
  button.addEventListener("click", () => {
    region.scrollIntoView({ block: "center" });
    region.querySelector("h2 a")?.focus({ preventScroll: true });
  });
  way.append(button);
  document.body.append(way);
  sight.observe(region);
}

function leave() {
  way?.remove();
  way = null;
  sight.disconnect();
}

const sight = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  leave();
  // Read once more, and not drawn: that is how the portal knows that it was before somebody's eyes.
  fetch(location.href, { cache: "no-store", redirect: "manual" }).catch(() => {});
});

function asks() {
  return new Set([...(region?.querySelectorAll("[data-call-out]") ?? [])].map((ask) => ask.dataset.callOut));
}
