// What every page shares: a form that was sent is not sent twice by a second tap, one that asks for it says where its clock is, and a link is passed on.

const waiting = "data-sending";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.hasAttribute(waiting)) {
    event.preventDefault();
    return;
  }
  form.setAttribute(waiting, "");
  // After this turn, so that the pressed button's own name and value still travel with the form.
  setTimeout(() => submitButtons(form).forEach((button) => (button.disabled = true)));
});

// Whoever signs out leaves nothing half-written on the device (see draft.js).
document.querySelector("form[action='/account/sign-out']")?.addEventListener("submit", () => {
  try {
    Object.keys(localStorage).filter((name) => name.startsWith("draft:")).forEach((name) => localStorage.removeItem(name));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
});

// A page that comes back from the browser's memory must be usable again.
addEventListener("pageshow", () => {
  document.querySelectorAll(`form[${waiting}]`).forEach((form) => {
    form.removeAttribute(waiting);
    submitButtons(form).forEach((button) => (button.disabled = false));
  });
});

document.querySelectorAll("input[data-time-zone]").forEach((field) => {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
});

// A link or a text to pass on: by what the phone has for it, otherwise to the clipboard. Without either, or without this script, the field is there.
offerPassingOn();
document.addEventListener("portal:fresh", offerPassingOn);

function offerPassingOn() {
  document.querySelectorAll("button[data-pass-on][hidden]").forEach(offerToPassOn);
}

function offerToPassOn(button) {
  const field = document.getElementById(button.dataset.passOn);
  const share = navigator.share?.bind(navigator);
  if (!share && !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await (share ? share(field.tagName === "TEXTAREA" ? { text: field.value } : { url: field.value }) : navigator.clipboard.writeText(field.value));
      if (!share) document.getElementById(`${field.id}-told`).textContent = button.dataset.done;
    } catch {
      // Whoever closes the phone's own page has changed their mind.
      field.select();
    }
  });
}

function submitButtons(form) {
  return [...form.elements].filter((element) => element.type === "submit");
}
