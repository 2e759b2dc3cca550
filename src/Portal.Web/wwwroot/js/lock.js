// On a phone that several people use, a page that nobody touches gives way to the lock page after the same time after which the portal
// locks the session. The clock on the wall counts, for a sleeping phone stops every other.

const after = Number(document.querySelector("meta[name=lock-after]").content) * 1000;
const look = 5000;
const minute = 60000;
let touched = Date.now();
let told = touched;
let leaving = false;

for (const kind of ["pointerdown", "touchstart", "keydown", "wheel", "scroll"]) {
  addEventListener(kind, touch, { capture: true, passive: true });
}

// A page that comes back, from sleep or from the browser's memory, is looked at before anybody reads it.
for (const kind of ["pageshow", "focus", "visibilitychange"]) addEventListener(kind, lockIfDue);
setInterval(lockIfDue, look);

// Whoever writes for long uses the phone too, and the portal hears nothing of it: it is told once a minute, so that what is sent at last is taken.
function touch() {
  if (isDue()) return lock();
  touched = Date.now();
  if (touched - told < minute) return;
  told = touched;
  fetch("/health/live", { headers: { "X-By-Hand": "1" }, cache: "no-store" }).catch(() => {});
}

function isDue() {
  return Date.now() - touched >= after;
}

function lockIfDue() {
  if (isDue()) lock();
}

function lock() {
  if (leaving) return;
  leaving = true;
  // Also where there is no network to bring the other page.
  document.body.hidden = true;
  location.replace(`/account/locked?back=${encodeURIComponent(location.pathname + location.search)}`);
}
