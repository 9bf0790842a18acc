import { isApiError, messageOf } from "./problem";

export type Sheet = { id: number; version: number; updated_at: string; status: string };

export type SaveState<S extends Sheet> =
  | { kind: "saved"; at: string | null }
  | { kind: "saving" }
  /** Nothing answers: what was done is kept in this browser and tried again by itself. */
  | { kind: "offline"; changes: number }
  | { kind: "refused"; why: string }
  /** Somebody else changed the same draft. */
  | { kind: "conflict"; theirs: S };

export type Gateway<S extends Sheet, Body> = {
  create: () => Promise<S>;
  save: (sheet: S, body: Body) => Promise<S>;
  read: (id: number) => Promise<S>;
  bodyOf: (sheet: S) => Body;
  /** Of a sheet that was never saved. */
  empty: Body;
  same: (a: Body, b: Body) => boolean;
  /** Keeps what waits in this browser, and forgets it. */
  keep: (body: Body, sheet: S | null, changes: number) => void;
  forget: () => void;
};

const RETRY = [3_000, 8_000, 20_000];

/**
 * Sends a sheet that is filled mark by mark, as soon as something of it is set, one request at a time. What cannot be
 * sent waits in this browser; what is refused is taken back by `onRefused`, with the reason. The first mark of all
 * begins the draft.
 */
export class SheetSaver<S extends Sheet, Body> {
  sheet: S | null;
  state: SaveState<S>;
  private wanted: Body;
  private stored: Body;
  private unsent = 0;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private stopped = false;

  constructor(
    private gateway: Gateway<S, Body>,
    sheet: S | null,
    private listener: (state: SaveState<S>, sheet: S | null) => void,
    private onRefused: (stored: Body, why: string) => void,
  ) {
    this.sheet = sheet;
    this.wanted = this.stored = sheet ? gateway.bodyOf(sheet) : gateway.empty;
    this.state = { kind: "saved", at: sheet?.updated_at ?? null };
  }

  get dirty() {
    return !this.gateway.same(this.wanted, this.stored);
  }

  /** How many changes the service does not have yet. */
  get changes() {
    return this.dirty ? Math.max(1, this.unsent) : 0;
  }

  change(body: Body) {
    if (this.gateway.same(body, this.wanted)) return;
    this.wanted = body;
    this.unsent++;
    this.keep();
    if (this.state.kind === "conflict") return;
    if (this.state.kind === "offline") this.say({ kind: "offline", changes: this.changes });
    void this.send();
  }

  /** Resolves when everything is on the server, or rejects with why not. */
  async flush() {
    clearTimeout(this.timer);
    while (this.running || this.dirty) {
      await (this.running ?? this.send());
      if (this.state.kind === "conflict") throw new Error("conflict");
      if (this.state.kind === "offline" || this.state.kind === "refused") throw new Error(this.state.kind);
    }
    return this.sheet;
  }

  /** The connection or the session is back. */
  retry() {
    if (this.state.kind === "offline") void this.send();
  }

  keepMine() {
    if (this.state.kind !== "conflict") return;
    this.meet(this.state.theirs);
    void this.send();
  }

  takeTheirs() {
    if (this.state.kind !== "conflict") return;
    this.meet(this.state.theirs);
    this.wanted = this.stored;
    this.settle();
  }

  start() {
    this.stopped = false;
  }

  /** Nobody looks any more: what is on its way arrives, and nothing is tried again. */
  stop() {
    clearTimeout(this.timer);
    this.stopped = true;
  }

  private meet(theirs: S) {
    this.sheet = theirs;
    this.stored = this.gateway.bodyOf(theirs);
  }

  private send() {
    clearTimeout(this.timer);
    return (this.running ??= this.deliver().finally(() => {
      this.running = null;
      // What was set meanwhile goes in the next one.
      if (this.dirty && this.state.kind === "saving") void this.send();
    }));
  }

  private async deliver() {
    const sent = this.wanted;
    const upTo = this.unsent;
    if (this.state.kind !== "offline") this.say({ kind: "saving" });
    try {
      this.sheet ??= await this.gateway.create();
      this.sheet = await this.gateway.save(this.sheet, sent);
      this.stored = sent;
      this.unsent -= upTo;
      this.failures = 0;
      if (this.dirty) this.state = { kind: "saving" };
      else this.settle();
    } catch (error) {
      await this.fail(error, sent);
    }
  }

  private settle() {
    this.unsent = 0;
    this.gateway.forget();
    this.say({ kind: "saved", at: this.sheet?.updated_at ?? null });
  }

  private async fail(error: unknown, sent: Body) {
    if (isApiError(error, 412) && this.sheet) {
      const theirs = await this.gateway.read(this.sheet.id).catch(() => null);
      if (theirs) return this.clash(theirs, sent);
    }
    const again = isApiError(error) && (error.status === 0 || error.status >= 500 || error.status === 429);
    if (again || isApiError(error, 401) || isApiError(error, 412)) {
      this.keep();
      this.say({ kind: "offline", changes: this.changes });
      if (!this.stopped)
        this.timer = setTimeout(() => void this.send(), RETRY[Math.min(this.failures++, RETRY.length - 1)]!);
      return;
    }
    const fields = isApiError(error) ? error.fieldErrors.map(({ message }) => message) : [];
    const why = fields.length > 0 ? `${fields.join(". ").replace(/\.$/, "")}.` : messageOf(error);
    this.wanted = this.stored;
    this.unsent = 0;
    this.gateway.forget();
    this.say({ kind: "refused", why });
    this.onRefused(this.stored, why);
  }

  /** A save whose answer was lost is nobody's conflict; neither is one that left what stood before. */
  private clash(theirs: S, sent: Body) {
    const { bodyOf, same } = this.gateway;
    const found = bodyOf(theirs);
    if (theirs.status === "SIGNED" || !(same(found, sent) || same(found, this.stored)))
      return this.say({ kind: "conflict", theirs });
    this.meet(theirs);
    if (this.dirty) this.state = { kind: "saving" };
    else this.settle();
  }

  private keep() {
    this.gateway.keep(this.wanted, this.sheet, this.changes);
  }

  private say(state: SaveState<S>) {
    this.state = state;
    this.listener(state, this.sheet);
  }
}
