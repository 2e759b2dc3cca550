// Places left on whatever shows a shift: the newest numbers win, however they arrive.

import { count, say } from "./words.js";

const versions = new Map();

export function showPlaces({ shift, version, positions }) {
  if (version <= (versions.get(shift) ?? -1)) return;
  versions.set(shift, version);
  for (const ticket of document.querySelectorAll(`[data-shift="${CSS.escape(shift)}"]`)) {
    for (const position of positions) {
      ticket.querySelectorAll(`[data-position="${CSS.escape(position.id)}"]`).forEach((line) => showPosition(line, position));
    }
  }
}

function showPosition(line, { held, capacity }) {
  const left = Math.max(0, capacity - held);
  const words = line.querySelector(".left");
  if (words) {
    words.textContent = left === 0 ? say("full") : count("left", left);
    words.classList.toggle("last", left === 1);
  }
  const places = line.querySelector(".places");
  if (places) showDots(places, held, capacity);
}

function showDots(places, held, capacity) {
  const bar = places.querySelector("meter");
  const mine = places.querySelector("i.me") !== null;
  const said = say(mine ? "takenMine" : "taken", held, capacity);
  if (bar) {
    bar.value = held;
    bar.max = capacity;
    bar.setAttribute("aria-label", said);
    return;
  }
  places.setAttribute("aria-label", said);
  const dots = [...places.children];
  for (let more = dots.length; more < capacity; more++) dots.push(places.appendChild(document.createElement("i")));
  dots.forEach((dot, index) => {
    dot.hidden = index >= capacity;
    if (!dot.classList.contains("me")) dot.className = index < held ? "on" : "";
  });
}
