// What every page shares: a form that was sent is not sent twice by a second tap, and one that asks for it says where its clock is.

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

function submitButtons(form) {
  return [...form.elements].filter((element) => element.type === "submit");
}
