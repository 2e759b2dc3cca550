// Makes and uses passkeys (WebAuthn Level 3). A form that needs one is hidden until the browser says that it can.
// What the device is asked comes from the portal when the button is pressed; its answer goes with the form.

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
  for (const words of document.querySelectorAll("[data-passkey-unable]")) words.hidden = true;
}

async function send(form) {
  const [button, failed] = [form.querySelector("button"), form.querySelector("[data-passkey-failed]")];
  button.disabled = true;
  failed.hidden = true;
  try {
    const credential = form.elements.namedItem("Credential") ?? form.elements.namedItem("Form.Credential");
    const answer = await ask(form);
    if (answer) {
      credential.value = JSON.stringify(answer);
      // What is ticked for the password holds for the passkey too: it is the same phone.
      const shared = form.elements.namedItem("Shared");
      if (shared) shared.value = document.querySelector("input[type=checkbox][name=Shared]")?.checked === true;
      form.submit();
    }
  } catch {
    // No network, nothing chosen, or the device said no; which of it, browsers do not tell.
    failed.hidden = false;
    button.disabled = false;
  }
}

async function ask(form) {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
  if (answer.redirected) {
    // The page stood open for long: the portal asks first whether it is still the same person.
    location.assign(answer.url);
    return null;
  }

  if (!answer.ok) throw new Error();
  const options = await answer.json();
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}
