// How often an action was done, on whatever shows it.

import { count } from "./words.js";

export const hasActions = document.querySelector("[data-action]") !== null;

export function showDone({ action, done, goal }) {
  for (const part of document.querySelectorAll(`[data-action="${CSS.escape(action)}"]`)) {
    const bar = part.querySelector("progress");
    if (bar) Object.assign(bar, { max: goal, value: Math.min(done, goal) });
    const words = part.querySelector("[data-done]");
    if (words) words.textContent = count("done", done, goal);
    part.querySelector("[data-reached]")?.toggleAttribute("hidden", done < goal);
  }
}
