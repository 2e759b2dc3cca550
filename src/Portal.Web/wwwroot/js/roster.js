// Check-ins that wait for the network. A tap is kept in this browser with an id and its time, and sent until the server has answered;
// the server takes each id once. Nobody is shown as checked in before that answer. Without this script the form is sent as any other.

const roster = document.querySelector("[data-roster]");
const storage = storageOf(window);
const every = 15000;
const patience = 15000;
let sending = false;
let stuck = "";

if (roster && storage) {
  roster.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-check-in]");
    if (!form || form.elements.anyway) return;
    event.preventDefault();
    write([...read(), { id: crypto.randomUUID(), booking: form.dataset.checkIn, at: new Date().toISOString() }]);
    draw();
    send(true);
  });
  addEventListener("online", () => send());
  document.addEventListener("visibilitychange", () => send());
  document.addEventListener("portal:fresh", draw);
  setInterval(() => send(), every);
  draw();
  send();
}

// By hand or on its own: a shared phone that nobody touches locks, however often this tries again.
async function send(byHand = false) {
  if (sending || document.hidden || !navigator.onLine) return;
  sending = true;
  try {
    for (let [tap] = read(); tap; [tap] = read()) {
      const answer = await post(tap, byHand);
      if (!answer) break;
      write(read().filter((other) => other.id !== tap.id));
      settle(tap, answer);
    }
  } finally {
    sending = false;
    draw();
  }
}

// Null: not answered, so it goes on waiting.
async function post(tap, byHand) {
  const token = document.querySelector("input[name=__RequestVerificationToken]")?.value ?? "";
  const body = new URLSearchParams({ __RequestVerificationToken: token, TapId: tap.id, TappedAt: tap.at });
  let response;
  try {
    response = await fetch(`/shifts/${roster.dataset.roster}/roster/${tap.booking}/check-in`, {
      method: "POST", body, redirect: "manual", headers: { accept: "application/json", ...(byHand && { "x-by-hand": "1" }) }, signal: AbortSignal.timeout(patience),
    });
  } catch {
    return null;
  }
  if (response.ok) {
    stuck = "";
    return response.json();
  }
  if (response.status === 404) return { outcome: "NotFound", text: roster.dataset.wordsGone };
  // Signed out meanwhile, or a page of long ago: only a new page helps. Anything else passes.
  if (response.type === "opaqueredirect" || response.status === 400) stuck = roster.dataset.wordsStale;
  return null;
}

function settle(tap, answer) {
  const row = rowOf(tap);
  if (!row) return;
  if (answer.outcome === "Full") {
    // The page asks whether to do it anyway.
    location.assign(`?over=${tap.booking}#b-${tap.booking}`);
    return;
  }
  if (answer.outcome !== "Done") {
    say(row, answer.text);
    return;
  }
  const here = row.querySelector("form[data-here]");
  row.querySelector("form[data-check-in]")?.remove();
  row.querySelector("details")?.remove();
  if (!here.hidden) return;
  here.hidden = false;
  here.querySelector("[data-at]").textContent = clockOf(tap.at);
  const count = document.querySelector("[data-here-count]");
  count.textContent = `${Number(count.textContent) + 1}`;
}

function say(row, text) {
  const line = document.createElement("small");
  line.setAttribute("role", "alert");
  line.textContent = text;
  row.querySelector(".who").append(line);
}

function draw() {
  const taps = read();
  const waiting = new Set(taps.map((tap) => tap.booking));
  roster.querySelectorAll("[data-waits]").forEach((tag) => {
    const form = tag.closest("li").querySelector("form[data-check-in]");
    const waits = form !== null && waiting.has(form.dataset.checkIn);
    tag.hidden = !waits;
    if (form) form.hidden = waits;
  });
  const queue = document.querySelector("[data-queue]");
  queue.hidden = taps.length === 0;
  const form = new Intl.PluralRules(document.documentElement.lang).select(taps.length) === "one" ? "One" : "Other";
  const words = taps.length === 0 ? "" : `${roster.dataset[`words${form}`].replace("{0}", taps.length)} ${stuck}`.trim();
  const place = queue.querySelector("[data-queue-words]");
  if (place.textContent !== words) place.textContent = words;
}

function rowOf(tap) {
  return document.getElementById(`b-${tap.booking}`);
}

function clockOf(at) {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: roster.dataset.zone }).format(new Date(at));
}

// One queue a person and shift: what somebody tapped is never sent in another's name.
function key() {
  return `roster ${roster.dataset.viewer} ${roster.dataset.roster}`;
}

function read() {
  try {
    return JSON.parse(storage.getItem(key())) ?? [];
  } catch {
    return [];
  }
}

function write(taps) {
  if (taps.length > 0) storage.setItem(key(), JSON.stringify(taps));
  else storage.removeItem(key());
}

function storageOf(page) {
  try {
    return page.localStorage;
  } catch {
    return null;
  }
}
