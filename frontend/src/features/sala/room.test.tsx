import type { Appointment } from "@/entities/appointment/schema";
import { appointment, clinic } from "@/entities/appointment/testing";
import { act, answer, fireEvent, renderPage, screen, waitFor, within } from "@/testing/render";
import { columnsOf, minutesSince, toneOf, transferTo } from "./columns";
import { RoomPage } from "./components/room-page";

const settings = { names: "FIRST_INITIAL" as const, amber_minutes: 10, red_minutes: 20, note: null, version: 1 };
const MINUTE = 60_000;
/** As the page counts: from the minute that has begun. */
const ago = (minutes: number) => new Date((Math.floor(Date.now() / MINUTE) - minutes) * MINUTE).toISOString();

/** A visit of today, an hour ago: every step makes sense. */
const visit = (id: number, name: string, change: Partial<Appointment> = {}) =>
  appointment({
    id,
    patient: { id, name },
    start_time: ago(60),
    end_time: ago(15),
    status: "CONFIRMED",
    ...change,
  });

function room(
  visits: Appointment[],
  steps: { id: number; arrived_at: string | null; started_at: string | null }[] = [],
) {
  let now = visits;
  clinic();
  answer("get", "/citas/appointments", () => ({ data: now, next: null, total: now.length, total_exact: true }));
  answer("get", "/citas/waiting-room", {
    settings,
    waits: [{ doctor_id: null, doctor_name: null, waited: 2, minutes: 14 }],
    data: steps,
  });
  const moves = visits.map(({ id }) =>
    answer("patch", `/citas/appointments/${id}/status`, ({ body }) => {
      now = now.map((row) =>
        row.id === id ? { ...row, ...(body as Partial<Appointment>), version: row.version + 1 } : row,
      );
      return now.find((row) => row.id === id)!;
    }),
  );
  return { ...renderPage(<RoomPage />, { at: "/agenda/sala/" }), moves };
}

const lane = (name: string) => within(screen.getByRole("region", { name }));

it("takes whoever arrives through the day, by name, by button and by the keyboard, which goes with them", async () => {
  const { user, moves } = room([visit(1, "Sofía Andrade"), visit(2, "Tomás Egas")]);
  await screen.findByRole("link", { name: "Tomás Egas" });
  await user.keyboard("l");
  await user.keyboard("tomas{Enter}");
  expect(await lane("Llegó").findByRole("link", { name: "Tomás Egas" })).toBeVisible();
  expect(moves[1]![0]!.body).toEqual({ status: "ARRIVED" });
  await user.click(lane("Llegó").getByRole("button", { name: "Pasar" }));
  expect(await lane("En atención").findByRole("link", { name: "Tomás Egas" })).toBeVisible();

  const other = lane("Por llegar").getByRole("link", { name: "Sofía Andrade" });
  act(() => other.focus());
  await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
  await waitFor(() => expect(lane("Llegó").getByRole("link", { name: "Sofía Andrade" })).toHaveFocus());
  await user.keyboard("{ArrowRight}");
  expect(lane("En atención").getByRole("link", { name: "Tomás Egas" })).toHaveFocus();
});

it("drags somebody to where they may go, and says why not elsewhere", async () => {
  const { moves } = room([visit(1, "Sofía Andrade")]);
  const card = (await screen.findByRole("link", { name: "Sofía Andrade" })).closest("li")!;
  const dataTransfer = { setData: () => undefined, effectAllowed: "" };
  fireEvent.dragStart(card, { dataTransfer });
  // Nobody is done who was not attended: the column does not take them.
  expect(fireEvent.dragOver(screen.getByRole("region", { name: "Por cobrar" }))).toBe(true);
  const waiting = screen.getByRole("region", { name: "Llegó" });
  expect(fireEvent.dragOver(waiting)).toBe(false);
  fireEvent.drop(waiting);
  expect(await lane("Llegó").findByRole("link", { name: "Sofía Andrade" })).toBeVisible();
  expect(moves[0]![0]!.body).toEqual({ status: "ARRIVED" });
});

it("says how long each waits, in the colours of the clinic's own limits", async () => {
  room(
    [visit(1, "Sofía Andrade", { status: "ARRIVED" }), visit(2, "Tomás Egas", { status: "ARRIVED" })],
    [
      { id: 1, arrived_at: ago(21), started_at: null },
      { id: 2, arrived_at: ago(3), started_at: null },
    ],
  );
  expect(
    await screen.findByText(/^2 esperan, 1[23] min de media. La espera más larga: Sofía Andrade\.$/),
  ).toBeVisible();
  expect(screen.getByText("hoy, 14 min de media")).toBeVisible();
  const names = lane("Llegó")
    .getAllByRole("link")
    .map(({ textContent }) => textContent);
  expect(names).toEqual(["Sofía Andrade", "Tomás Egas"]);
  expect(screen.getByText(/esperando, demasiado/)).toBeInTheDocument();
});

it("leaves in the last column who still has to pay, with the way to the till, and counts the others", async () => {
  const done = (id: number, name: string, minutes: number) =>
    visit(id, name, { status: "COMPLETED", completed_at: ago(minutes) });
  answer("get", "/facturacion/invoices/of-visits", {
    data: [
      { appointment_id: 1, invoice_id: 71, total: "25.00", owed: "25.00" },
      { appointment_id: 2, invoice_id: 72, total: "48.50", owed: "0.00" },
    ],
  });
  const { user } = room([
    done(1, "Mateo Jaramillo", 9),
    done(2, "Tomás Egas", 30),
    done(3, "Diego Andrango", 0),
    done(4, "Rosa Lema", 200),
  ]);
  expect(await screen.findByRole("link", { name: "Cobrar a Mateo Jaramillo" })).toHaveAttribute(
    "href",
    expect.stringMatching(/id=71$/),
  );
  const names = lane("Por cobrar")
    .getAllByRole("link", { name: /^(?!Cobrar)/ })
    .map(({ textContent }) => textContent);
  // The draft of who has just ended is on its way; who had nothing to charge is over.
  expect(names).toEqual(["Diego Andrango", "Mateo Jaramillo"]);
  expect(lane("Por cobrar").getByText("9")).toBeVisible();
  const others = screen.getByRole("button", { name: /Cobradas hoy: 2 visitas/ });
  expect(screen.getByRole("link", { name: "Tomás Egas", hidden: true })).not.toBeVisible();
  await user.click(others);
  expect(screen.getByRole("link", { name: "Tomás Egas" })).toBeVisible();
});

it("knows where each may go from where they are", () => {
  const now = new Date();
  const kind = (status: Appointment["status"], column: "expected" | "waiting" | "inside" | "done", change = {}) =>
    transferTo(visit(1, "X", { status, ...change }), column, now, true).kind;
  expect(kind("PENDING", "waiting")).toBe("step");
  expect(kind("PENDING", "inside")).toBe("none");
  expect(kind("CONFIRMED", "inside")).toBe("step");
  expect(kind("ARRIVED", "expected")).toBe("correction");
  expect(kind("ARRIVED", "done")).toBe("none");
  expect(kind("IN_PROGRESS", "waiting")).toBe("step");
  expect(kind("IN_PROGRESS", "done")).toBe("step");
  expect(kind("COMPLETED", "inside", { completed_at: now.toISOString() })).toBe("reopening");
  expect(kind("COMPLETED", "waiting", { completed_at: now.toISOString() })).toBe("none");
  expect(columnsOf([visit(1, "X", { status: "NO_SHOW" })], []).expected).toEqual([]);
  expect(minutesSince(new Date(now.getTime() + 90_000).toISOString(), now.getTime())).toBe(0);
  expect([9, 10, 20].map((minutes) => toneOf("waiting", minutes, settings))).toEqual([null, "amber", "red"]);
  expect(toneOf("inside", 90, settings)).toBeNull();
});
