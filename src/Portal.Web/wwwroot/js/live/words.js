// The page's own words for what arrives later, in the reader's language.

const words = JSON.parse(document.getElementById("live-words")?.textContent ?? "{}");
const language = document.documentElement.lang || "en";
const plural = new Intl.PluralRules(language);
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Europe/Paris" });

export function say(key, ...values) {
  return fill(words[key] ?? "", values);
}

export function count(key, number, ...values) {
  return fill(words[`${key}.${plural.select(number)}`] ?? words[`${key}.other`] ?? "", [number, ...values]);
}

export function timeOf(instant) {
  return clock.format(new Date(instant));
}

function fill(text, values) {
  return text.replace(/\{(\d)\}/g, (_, index) => values[index] ?? "");
}
