// Keeps what somebody is writing, on this device and for this person only, until it was posted or they sign out (see portal.js).
// The form is sent in the background: so the page knows whether the portal has it, and nothing is lost where there is no signal.
// Sent again as it was, it carries the key of the first try, by which the portal posts once.

const form = document.querySelector("form[data-draft]");
const place = `draft:${form.dataset.draftPerson}:${form.dataset.draft}`;
const notice = document.getElementById("draft");
// What may be seen by nobody but the portal is not kept: a reason goes on record there, a token is a secret.
const kept = [...form.elements].filter((field) => field.name.startsWith("Form.") && !["Form.WhySafe", "Form.FormKey", "Form.Later"].includes(field.name));
const key = form.elements["Form.FormKey"];
const [asServed, freshKey] = [written(), key.value];
let sending = false;

if (!document.querySelector(".error-summary")) restore();

form.addEventListener("input", keep);
form.addEventListener("change", keep);
form.addEventListener("submit", send);
notice.querySelector("[data-draft-discard]").addEventListener("click", discard);
addEventListener("online", () => wasTried(read()) && say("Back"));
addEventListener("pageshow", (event) => event.persisted && (sending = false));

function restore() {
  const draft = read();
  if (!draft || draft.text === asServed) return;
  fill(JSON.parse(draft.text));
  say("Kept");
}

function keep() {
  write({ ...read(), text: written() });
}

function wasTried(draft) {
  return draft?.key !== undefined && draft.sent === draft.text;
}

async function send(event) {
  event.preventDefault();
  if (sending) return;
  // Far more than the portal takes looks like no signal once it is on its way.
  if ([...form.querySelectorAll("[type='file']")].some((field) => field.files[0]?.size > Number(form.dataset.draftMost))) return tell("TooBig");
  sending = true;
  const button = event.submitter;
  // The key of a try that may have arrived belongs to its very words; other words are another post.
  const [draft, text] = [read(), written()];
  const sent = { text, sent: text, by: button?.name };
  const again = wasTried(draft) && draft.sent === text && draft.by === sent.by;
  key.value = again ? draft.key : draft?.key === undefined ? freshKey : (globalThis.crypto.randomUUID?.() ?? freshKey);
  write({ ...sent, key: key.value });
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button), headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (answer.ok && answer.headers.get("content-type")?.startsWith("application/json")) {
      forget();
      location.assign(form.dataset.draftDone);
      return;
    }

    // It was refused, or one has to sign in again: the browser shows what the portal says, and the key posts nothing twice.
    if (button?.name) form.append(hidden(button));
    form.submit();
  } catch {
    sending = false;
    tell("Offline");
  }
}

function discard() {
  forget();
  fill(JSON.parse(asServed));
  notice.hidden = true;
  form.querySelector("[name='Form.Title']").focus();
}

function say(what) {
  notice.hidden = false;
  notice.querySelectorAll("[data-draft-says]").forEach((line) => (line.hidden = line.dataset.draftSays !== what));
}

// In answer to a tap far below: it must be seen.
function tell(what) {
  say(what);
  notice.scrollIntoView({ block: "center" });
}

function written() {
  return JSON.stringify(Object.fromEntries(kept.filter((field) => field.type !== "radio" || field.checked).map((field) => [field.name, field.value])));
}

function fill(values) {
  for (const field of kept) {
    if (!(field.name in values)) continue;
    if (field.type === "radio") field.checked = field.value === values[field.name];
    // A choice that is offered no more stays as it was served.
    else if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === values[field.name])) field.value = values[field.name];
  }
}

function hidden(button) {
  const field = document.createElement("input");
  [field.type, field.name, field.value] = ["hidden", button.name, button.value];
  return field;
}

// A browser may keep nothing at all; then the form still works.
function read() {
  try {
    return JSON.parse(localStorage.getItem(place));
  } catch {
    return null;
  }
}

function write(draft) {
  try {
    localStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // Full, or forbidden.
  }
}

function forget() {
  try {
    localStorage.removeItem(place);
  } catch {
    // As above.
  }
}
