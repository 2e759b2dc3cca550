// Keeps a page live: follows the channels that its feeds show, watches the places of its shifts.
// The connection is made anew for ever; while there is none, the page asks every ten seconds, and catches up in any case.

import { pauseBefore, readFollow, writeFollow } from "./live/frames.js";
import { Feed } from "./live/feed.js";
import { hasActions, showDone } from "./live/actions.js";
import { hasAsks, showCallOut } from "./live/calls.js";
import { freshen, hasFresh } from "./live/fresh.js";
import { showPlaces } from "./live/places.js";
import { say } from "./live/words.js";

const askEvery = 10000;
const patience = 1500;

const lists = [...document.querySelectorAll(".feed[data-follow]")];
const feeds = lists.map((list) => ({ feed: new Feed(list), streams: readFollow(list.dataset.follow) }));
// The page of one update: drawn anew when it changes, and left when it is gone.
for (const part of document.querySelectorAll("[data-fresh][data-follow]")) {
  const show = (frame) => frame.id === part.dataset.fresh && (frame.kind === "withdrawn" ? location.reload() : freshen(frame.id));
  feeds.push({ feed: { show }, streams: readFollow(part.dataset.follow) });
}
const streams = feeds.flatMap((one) => one.streams);
const watchesShifts = hasFresh || document.querySelector("[data-shift] [data-position]") !== null;

let connection = null;
let attempt = 0;
let retry = 0;
let asking = 0;
const fetching = new Set();

if (globalThis.signalR && (streams.length > 0 || watchesShifts || hasAsks || hasActions)) connect();

async function connect() {
  clearTimeout(retry);
  if (connection) return;
  const address = `/hubs/live?follow=${encodeURIComponent(writeFollow(streams))}`;
  const mine = new signalR.HubConnectionBuilder()
    .withUrl(address, { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets })
    .configureLogging(signalR.LogLevel.None)
    .build();
  connection = mine;
  mine.on("update", receive);
  mine.on("heads", compare);
  mine.on("places", (frame) => {
    showPlaces(frame);
    freshen(frame.shift);
  });
  mine.on("callOut", showCallOut);
  mine.on("done", showDone);
  mine.onclose(() => lost(mine));
  try {
    await mine.start();
    if (watchesShifts) await mine.invoke("Watch", "shifts");
    if (hasAsks) await mine.invoke("Watch", "call-outs");
    if (hasActions) await mine.invoke("Watch", "actions");
    if (attempt > 0) freshen();
    attempt = 0;
    clearInterval(asking);
    asking = 0;
    tell("live");
  } catch {
    mine.stop();
    lost(mine);
  }
}

function lost(which) {
  if (connection !== which) return;
  connection = null;
  tell(navigator.onLine ? "reconnecting" : "offline");
  retry = setTimeout(connect, pauseBefore(attempt));
  attempt += 1;
  asking ||= setInterval(() => streams.forEach(ask), askEvery);
}

function receive(frame) {
  for (const { feed, streams: followed } of feeds) {
    const stream = followed.find((one) => one.channel === frame.channel);
    if (!stream) continue;
    stream.take(frame).forEach((next) => feed.show(next));
    if (stream.held.size > 0) setTimeout(() => stream.held.size > 0 && ask(stream), patience);
  }
}

function compare(heads) {
  for (const stream of streams) {
    const head = heads[stream.channel];
    if (head === undefined) continue;
    if (stream.isAhead(head) || stream.isBehind(head)) setTimeout(() => (stream.isAhead(head) || stream.isBehind(head)) && ask(stream), patience);
  }
}

// Asks for what is missing after our number; again while there is more.
async function ask(stream) {
  if (stream.last < 0 || fetching.has(stream)) return;
  fetching.add(stream);
  try {
    for (let more = true; more; ) {
      const answer = await fetch(`/live/${stream.channel}?after=${stream.last}`, { cache: "no-store" });
      if (!answer.ok) break;
      const missed = await answer.json();
      if (missed.reset) stream.reset(missed.head);
      (missed.frames ?? []).forEach(receive);
      more = missed.more === true;
      if (!connection) tell("asking");
    }
  } catch {
    if (!connection) tell("offline");
  } finally {
    fetching.delete(stream);
  }
}

function tell(state) {
  document.documentElement.dataset.connection = state;
  for (const sign of document.querySelectorAll("[data-live]")) {
    sign.hidden = false;
    sign.textContent = say(state);
    sign.classList.toggle("is-waiting", state !== "live");
  }
}

// After sleep, a tunnel or the browser's memory: at once, not after the next pause.
function wake() {
  if (document.visibilityState === "hidden") return;
  attempt = 0;
  streams.forEach(ask);
  if (connection?.state === "Connected") tell("live");
  if (!connection && globalThis.signalR) connect();
}

addEventListener("online", wake);
addEventListener("offline", () => tell("offline"));
addEventListener("pageshow", (event) => event.persisted && wake());
document.addEventListener("visibilitychange", wake);
