import { sameFindings, type Finding } from "@/entities/odontogram/findings";
import type { Odontogram } from "@/entities/odontogram/schema";
import { isApiError, messageOf } from "@/lib/problem";
import { forgetHere, keepHere } from "./kept-here";

export type SaveState =
  | { kind: "saved"; at: string | null }
  | { kind: "saving" }
  /** Nothing answers: what was done is kept in this browser and tried again by itself. */
  | { kind: "offline"; changes: number }
  | { kind: "refused"; why: string }
  /** Somebody else changed the same draft. */
  | { kind: "conflict"; theirs: Odontogram };

export type Gateway = {
  create: () => Promise<Odontogram>;
  save: (chart: Odontogram, findings: Finding[]) => Promise<Odontogram>;
  read: (id: number) => Promise<Odontogram>;
};

const RETRY = [3_000, 8_000, 20_000];

/**
 * Sends every finding as soon as it is set, one request at a time. What cannot be sent waits in this browser; what is
 * refused is taken back by `onRefused`, with the reason. The first finding of all begins the draft.
 */
export class ChartSaver {
  chart: Odontogram | null;
  state: SaveState;
  private wanted: Finding[];
  private stored: Finding[];
  private unsent = 0;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private stopped = false;

  constructor(
    private gateway: Gateway,
    /** Under which name the browser keeps what waits. */
    private key: string,
    chart: Odontogram | null,
    private listener: (state: SaveState, chart: Odontogram | null) => void,
    private onRefused: (stored: Finding[], why: string) => void,
  ) {
    this.chart = chart;
    this.wanted = this.stored = (chart?.findings ?? []) as Finding[];
    this.state = { kind: "saved", at: chart?.updated_at ?? null };
  }

  get dirty() {
    return !sameFindings(this.wanted, this.stored);
  }

  /** How many changes the service does not have yet. */
  get changes() {
    return this.dirty ? Math.max(1, this.unsent) : 0;
  }

  change(findings: Finding[]) {
    if (sameFindings(findings, this.wanted)) return;
    this.wanted = findings;
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
    return this.chart;
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
    const { theirs } = this.state;
    this.meet(theirs);
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

  private meet(theirs: Odontogram) {
    this.chart = theirs;
    this.stored = theirs.findings as Finding[];
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
      this.chart ??= await this.gateway.create();
      this.chart = await this.gateway.save(this.chart, sent);
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
    forgetHere(this.key);
    this.say({ kind: "saved", at: this.chart?.updated_at ?? null });
  }

  private async fail(error: unknown, sent: Finding[]) {
    if (isApiError(error, 412) && this.chart) {
      const theirs = await this.gateway.read(this.chart.id).catch(() => null);
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
    forgetHere(this.key);
    this.say({ kind: "refused", why });
    this.onRefused(this.stored, why);
  }

  /** A save whose answer was lost is nobody's conflict; neither is one that left what stood before. */
  private clash(theirs: Odontogram, sent: Finding[]) {
    const found = theirs.findings as Finding[];
    const mine = sameFindings(found, sent) || sameFindings(found, this.stored);
    if (!mine || theirs.status === "SIGNED") return this.say({ kind: "conflict", theirs });
    this.meet(theirs);
    if (this.dirty) this.state = { kind: "saving" };
    else this.settle();
  }

  private keep() {
    keepHere(this.key, {
      id: this.chart?.id ?? null,
      version: this.chart?.version ?? 0,
      changes: this.changes,
      findings: this.wanted,
    });
  }

  private say(state: SaveState) {
    this.state = state;
    this.listener(state, this.chart);
  }
}
