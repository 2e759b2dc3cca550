// Parts of a page that belong to one shift, drawn anew by the server whenever something of that shift changed: a roster on which others
// check in, one's own place when an offer comes. Never under somebody's fingers: it waits while the part is being used.

import { ours } from "./html.js";

const shortly = 400;
const later = 3000;
let timer = 0;
let fetching = false;

export const hasFresh = document.querySelector('[data-fresh]:not([data-fresh="asks"], [data-follow], [data-action])') !== null;

// Without a shift: whatever may have been missed.
export function freshen(shift) {
  if (parts().some((part) => shift === undefined || part.dataset.fresh === shift)) plan(shortly);
}

function plan(pause) {
  clearTimeout(timer);
  timer = setTimeout(draw, pause);
}

async function draw() {
  if (fetching || document.hidden || parts().some(isUsed)) return plan(later);
  fetching = true;
  try {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "manual", headers: questionsAreInSight() ? {} : { "X-Out-Of-Sight": "questions" } });
    if (answer.ok) show(await answer.text());
  } catch {
    // No network, or signed out: the page says so by itself, and the next change tries again.
  } finally {
    fetching = false;
  }
}

function show(html) {
  const fresh = [...new DOMParser().parseFromString(ours(html), "text/html").querySelectorAll("[data-fresh]")];
  const shown = parts();
  if (fresh.length !== shown.length || shown.some(isUsed)) return;
  shown.forEach((part, index) => part.replaceChildren(...fresh[index].childNodes));
  document.dispatchEvent(new Event("portal:fresh"));
}

// A question that is drawn far above what somebody reads was not seen by anybody.
export function questionsAreInSight() {
  const questions = document.querySelector('[data-fresh="asks"]');
  if (!questions) return false;
  const { top, bottom } = questions.getBoundingClientRect();
  return bottom >= 0 && top < innerHeight;
}

function isUsed(part) {
  return part.contains(document.activeElement) || part.querySelector("details[open]") !== null;
}

function parts() {
  return [...document.querySelectorAll("[data-fresh]")];
}
