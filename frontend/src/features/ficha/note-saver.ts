import type { Note } from "@/entities/record/schema";
import { isApiError } from "@/lib/problem";
import { toNoteBody, toNoteInput, type NoteBody } from "./forms";

export type SaveState =
  /** Everything is on the server. */
  | { kind: "saved"; at: string | null }
  /** Typed, and about to be sent. */
  | { kind: "waiting" }
  | { kind: "saving" }
  /** The service needs a reason before it keeps a note. */
  | { kind: "needs-reason" }
  /** It will be tried again by itself. */
  | { kind: "failed"; error: unknown; again: boolean }
  /** The same draft was saved somewhere else since. */
  | { kind: "conflict"; theirs: Note };

export type NoteGateway = {
  create: (body: NoteBody) => Promise<Note>;
  change: (note: Note, body: NoteBody) => Promise<Note>;
  read: (id: number) => Promise<Note>;
};

const REST = 2_000;
const AT_MOST = 12_000;
const RETRY = [3_000, 8_000, 20_000];

/**
 * Keeps a draft on the server while it is written: one request at a time, a moment after the
 * fingers rest, again after a failure. It never throws text away.
 */
export class NoteSaver {
  note: Note | null;
  state: SaveState;
  private body: NoteBody;
  private stored: string;
  /** A creation whose answer never came: it must be asked again as it was, or there would be two notes. */
  private unanswered: NoteBody | null = null;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitingSince = 0;
  private failures = 0;

  constructor(
    private gateway: NoteGateway,
    note: Note | null,
    initial: NoteBody,
    private listener: (state: SaveState, note: Note | null) => void,
  ) {
    this.note = note;
    this.body = initial;
    this.stored = keyOf(initial);
    this.state = { kind: "saved", at: note?.updated_at ?? null };
  }

  get dirty() {
    return keyOf(this.body) !== this.stored;
  }

  change(body: NoteBody) {
    this.body = body;
    if (this.state.kind === "conflict") return;
    if (!this.dirty) {
      this.stop();
      if (!this.running) this.say({ kind: "saved", at: this.note?.updated_at ?? null });
      return;
    }
    if (!body.reason) {
      this.stop();
      this.say({ kind: "needs-reason" });
      return;
    }
    this.waitingSince ||= Date.now();
    this.plan(Math.min(REST, Math.max(0, this.waitingSince + AT_MOST - Date.now())));
    if (!this.running) this.say({ kind: "waiting" });
  }

  /** Sends what is left now. Resolves with the note when everything is on the server, or rejects with why not. */
  async flush(): Promise<Note | null> {
    this.stop();
    while (this.running || this.dirty) {
      if (this.running) await this.running;
      else if (this.state.kind === "conflict") throw new Error("conflict");
      else if (!this.body.reason) {
        this.say({ kind: "needs-reason" });
        throw new Error("needs-reason");
      } else await this.send();
      const { state } = this;
      if (state.kind === "failed") throw state.error;
      if (state.kind === "conflict") throw new Error("conflict");
    }
    return this.note;
  }

  /** Tried again at once: the connection or the session is back. */
  retry() {
    if (this.state.kind === "failed") this.plan(0);
  }

  /** After a conflict: what is typed here stays, and replaces what the other window left. */
  keepMine() {
    if (this.state.kind !== "conflict") return;
    this.note = this.state.theirs;
    this.say({ kind: "waiting" });
    this.plan(0);
  }

  /** After a conflict: what the other window left stays. The caller shows it. */
  takeTheirs(body: NoteBody) {
    if (this.state.kind !== "conflict") return;
    this.note = this.state.theirs;
    this.body = body;
    this.stored = keyOf(body);
    this.say({ kind: "saved", at: this.note.updated_at });
  }

  /** Looks whether the draft is still the one that was read here: somebody is about to sign it. */
  async recheck() {
    if (this.note) this.meet(await this.gateway.read(this.note.id), this.body);
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private plan(milliseconds: number) {
    this.stop();
    this.timer = setTimeout(() => void this.send(), milliseconds);
  }

  private send() {
    this.stop();
    if (this.running) {
      // What was typed meanwhile goes in the next one.
      this.plan(REST);
      return this.running;
    }
    this.running = this.deliver().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async deliver() {
    const body = this.unanswered ?? this.body;
    this.waitingSince = 0;
    this.say({ kind: "saving" });
    try {
      this.note = this.note ? await this.gateway.change(this.note, body) : await this.gateway.create(body);
      this.unanswered = null;
      this.failures = 0;
      this.stored = keyOf(body);
      this.settle();
    } catch (error) {
      await this.fail(error, body);
    }
  }

  /** One save is done: is there more? */
  private settle() {
    if (!this.dirty) return this.say({ kind: "saved", at: this.note?.updated_at ?? null });
    if (!this.body.reason) return this.say({ kind: "needs-reason" });
    this.say({ kind: "waiting" });
    this.plan(REST);
  }

  private async fail(error: unknown, body: NoteBody) {
    if (isApiError(error, 412) && this.note) {
      const theirs = await this.gateway.read(this.note.id).catch(() => null);
      if (theirs) return this.meet(theirs, body);
    }
    const silent = isApiError(error) && (error.status === 0 || error.status >= 500);
    if (silent && !this.note) this.unanswered = body;
    // What the service refused for good is said and waits for the person, not for a clock.
    const again = silent || isApiError(error, 429);
    this.say({ kind: "failed", error, again });
    if (again) this.plan(RETRY[Math.min(this.failures++, RETRY.length - 1)]!);
  }

  private meet(theirs: Note, sent: NoteBody) {
    const found = keyOf(toNoteBody(toNoteInput(theirs)));
    // A save whose answer was lost, or another one that changed no word, is nobody's conflict.
    if (found !== keyOf(sent) && found !== this.stored) return this.say({ kind: "conflict", theirs });
    this.note = theirs;
    this.stored = found;
    this.settle();
  }

  private say(state: SaveState) {
    this.state = state;
    this.listener(state, this.note);
  }
}

const keyOf = (body: NoteBody) => JSON.stringify(body);
