// While many forms come at once, the portal asks the device for a little work before it takes one: a number after which the SHA-256 of
// "question.number" begins with so many zero bits. It is looked for while the form is filled in.

const question = document.querySelector("[data-work-question]");
const answer = document.querySelector("[data-work-answer]");
const bits = Number(question.dataset.workQuestion);
const AtOnce = 256;

const found = crypto.subtle ? look() : null;

question.form.addEventListener("submit", (event) => {
  if (!answer.value && found) {
    event.preventDefault();
    found.then(() => question.form.requestSubmit(event.submitter));
  }
});

async function look() {
  const bytes = new TextEncoder();
  for (let from = 0; ; from += AtOnce) {
    const hashes = await Promise.all(Array.from({ length: AtOnce }, (_, at) => crypto.subtle.digest("SHA-256", bytes.encode(`${question.value}.${from + at}`))));
    const hit = hashes.findIndex((hash) => Math.clz32(new DataView(hash).getUint32(0)) >= bits);
    if (hit >= 0) {
      answer.value = String(from + hit);
      return;
    }
  }
}

