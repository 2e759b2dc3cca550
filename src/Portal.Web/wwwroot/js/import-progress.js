// Moves the bar of an import that is being made. Without this script the page has a link that does the same.

const every = 1000;
const panel = document.querySelector("[data-import-run]");

if (panel) {
  panel.querySelector("[data-refresh]")?.remove();
  setTimeout(look, every);
}

async function look() {
  try {
    const answer = await fetch(panel.dataset.importRun, { headers: { accept: "application/json" } });
    if (answer.ok && !answer.redirected) show(await answer.json());
  } catch {
    // No signal: the next look tries again.
  }
  setTimeout(look, every);
}

function show(progress) {
  if (progress.state !== "Running") {
    location.reload();
    return;
  }
  const bar = panel.querySelector("progress");
  if (typeof progress.made === "number") {
    bar.max = progress.shifts;
    bar.value = progress.made;
  }
  const line = panel.querySelector("[role=status]");
  if (line.textContent !== progress.line) line.textContent = progress.line;
}
