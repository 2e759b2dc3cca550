// A list of updates on the page: puts frames in, without moving what somebody is reading.

import { ours } from "./html.js";
import { count, say, timeOf } from "./words.js";

const pinned = "[data-pinned='true']";

export class Feed {
  constructor(list) {
    this.list = list;
    this.most = Number(list.dataset.most ?? Infinity);
    this.isShort = "most" in list.dataset;
    this.urgentOnly = new Set((list.dataset.urgentOnly ?? "").split(",").filter(Boolean));
    this.campaign = list.dataset.campaign;
    this.audiences = JSON.parse(list.dataset.audiences || "{}");
    this.waiting = [];
    this.button = document.getElementById(list.dataset.arrivals ?? "");
    this.button?.addEventListener("click", () => this.showWaiting());
  }

  show(frame) {
    const shown = this.find(frame.id);
    // What became of an update that is not wanted here is the same as if it had gone.
    if (frame.kind === "withdrawn" || !this.wants(frame)) return this.remove(frame, shown);
    if (shown) {
      const edited = this.item(frame);
      // How many stand with it is not of the text.
      const standing = shown.querySelector(".solidarity");
      if (standing) edited.append(standing);
      shown.replaceWith(edited);
      return edited.matches(pinned) === shown.matches(pinned) || this.isBeingRead() ? undefined : this.place(edited);
    }
    const held = this.waiting.findIndex((one) => one.id === frame.id);
    if (held >= 0) {
      this.waiting[held] = frame;
    } else if (frame.kind === "posted" || this.pins(frame) || this.joins(frame)) {
      this.waiting.push(frame);
      if (frame.kind === "posted") this.announce(frame);
    }
    if (this.isBeingRead()) this.offer();
    else this.showWaiting();
  }

  // A list of one campaign shows what belongs to it; of a channel that is muted only what is urgent is shown.
  wants(frame) {
    if (this.campaign && frame.campaign !== this.campaign) return false;
    return !this.urgentOnly.has(frame.channel) || frame.severity === "urgent";
  }

  // Scrolled down, or inside the list by keyboard: then nothing may move.
  isBeingRead() {
    if (!this.button) return false;
    return this.list.getBoundingClientRect().top < -80 || this.list.contains(document.activeElement);
  }

  offer() {
    this.button.textContent = count("arrivals", this.waiting.length);
    this.button.parentElement.hidden = this.waiting.length === 0;
  }

  showWaiting() {
    const asked = this.button && document.activeElement === this.button;
    const frames = this.waiting;
    this.waiting = [];
    let first = null;
    for (const frame of frames) {
      first = this.item(frame);
      first.classList.add("is-new");
      this.place(first);
    }
    while (this.list.children.length > this.most) this.list.lastElementChild.remove();
    document.getElementById(this.list.dataset.empty ?? "")?.toggleAttribute("hidden", this.list.children.length > 0);
    if (this.button) this.offer();
    if (asked) first?.querySelector("a")?.focus();
  }

  // Pinned ones above the others, each among its own by the time it was posted; of the same moment the later comer first.
  place(item) {
    const at = (one) => one.querySelector("time").getAttribute("datetime");
    const others = [...this.list.children].filter((one) => one !== item);
    const stays = (one) => (one.matches(pinned) === item.matches(pinned) ? at(one) > at(item) : one.matches(pinned));
    const next = others.find((one) => !stays(one));
    if (next) next.before(item);
    else this.list.append(item);
  }

  // The short list on the front page shows what is new, whatever is pinned.
  pins(frame) {
    return frame.pinned === true && !this.isShort;
  }

  // Moved into this campaign by an edit: it stands where its time puts it, unless that is on an older page.
  joins(frame) {
    const oldest = this.list.lastElementChild?.querySelector("time");
    return this.campaign !== undefined && (!oldest || Date.parse(frame.at) >= Date.parse(oldest.getAttribute("datetime")));
  }

  remove(frame, shown) {
    this.waiting = this.waiting.filter((one) => one.id !== frame.id);
    shown?.remove();
    if (this.button) this.offer();
  }

  find(id) {
    return this.list.querySelector(`[data-update="${CSS.escape(id)}"]`);
  }

  announce(frame) {
    const region = document.getElementById("live-said");
    if (region) region.textContent = say("said", frame.organisation, inPageLanguage(frame).title);
  }

  item(frame) {
    const item = element("li", { "data-update": frame.id, "data-pinned": this.pins(frame) });
    item.classList.toggle("is-urgent", frame.severity === "urgent");
    const words = inPageLanguage(frame);
    item.append(this.meta(frame), this.heading(words));
    if (!this.isShort) {
      const body = element("div", { class: "prose", lang: words.lang, dir: "auto" });
      insertHtml(body, words.html);
      item.append(body);
      if (words !== frame) item.append(original(frame));
      if (frame.picture) item.append(pictureOf(frame));
    }
    return item;
  }

  meta(frame) {
    const meta = element("div", { class: "meta" });
    if (this.pins(frame)) meta.append(element("span", { class: "tag" }, say("pinned")));
    if (frame.severity === "urgent") meta.append(element("span", { class: "tag urgent" }, say("urgent")));
    if (frame.severity === "thanks") meta.append(element("span", { class: "tag ok" }, say("thanks")));
    const organisation = element("strong");
    organisation.append(element("bdi", {}, frame.organisation));
    meta.append(organisation, element("time", { datetime: frame.at }, timeOf(frame.at)));
    const audience = this.audiences[frame.channel];
    if (audience) meta.append(element("span", {}, audience));
    if (frame.edited) meta.append(element("span", {}, say("edited")));
    return meta;
  }

  heading(frame) {
    const heading = element(this.isShort ? "h3" : "h2", { class: "h5", lang: frame.lang, dir: "auto" });
    heading.append(element("a", { href: frame.url }, frame.title));
    return heading;
  }
}

// The frame as the page's reader reads it: with the words of its translation, where there is one.
function inPageLanguage(frame) {
  const lang = document.documentElement.lang;
  const words = frame.translations?.[lang];
  return words ? { ...frame, ...words, lang } : frame;
}

function original(frame) {
  const line = element("p", { class: "muted" });
  line.append(element("a", { href: `${frame.url}#original` }, say("translated")));
  return line;
}

// As the server writes it: the longest side of the small one is 640 pixels.
function pictureOf({ picture, lang }) {
  const { url, small, alt, width, height } = picture;
  const narrow = Math.max(1, Math.round(width * Math.min(1, 640 / Math.max(width, height))));
  const image = element("img", { class: "picture", width, height, alt, lang, loading: "lazy", decoding: "async", sizes: "(min-width: 48rem) 40rem, 92vw" });
  image.srcset = `${small} ${narrow}w, ${url} ${width}w`;
  image.src = url;
  return image;
}

function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

// The only place that puts HTML into a page. The server sanitised it: a short list of tags, links to the web and to mail.
function insertHtml(target, html) {
  target.innerHTML = ours(html);
}
