import type { Note } from "@/entities/record/schema";
import { ApiError, problemOf } from "@/lib/problem";
import { emptyNote, toNoteBody, toNoteInput, waitingDiagnoses, withDot, type NoteBody } from "./forms";
import { NoteSaver, type NoteGateway, type SaveState } from "./note-saver";
import { note } from "./testing";

const body = (change: Partial<NoteBody> = {}): NoteBody => ({ ...toNoteBody(emptyNote), reason: "Control", ...change });
const stored = ({ form: _form, brought: _brought, ...from }: NoteBody, change: Partial<Note> = {}) =>
  note({ ...from, ...change });
const refusal = (status: number) => new ApiError(problemOf(status));

function open(start: Note | null = null) {
  const gateway = {
    create: jest.fn<Promise<Note>, [NoteBody]>(async (sent) => stored(sent)),
    change: jest.fn<Promise<Note>, [Note, NoteBody]>(async (before, sent) =>
      stored(sent, { version: before.version + 1 }),
    ),
    read: jest.fn<Promise<Note>, [number]>(),
  } satisfies NoteGateway;
  const states: SaveState["kind"][] = [];
  const saver = new NoteSaver(
    gateway,
    start,
    start ? toNoteBody(toNoteInput(start)) : toNoteBody(emptyNote),
    ({ kind }) => states.push(kind),
  );
  return { gateway, saver, states };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it("creates the note once the fingers rest, and changes it afterwards", async () => {
  const { gateway, saver } = open();
  saver.change(body({ reason: "Con" }));
  await jest.advanceTimersByTimeAsync(1000);
  saver.change(body());
  await jest.advanceTimersByTimeAsync(1000);
  expect(gateway.create).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1500);
  expect(gateway.create).toHaveBeenCalledTimes(1);
  expect(saver.state.kind).toBe("saved");

  saver.change(body({ plan: "Reposo" }));
  await jest.advanceTimersByTimeAsync(2500);
  expect(gateway.create).toHaveBeenCalledTimes(1);
  expect(gateway.change.mock.calls[0]).toEqual([
    expect.objectContaining({ id: 12, version: 1 }),
    body({ plan: "Reposo" }),
  ]);
});

it("saves now and then even if one never stops typing", async () => {
  const { gateway, saver } = open();
  for (let second = 0; second < 14; second++) {
    saver.change(body({ subjective: "a".repeat(second + 1) }));
    await jest.advanceTimersByTimeAsync(1000);
  }
  expect(gateway.create).toHaveBeenCalledTimes(1);
});

it("waits for a reason before it asks for anything", async () => {
  const { gateway, saver } = open();
  saver.change(body({ reason: "", subjective: "Dolor" }));
  await jest.advanceTimersByTimeAsync(60_000);
  expect(gateway.create).not.toHaveBeenCalled();
  expect(saver.state.kind).toBe("needs-reason");
  await expect(saver.flush()).rejects.toThrow();
});

it("does not write a second note when the answer to the first was lost", async () => {
  const { gateway, saver } = open();
  gateway.create.mockRejectedValueOnce(refusal(0));
  saver.change(body());
  await jest.advanceTimersByTimeAsync(2500);
  expect(saver.state).toMatchObject({ kind: "failed", again: true });

  saver.change(body({ plan: "Reposo" }));
  await jest.advanceTimersByTimeAsync(30_000);
  // First the same request again, then what was typed since.
  expect(gateway.create.mock.calls.map(([sent]) => sent)).toEqual([body(), body()]);
  expect(gateway.change.mock.calls.map(([, sent]) => sent)).toEqual([body({ plan: "Reposo" })]);
  expect(saver.state.kind).toBe("saved");
});

it("does not insist on what the service refused, but sends it when the session is back", async () => {
  const { gateway, saver } = open(note());
  gateway.change.mockRejectedValueOnce(refusal(401));
  saver.change(body({ plan: "Reposo" }));
  await jest.advanceTimersByTimeAsync(120_000);
  expect(gateway.change).toHaveBeenCalledTimes(1);
  saver.retry();
  await jest.advanceTimersByTimeAsync(10);
  expect(saver.state.kind).toBe("saved");
});

it("closing sends what is left, one request after the other", async () => {
  const { gateway, saver } = open();
  let answer: (note: Note) => void = () => undefined;
  gateway.create.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  saver.change(body());
  await jest.advanceTimersByTimeAsync(2500);
  saver.change(body({ plan: "Reposo" }));
  const closed = saver.flush();
  answer(stored(body()));
  await expect(closed).resolves.toMatchObject({ plan: "Reposo" });
  expect(gateway.change).toHaveBeenCalledTimes(1);
});

describe("the same draft saved elsewhere", () => {
  const mine = body({ plan: "Lo mío" });
  const theirs = note({ reason: "Control", plan: "Lo otro", version: 5 });

  async function clash(found: Note) {
    const all = open(note());
    all.gateway.change.mockRejectedValueOnce(refusal(412));
    all.gateway.read.mockResolvedValueOnce(found);
    all.saver.change(mine);
    await jest.advanceTimersByTimeAsync(2500);
    return all;
  }

  it("asks, and keeps what is typed here over the newer version", async () => {
    const { gateway, saver } = await clash(theirs);
    expect(saver.state).toEqual({ kind: "conflict", theirs });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(gateway.change).toHaveBeenCalledTimes(1);
    saver.keepMine();
    await jest.advanceTimersByTimeAsync(10);
    expect(gateway.change.mock.calls[1]).toEqual([theirs, mine]);
  });

  it("takes the other version when asked to", async () => {
    const { gateway, saver } = await clash(theirs);
    saver.takeTheirs(toNoteBody(toNoteInput(theirs)));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(gateway.change).toHaveBeenCalledTimes(1);
    expect(saver).toMatchObject({ dirty: false, note: theirs });
  });

  it("is no clash when the save had arrived and only its answer was lost", async () => {
    const { saver, states } = await clash(stored(mine, { version: 2 }));
    expect(states).not.toContain("conflict");
    expect(saver.state.kind).toBe("saved");
  });
});

it("sends diagnoses once they are complete, and says how many wait", () => {
  const input = {
    ...emptyNote,
    diagnoses: [
      { code: "k021", description: " Caries de la dentina ", kind: "DEFINITIVE" as const },
      { code: "K02.1", description: "Repetida", kind: "DEFINITIVE" as const },
      { code: "K05", description: "", kind: "PRESUMPTIVE" as const },
      { code: "", description: "", kind: "PRESUMPTIVE" as const },
    ],
  };
  expect(toNoteBody(input).diagnoses).toEqual([
    { code: "K02.1", description: "Caries de la dentina", kind: "DEFINITIVE", condition: null },
  ]);
  expect(waitingDiagnoses(input)).toBe(2);
  expect([withDot("k021"), withDot("K02.1"), withDot("k05")]).toEqual(["K02.1", "K02.1", "K05"]);
});
