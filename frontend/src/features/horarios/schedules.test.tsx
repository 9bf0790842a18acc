import { clinic, HOURS, ROOM } from "@/entities/appointment/testing";
import type { Stranded } from "@/entities/schedule/schema";
import { addDays, today } from "@/lib/dates";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { SchedulesPage } from "./components/schedules-page";

const NOBODY: Stranded = { total: 0, data: [] };
const stranded = (...causes: Stranded["data"][number]["causes"]): Stranded => ({
  total: 1,
  data: [
    {
      id: 12,
      start_time: "2030-11-26T10:00:00-05:00",
      end_time: "2030-11-26T10:45:00-05:00",
      patient_name: "Sofía Andrade",
      doctor: { id: 7, name: "Dra. Verónica Salazar" },
      room: null,
      causes,
    },
  ],
});

async function mustList(sentence: RegExp) {
  const list = within(await screen.findByRole("dialog", { name: "1 cita por reubicar" }));
  expect(list.getByText(sentence)).toBeInTheDocument();
  expect(list.getByRole("link", { name: /Sofía Andrade/ })).toHaveAttribute(
    "href",
    expect.stringMatching(/fecha=2030-11-26&cita=12/),
  );
}

const open = (path = "/agenda/horarios/?prof=7", me = {}) => renderPage(<SchedulesPage />, { at: path, me });

describe("working hours", () => {
  it("replaces the week with the version it was read at", async () => {
    clinic();
    const calls = answer("put", "/citas/doctors/7/working-hours", {
      doctor_id: 7,
      items: [],
      version: 2,
      stranded: stranded("HOURS"),
    });
    const { user } = open();
    await user.click(await screen.findByRole("switch", { name: "Atiende el sábado" }));
    const saturday = within(screen.getByRole("group", { name: "Sábado" }));
    const end = saturday.getByLabelText("Sábado, turno 1, hasta");
    await user.clear(end);
    await user.type(end, "12");
    await user.tab();
    await user.click(screen.getByRole("button", { name: "Guardar horario" }));
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]!.headers.get("If-Match")).toBe('"1"');
    expect((calls[0]!.body as { items: unknown[] }).items).toContainEqual({
      weekday: 5,
      start_time: "08:00",
      end_time: "12:00",
    });
    await mustList(/fuera de su horario/);
  });

  it("begins other hours on a day to come, and takes them back", async () => {
    clinic();
    const day = addDays(today(), 40);
    const timetables = (withNew: boolean) => [
      { valid_from: null, items: HOURS },
      ...(withNew ? [{ valid_from: day, items: HOURS }] : []),
    ];
    let added = false;
    const hours = () => ({ doctor_id: 7, items: HOURS, timetables: timetables(added), version: added ? 2 : 1 });
    answer("get", "/citas/doctors/7/working-hours", hours);
    const calls = answer("put", "/citas/doctors/7/working-hours", () => {
      added = true;
      return { ...hours(), stranded: NOBODY };
    });
    const removed = answer("delete", `/citas/doctors/7/working-hours/${day}`, () => {
      added = false;
      return { ...hours(), version: 3, stranded: NOBODY };
    });
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Desde otra fecha" }));
    expect(screen.getByRole("button", { name: "Guardar horario" })).toBeDisabled();
    await user.type(screen.getByLabelText("Vale desde"), day.split("-").reverse().join("/"));
    await user.tab();
    await user.click(screen.getByRole("button", { name: "Guardar horario" }));
    expect(await screen.findByRole("button", { name: /^Desde el / })).toHaveAttribute("aria-pressed", "true");
    expect(calls[0]!.body).toEqual({ items: HOURS, valid_from: day });
    await user.click(screen.getByRole("button", { name: "Quitar" }));
    await user.click(await screen.findByRole("button", { name: "Quitar horario" }));
    await waitFor(() => expect(removed[0]!.headers.get("If-Match")).toBe('"2"'));
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Desde el / })).not.toBeInTheDocument());
  });

  it("does not save hours that cross", async () => {
    clinic();
    const { user } = open();
    const start = await screen.findByLabelText("Lunes, turno 2, desde");
    await user.clear(start);
    await user.type(start, "12");
    await user.tab();
    expect(await screen.findByText("Se cruza con otro horario del mismo día.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Guardar horario" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Descartar" }));
    expect(await screen.findByLabelText("Lunes, turno 2, desde")).toHaveValue("14:00");
  });
});

describe("time off", () => {
  it("is recorded and lists the appointments it meets", async () => {
    clinic();
    const calls = answer(
      "post",
      "/citas/doctors/7/time-off",
      {
        id: 1,
        doctor_id: 7,
        start_time: "2030-11-26T08:00:00-05:00",
        end_time: "2030-11-26T18:00:00-05:00",
        reason: "Curso",
        stranded: stranded("TIME_OFF"),
      },
      { status: 201 },
    );
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Nueva ausencia" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Nueva ausencia" }));
    await user.type(dialog.getByLabelText("Motivo"), "Curso");
    await user.click(dialog.getByRole("button", { name: "Registrar ausencia" }));
    await mustList(/en una ausencia suya/);
    expect(calls[0]!.body).toMatchObject({ reason: "Curso" });
  });
});

describe("holidays", () => {
  const CHRISTMAS = { date: "2030-12-25", name: "Navidad", closed: true, origin: "NATIONAL" as const, version: 0 };
  const at = "/agenda/horarios/?ver=feriados&anio=2030";

  it("are the law's; the clinic closes a day of its own and hears whom to call", async () => {
    clinic();
    answer("get", "/citas/holidays", { data: [CHRISTMAS] });
    const calls = answer("put", "/citas/holidays/2030-12-06", {
      ...CHRISTMAS,
      date: "2030-12-06",
      stranded: stranded("HOLIDAY"),
    });
    const { user } = open(at);
    expect(await screen.findByText("Navidad")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Cerrar un día" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Cerrar un día" }));
    const day = dialog.getByLabelText("Día");
    await user.clear(day);
    await user.type(day, "06/12/2030");
    await user.type(dialog.getByLabelText("Nombre"), "Fundación de Quito");
    await user.click(dialog.getByRole("button", { name: "Cerrar ese día" }));
    await mustList(/la clínica no atiende ese día/);
    expect(calls[0]!.body).toEqual({ name: "Fundación de Quito", closed: true });
    expect(calls[0]!.headers.get("If-Match")).toBe('"0"');
  });

  it("may be worked, and closed again after asking", async () => {
    clinic();
    answer("get", "/citas/holidays", {
      data: [CHRISTMAS, { ...CHRISTMAS, date: "2030-10-11", name: "Guayaquil", closed: false, version: 3 }],
    });
    const opened = answer("put", "/citas/holidays/2030-12-25", { ...CHRISTMAS, closed: false, stranded: NOBODY });
    const closed = answer("delete", "/citas/holidays/2030-10-11", { stranded: NOBODY });
    const { user } = open(at);
    await user.click(await screen.findByRole("button", { name: "Atender en Navidad" }));
    await waitFor(() => expect(opened[0]?.body).toEqual({ name: "Navidad", closed: false }));
    await user.click(screen.getByRole("button", { name: "Cerrar en Guayaquil" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Cerrar ese día" }));
    await waitFor(() => expect(closed[0]?.headers.get("If-Match")).toBe('"3"'));
  });

  it("say so where a year has none, and where they could not be asked", async () => {
    clinic();
    const { unmount } = open(at);
    expect(await screen.findByText("Sin feriados en 2030")).toBeInTheDocument();
    unmount();
    refuse("get", "/citas/holidays", 503, { detail: "La base de datos no responde." });
    open(at);
    expect(await screen.findByText("La base de datos no responde.", undefined, { timeout: 5000 })).toBeInTheDocument();
  });
});

describe("rooms", () => {
  it("are created; a repeated name is said at the field", async () => {
    clinic();
    refuse("post", "/citas/rooms", 409, {
      detail: "Ya existe un consultorio con ese nombre.",
      errors: [{ field: "name", message: "Ya existe un consultorio con ese nombre." }],
    });
    const { user } = open("/agenda/horarios/?ver=consultorios");
    await user.click(await screen.findByRole("button", { name: "Nuevo consultorio" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Nuevo consultorio" }));
    await user.type(dialog.getByLabelText("Nombre"), "Sillón 1");
    await user.click(dialog.getByRole("button", { name: "Crear consultorio" }));
    expect(await dialog.findByText("Ya existe un consultorio con ese nombre.")).toBeInTheDocument();
    const calls = answer(
      "post",
      "/citas/rooms",
      { id: 2, name: "Sillón 2", active: true, version: 1 },
      { status: 201 },
    );
    await user.clear(dialog.getByLabelText("Nombre"));
    await user.type(dialog.getByLabelText("Nombre"), "Sillón 2");
    await user.type(dialog.getByLabelText(/^Tipo/), "Rayos X");
    await user.click(dialog.getByRole("button", { name: "Crear consultorio" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ name: "Sillón 2", kind: "Rayos X", capacity: 1 }));
  });

  it("are taken out of use after asking", async () => {
    clinic();
    const calls = answer("patch", "/citas/rooms/1", {
      id: 1,
      name: "Sillón 1",
      active: false,
      version: 2,
      stranded: NOBODY,
    });
    const { user } = open("/agenda/horarios/?ver=consultorios");
    await user.click(await screen.findByRole("button", { name: "Desactivar Sillón 1" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Desactivar" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ active: false }));
  });

  it("out of use list who was to be in them", async () => {
    clinic();
    answer("patch", "/citas/rooms/1", { ...ROOM, active: false, version: 2, stranded: stranded("ROOM") });
    const { user } = open("/agenda/horarios/?ver=consultorios");
    await user.click(await screen.findByRole("button", { name: "Desactivar Sillón 1" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Desactivar" }));
    await mustList(/el consultorio ya no se usa/);
  });

  it("need a permission", async () => {
    open(undefined, { permissions: ["appointments:read"] });
    expect(await screen.findByText(/Horarios: cambiar/)).toBeInTheDocument();
  });
});

describe("booking rules", () => {
  it("are changed with the version they were read at", async () => {
    clinic();
    const calls = answer("put", "/citas/booking-rules", { overbooked_at_once: 1, snap_minutes: 10, version: 2 });
    const { user } = open("/agenda/horarios/?ver=sobrecupos");
    const field = await screen.findByLabelText("Sobrecupos a la vez por profesional");
    expect(field).toHaveValue("2");
    await user.clear(field);
    await user.type(field, "1");
    await user.click(screen.getByRole("radio", { name: "10 min" }));
    await user.click(screen.getByRole("button", { name: "Guardar reglas" }));
    await waitFor(() =>
      expect(calls[0]?.body).toMatchObject({ overbooked_at_once: 1, snap_minutes: 10, waitlist_offers: 3 }),
    );
    expect(calls[0]!.headers.get("If-Match")).toBe('"1"');
  });
});
