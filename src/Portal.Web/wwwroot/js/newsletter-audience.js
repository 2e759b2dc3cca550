// Counts anew whom a newsletter reaches as soon as a condition changes. Without this script the button "Show what it looks like" does the same.

const panel = document.querySelector("[data-audience]");
const form = panel?.closest("form");
let asked = 0;

panel?.addEventListener("change", count);
form?.querySelector("[name='Form.MainLanguage']")?.addEventListener("change", count);

async function count() {
  const mine = ++asked;
  const conditions = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue;
    if (name.startsWith("Form.Audience.") || name === "Form.MainLanguage") conditions.append(name, value);
    const written = /^Form\.Editions\[(\d+)\]\.Body$/.exec(name);
    if (written && value.trim()) conditions.append("written", form.elements[`Form.Editions[${written[1]}].Language`].value);
  }
  try {
    const answer = await fetch(`${panel.dataset.audience}?${conditions}`, { headers: { accept: "application/json" } });
    if (answer.ok && !answer.redirected && mine === asked) show(await answer.json());
  } catch {
    // No signal: the number stays as it was counted last, and the next change asks again.
  }
}

function show(reach) {
  panel.querySelector("[data-reach-line] strong").textContent = reach.line;
  list("[data-reach-for]", reach.for);
  list("[data-reach-notes]", reach.notes);
  list("[data-reach-reasons]", reach.reasons);
  panel.querySelector("[data-reach-out]").hidden = reach.reasons.length === 0;
}

function list(selector, lines) {
  const place = panel.querySelector(selector);
  place.hidden = lines.length === 0;
  place.replaceChildren(...lines.map((words) => {
    const line = document.createElement("li");
    line.append(Object.assign(document.createElement("bdi"), { textContent: words }));
    return line;
  }));
}
