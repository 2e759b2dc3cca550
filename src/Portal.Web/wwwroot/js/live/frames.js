// The order of one channel, without a page or a network: each frame exactly once, in the order of its numbers.

export class Stream {
  // `last` is the number up to which the page was rendered; -1 where that is not known.
  constructor(channel, last) {
    this.channel = channel;
    this.last = last;
    this.held = new Map();
  }

  // Takes a frame that arrived and returns those that are now next, in order. What is known already gives none;
  // what comes too early is held until the gap before it is filled.
  take(frame) {
    if (this.last < 0) this.last = frame.seq - 1;
    if (frame.seq > this.last) this.held.set(frame.seq, frame);
    const next = [];
    while (this.held.has(this.last + 1)) {
      this.last += 1;
      next.push(this.held.get(this.last));
      this.held.delete(this.last);
    }
    return next;
  }

  // Whether something is missing, as far as is known: a held frame waits for it, or the channel's head lies ahead.
  isBehind(head) {
    return this.held.size > 0 || (this.last >= 0 && head > this.last);
  }

  // Whether the channel no longer knows our number: then only a fresh page helps.
  isAhead(head) {
    return this.last > head;
  }

  reset(head) {
    this.last = head;
    this.held.clear();
  }
}

// "public:123,community:7" as the page gives it, and as the hub reads it.
export function readFollow(text) {
  return (text ?? "").split(",").filter(Boolean).map((one) => {
    const colon = one.lastIndexOf(":");
    return new Stream(one.slice(0, colon), Number(one.slice(colon + 1)));
  });
}

export function writeFollow(streams) {
  return streams.map((stream) => `${stream.channel}:${stream.last}`).join(",");
}

// Pauses between attempts: 1, 2, 4 … 60 seconds, each made up to a quarter longer so that not all come back at once.
export function pauseBefore(attempt, random = Math.random()) {
  return Math.min(1000 * 2 ** attempt, 60000) * (1 + random / 4);
}
