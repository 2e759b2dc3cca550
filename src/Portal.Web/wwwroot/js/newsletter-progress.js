// Moves the numbers of a newsletter that is being sent, and shows its page anew when it begins or ends. Without this script the page has a link that does the same.

const every = 3000;
const panel = document.querySelector("[data-newsletter-progress]");

if (panel) {
  panel.querySelector("[data-refresh]")?.remove();
  setTimeout(look, every);
}

async function look() {
  try {
    const answer = await fetch(panel.dataset.newsletterProgress, { headers: { accept: "application/json" } });
    if (answer.ok && !answer.redirected) show(await answer.json());
  } catch {
    // No signal: the next look tries again.
  }
  setTimeout(look, every);
}

function show(progress) {
  if (progress.state !== panel.dataset.newsletterState) {
    location.reload();
    return;
  }
  const bar = panel.querySelector("progress");
  const reasons = panel.querySelector("[data-reasons]");
  if (!reasons) return;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  panel.querySelectorAll("[data-number]").forEach((place) => {
    const value = progress[place.dataset.number];
    const text = typeof value === "number" ? numbers.format(value) : value;
    if (place.textContent !== text) place.textContent = text;
  });
  if (!progress.isPreparing) {
    bar.max = Math.max(progress.recipients, 1);
    bar.value = progress.settled;
  }
  if (progress.waiting === 0 && !progress.isPreparing) {
    document.querySelectorAll("[data-while-waiting]").forEach((button) => button.remove());
  }
  reasons.hidden = progress.reasons.length === 0;
  reasons.replaceChildren(...progress.reasons.map((reason) => {
    const line = document.createElement("li");
    line.textContent = reason;
    return line;
  }));
}
