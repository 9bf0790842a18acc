import { answer, configure, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { refreshCopy } from "@/entities/outage/keeper";
import { keep, madeAt, OUTAGE_CACHE, want } from "@/lib/outage-copy";
import { OutagePage } from "./components/outage-page";
import { entryForm, hoursOf } from "./forms";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(40_000);

const outage = {
  id: 3,
  started_at: "2026-11-23T13:00:00Z",
  ended_at: "2026-11-23T21:00:00Z",
  reason: "Corte de luz",
  declared_by: { id: "2", name: "Rosa Vera" },
  entries: 0,
  version: 1,
};
const visit = (change = {}) => ({
  appointment_id: 12,
  patient: { id: 7, name: "Ana Pérez" },
  doctor: { id: 4, name: "Dra. Mora" },
  start_time: "2026-11-23T14:00:00Z",
  end_time: "2026-11-23T14:30:00Z",
  status: "CONFIRMED",
  entry: null as object | null,
  ...change,
});
const entry = {
  id: 1,
  outage_id: 3,
  appointment_id: 12,
  completion: 1,
  sheet: null,
  started_at: "2026-11-23T14:10:00Z",
  ended_at: "2026-11-23T14:35:00Z",
  entered_by: { id: "1", name: "Paola" },
  entered_at: "2026-11-24T13:00:00Z",
};

const draft = {
  id: 30,
  patient_id: 7,
  reason: "Dolor",
  diagnoses: [],
  status: "DRAFT",
  author: { id: "1", name: "Paola" },
  addenda: [],
  version: 1,
  created_at: "2026-11-24T13:00:00Z",
  updated_at: "2026-11-24T13:00:00Z",
};

function open(visits = [visit()], at = "/apagon/") {
  answer("get", "/citas/outages", { data: [outage], next: null });
  answer("get", "/citas/outages/3/visits", { data: visits });
  answer("get", "/historia-clinica/paper-notes", { data: [] });
  return renderPage(<OutagePage />, { at });
}

it("enters a sheet with its hours, and its note at the hour of the sheet", async () => {
  const entries = answer("post", "/citas/outages/3/entries", entry, { status: 201 });
  refuse("post", "/historia-clinica/patients/7/notes", 503, { detail: "Historia clínica no responde." });
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Ingresar la hoja de Ana Pérez" }));
  const sheet = await screen.findByRole("dialog");
  await user.click(within(sheet).getByRole("button", { name: "Ingresar hoja" }));
  expect(await within(sheet).findByText("Escriba el motivo.")).toBeInTheDocument();
  expect(entries).toHaveLength(0);
  const from = within(sheet).getByLabelText("Empezó");
  await user.clear(from);
  await user.type(from, "09:10");
  await user.type(within(sheet).getByLabelText("Motivo de consulta"), "Dolor");
  answer("get", "/citas/outages/3/visits", { data: [visit({ status: "COMPLETED", entry })] });
  await user.click(within(sheet).getByRole("button", { name: "Ingresar hoja" }));
  // The visit is in, the note is not: what was typed is there, and the visit is not entered again.
  expect(await within(sheet).findByText(/Historia clínica no responde/)).toBeInTheDocument();
  expect(entries[0]?.body).toMatchObject({ appointment_id: 12, started_at: "2026-11-23T09:10:00-05:00", sheet: null });
  const notes = answer("post", "/historia-clinica/patients/7/notes", draft, { status: 201 });
  await user.click(await within(sheet).findByRole("button", { name: "Guardar nota" }));
  await waitFor(() => expect(notes).toHaveLength(1));
  expect(notes[0]?.body).toMatchObject({
    reason: "Dolor",
    appointment_id: 12,
    paper: { outage_id: 3, attended_at: "2026-11-23T14:10:00Z" },
  });
  expect(entries).toHaveLength(1);
});

it("opens the visit that the code of a sheet names", async () => {
  open([visit()], "/apagon/?cita=12");
  expect(await screen.findByRole("dialog", { name: "Ingresar la hoja de Ana Pérez" })).toBeInTheDocument();
});

it("ends past midnight what ends before it began", () => {
  expect(hoursOf({ day: "2026-11-23", from: "23:50", until: "00:20" })).toEqual({
    started_at: "2026-11-23T23:50:00-05:00",
    ended_at: "2026-11-24T00:20:00-05:00",
  });
  const blank = { day: "2026-11-23", from: "09:00", until: "09:30", with_note: false, reason: "" };
  const parts = { subjective: "", objective: "", assessment: "", plan: "" };
  expect(entryForm.safeParse({ ...blank, ...parts, sheet: "3" }).success).toBe(false);
  expect(entryForm.safeParse({ ...blank, ...parts, sheet: "20261123-03" }).success).toBe(true);
});

describe("the copy of this device", () => {
  const stored = new Map<string, { headers: Headers }>();
  const registered = jest.fn();
  class Answer {
    headers: Headers;
    constructor(_: unknown, init: { headers: Record<string, string> }) {
      this.headers = new Headers(init.headers);
    }
  }
  beforeEach(() => {
    stored.clear();
    registered.mockClear();
    const cache = {
      put: async (path: string, made: { headers: Headers }) => void stored.set(path, made),
      match: async (path: string) => stored.get(path),
    };
    const caches = { open: async () => cache, delete: async (name: string) => name === OUTAGE_CACHE && stored.clear() };
    Object.assign(window, { caches, Response: Answer });
    Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: { register: registered } });
    want(true);
  });

  it("stays while the clinic does not answer, and goes with the permission", async () => {
    await keep(new Blob(["%PDF"]), new Date("2026-11-23T12:00:00Z"));
    refuse("get", "/citas/outage-package.pdf", 503);
    await refreshCopy();
    expect(await madeAt()).toBe("2026-11-23T12:00:00.000Z");
    refuse("get", "/citas/outage-package.pdf", 403);
    await refreshCopy();
    expect(await madeAt()).toBeNull();
  });

  it("is not taken where nobody asked for it, nor before its time", async () => {
    await keep(new Blob(["%PDF"]), new Date());
    await refreshCopy();
    want(false);
    await refreshCopy(0);
    expect(registered).not.toHaveBeenCalled();
  });
});
