import { appointment, at, clinic, DAY, MORALES } from "@/entities/appointment/testing";
import { patient } from "@/entities/patient/testing";
import { act, answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { dropped, selected } from "./calendar/fake-calendar";
import { AgendaPage } from "./components/agenda-page";

jest.mock("./calendar/ec-lib", () => jest.requireActual("./calendar/fake-calendar"));

const open = (path = `/agenda/?fecha=${DAY}`, me = {}) => renderPage(<AgendaPage />, { at: path, me });
const block = (name: RegExp | string) => screen.findByRole("button", { name });

describe("the agenda of a day", () => {
  it("draws who comes, with whom and when, the closed hours and the free ones", async () => {
    clinic([
      appointment(),
      appointment({
        id: 13,
        status: "CANCELLED",
        start_time: at("15:00"),
        end_time: at("15:30"),
        patient: { ...appointment().patient, id: 4, name: "Iván Guamán" },
      }),
    ]);
    open();
    await block(/Sofía Andrade.*Resina compuesta.*10:00–10:45.*Por confirmar, Dra\. Verónica Salazar/);
    await block(/Iván Guamán.*Cancelada/);
    expect(screen.getByRole("heading", { name: "Martes 26 de noviembre" })).toBeInTheDocument();
    expect(screen.getByText("1 cita, 1 profesional.")).toBeInTheDocument();
    await block(/^10:45 libre.*hasta 13:00.*con Dra\. Verónica Salazar/);
    expect(screen.getAllByText("Pausa").length).toBe(2);
  });

  it("counts its figures from what the services answered", async () => {
    clinic();
    open();
    const figures = await screen.findByRole("region", { name: "Indicadores del día" });
    // 45 of the 1080 minutes that two dentists attend.
    expect(within(figures).getByText("4")).toBeInTheDocument();
    expect(
      within(figures).getByText("17 h 15 min libres", { normalizer: (text) => text.replace(/\u00a0/g, " ") }),
    ).toBeInTheDocument();
    expect(within(figures).getByText("1 por confirmar")).toBeInTheDocument();
  });

  it("reads a crowded day in one request", async () => {
    const rows = Array.from({ length: 101 }, (_, i) =>
      appointment({ id: 100 + i, patient: { ...appointment().patient, name: `Paciente ${i}` }, overbooked: true }),
    );
    clinic(rows);
    const calls = answer("get", "/citas/appointments", ({ query }) => {
      const start = Number(query.get("after") ?? 0);
      const end = start + Number(query.get("limit"));
      return {
        data: query.get("from")?.startsWith(DAY) ? rows.slice(start, end) : [],
        next: end < rows.length ? String(end) : null,
      };
    });
    open();
    await screen.findByText("Paciente 100");
    expect(calls.filter(({ query }) => query.get("from")?.startsWith(DAY))).toHaveLength(1);
  });

  it("counts only whom the filter leaves on screen", async () => {
    clinic();
    open(`/agenda/?fecha=${DAY}&prof=${MORALES.id}`);
    const figures = await screen.findByRole("region", { name: "Indicadores del día" });
    expect(
      within(figures).getByText("9 h libres", { normalizer: (text) => text.replace(/\u00a0/g, " ") }),
    ).toBeInTheDocument();
    expect(within(figures).getByText("Nadie por confirmar")).toBeInTheDocument();
    expect(screen.getByText("Sin citas.")).toBeInTheDocument();
  });

  it("moves by drag: at once, told to the service with the version, and taken back with Deshacer", async () => {
    let now = appointment();
    clinic(() => [now]);
    const calls = answer(
      "patch",
      "/citas/appointments/12",
      ({ body }) => (now = { ...now, ...(body as object), version: now.version + 1 }),
    );
    const { user } = open();
    await block(/Sofía Andrade/);
    act(() => dropped(12, at("11:00"), at("11:45")));
    await block(/Sofía Andrade.*11:00–11:45/);
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]!.body).toEqual({ start_time: at("11:00"), end_time: at("11:45") });
    expect(calls[0]!.headers.get("If-Match")).toBe('"4"');

    await user.click(await screen.findByRole("button", { name: "Deshacer" }));
    await waitFor(() => expect(calls[1]?.body).toEqual({ start_time: at("10:00"), end_time: at("10:45") }));
    expect(calls[1]!.headers.get("If-Match")).toBe('"5"');
  });

  it("puts a refused move back, says why and offers the next free hours", async () => {
    clinic();
    const calls = refuse("patch", "/citas/appointments/12", 409, {
      detail: "El profesional ya tiene una cita en ese horario.",
      conflicts: [
        { id: 9, what: "doctor", start_time: at("11:00"), end_time: at("11:30"), patient_name: "Iván Guamán" },
      ],
      next_slots: [
        { start_time: at("11:30"), end_time: at("12:15") },
        { start_time: at("14:00"), end_time: at("14:45") },
      ],
    });
    const { user } = open();
    await block(/Sofía Andrade/);
    act(() => dropped(12, at("11:00"), at("11:45"), MORALES.id));
    const dialog = await screen.findByRole("dialog", { name: "Sofía Andrade sigue donde estaba" });
    expect(dialog).toHaveTextContent("El profesional está ocupado de 11:00 a 11:30 con Iván Guamán.");
    expect(calls[0]!.body).toEqual({ start_time: at("11:00"), end_time: at("11:45"), doctor_id: MORALES.id });

    const saved = answer(
      "patch",
      "/citas/appointments/12",
      appointment({ start_time: at("11:30"), end_time: at("12:15"), doctor: MORALES, version: 5 }),
    );
    await user.click(within(dialog).getByRole("button", { name: "11:30" }));
    await waitFor(() =>
      expect(saved[0]?.body).toEqual({ start_time: at("11:30"), end_time: at("12:15"), doctor_id: MORALES.id }),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("overbooks a refused move with a reason, for who may", async () => {
    clinic();
    refuse("patch", "/citas/appointments/12", 409, { detail: "Ocupado", conflicts: [], next_slots: [] });
    const { user } = open();
    await block(/Sofía Andrade/);
    act(() => dropped(12, at("11:00"), at("11:45")));
    await user.click(await screen.findByRole("button", { name: "Mover como sobrecupo" }));
    const calls = answer("patch", "/citas/appointments/12", appointment({ overbooked: true, version: 5 }));
    await user.type(screen.getByLabelText("Motivo del sobrecupo"), "Dolor agudo{Enter}");
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ overbooked: true, overbook_reason: "Dolor agudo" }));
  });

  it("asks before the reason of a refused move is lost, and goes back to it", async () => {
    clinic();
    refuse("patch", "/citas/appointments/12", 409, { detail: "Ocupado", conflicts: [], next_slots: [] });
    const { user } = open();
    await block(/Sofía Andrade/);
    act(() => dropped(12, at("11:00"), at("11:45")));
    await user.click(await screen.findByRole("button", { name: "Mover como sobrecupo" }));
    await user.type(screen.getByLabelText("Motivo del sobrecupo"), "Dolor agudo");
    await user.keyboard("{Escape}");
    await user.click(await screen.findByRole("button", { name: "Seguir editando" }));
    await waitFor(() => expect(screen.getByLabelText("Motivo del sobrecupo")).toHaveFocus());
    await user.click(screen.getByRole("button", { name: "Dejar donde estaba" }));
    await user.click(await screen.findByRole("button", { name: "Descartar lo escrito" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("shares a room only when the override says so, and never overbooks the patient", async () => {
    clinic();
    const clash = { id: 13, start_time: at("11:00"), end_time: at("12:00"), patient_name: "Eva Ruiz" };
    const refusal = (...what: string[]) =>
      refuse("patch", "/citas/appointments/12", 409, {
        detail: "Ocupado",
        next_slots: [],
        conflicts: what.map((one) => ({ ...clash, what: one })),
      });
    refusal("doctor", "room");
    const { user } = open();
    await block(/Sofía Andrade/);
    act(() => dropped(12, at("11:00"), at("11:45")));
    await user.click(await screen.findByRole("button", { name: "Mover como sobrecupo" }));
    await user.click(screen.getByRole("checkbox", { name: "Compartir también el consultorio" }));
    refusal("patient");
    await user.type(screen.getByLabelText("Motivo del sobrecupo"), "Dolor agudo");
    await user.click(screen.getByRole("button", { name: "Mover como sobrecupo" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Mover como sobrecupo" })).not.toBeInTheDocument());
  });

  it("moves by keyboard: seen at once, sent when the keys rest", async () => {
    clinic();
    const calls = answer(
      "patch",
      "/citas/appointments/12",
      appointment({ start_time: at("10:15"), end_time: at("11:00"), version: 5 }),
    );
    const { user } = open();
    await block(/14:00 libre.*Morales/);
    (await block(/Sofía Andrade/)).focus();
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await waitFor(() => expect(document.activeElement).toHaveTextContent("10:15–11:00"));
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]!.body).toEqual({ start_time: at("10:15"), end_time: at("11:00") });
  });

  it("offers no change to who may only look", async () => {
    clinic();
    open(undefined, { permissions: ["appointments:read"] });
    await block(/Sofía Andrade/);
    expect(screen.queryByRole("button", { name: /Nueva cita/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /libre/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Horarios y consultorios" })).not.toBeInTheDocument();
  });

  it("says which permission is missing", () => {
    open(undefined, { permissions: [] });
    expect(screen.getByText("No puede ver la agenda", { exact: false })).toBeInTheDocument();
  });

  it("says that it could not be read and reads it again", async () => {
    clinic();
    refuse("get", "/citas/appointments", 503);
    const { user } = open();
    expect(await screen.findByText("No se pudo cargar la agenda")).toBeInTheDocument();
    clinic();
    await user.click(screen.getByRole("button", { name: "Reintentar" }));
    await block(/Sofía Andrade/);
  });

  it("shows the month by counts and opens a day", async () => {
    clinic();
    const { user } = open(`/agenda/?fecha=${DAY}&vista=mes`);
    await user.click(
      await screen.findByRole(
        "button",
        { name: "Martes 26 de noviembre: 1 cita. 1 por confirmar" },
        { timeout: 10_000 },
      ),
    );
    await block(/Sofía Andrade/);
    expect(window.location.search).toBe(`?fecha=${DAY}`);
  });
});

describe("booking", () => {
  it("books a free hour for a patient registered on the spot", async () => {
    clinic();
    answer("get", "/historia-clinica/patients/search", { data: [] });
    const registered = answer("post", "/historia-clinica/patients", patient({ id: 30, full_name: "Lucía Paredes" }), {
      status: 201,
    });
    const booked = answer("post", "/citas/appointments", appointment({ id: 40 }), { status: 201 });
    const { user } = open();
    await user.click(await block(/^10:45 libre.*Verónica/));
    const form = await screen.findByRole("dialog", { name: "Nueva cita" });
    expect(within(form).getByLabelText("Desde")).toHaveValue("10:45");

    within(form).getByRole("combobox", { name: "Paciente" }).focus();
    await user.keyboard("Lucía Paredes");
    await user.click(await screen.findByRole("option", { name: /Registrar a «Lucía Paredes»/ }));
    const fresh = within(form).getByRole("group", { name: "Paciente nuevo" });
    expect(within(fresh).getByLabelText("Nombres")).toHaveValue("Lucía");
    await user.type(within(fresh).getByLabelText("Número de cédula"), "1710034066");
    expect(await within(fresh).findByText("El último dígito no corresponde.")).toBeInTheDocument();
    await user.clear(within(fresh).getByLabelText("Número de cédula"));
    await user.type(within(fresh).getByLabelText("Número de cédula"), "1710034065");
    expect(await within(fresh).findByText("Número válido.")).toBeInTheDocument();
    await user.click(within(fresh).getByRole("button", { name: "Registrar paciente" }));
    await waitFor(() =>
      expect(registered[0]?.body).toMatchObject({
        document_number: "1710034065",
        first_name: "Lucía",
        last_name: "Paredes",
      }),
    );

    expect(await within(form).findByRole("combobox", { name: "Paciente" })).toHaveTextContent("Lucía Paredes");
    await user.click(within(form).getByRole("button", { name: "Agendar cita" }));
    await waitFor(() =>
      expect(booked[0]?.body).toEqual({
        patient_id: 30,
        doctor_id: 7,
        room_id: 1,
        start_time: at("10:45"),
        end_time: at("11:15"),
        reason: null,
        treatments: [],
      }),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("keeps what was typed when the hour is taken, and takes the next free one", async () => {
    clinic();
    answer("get", "/historia-clinica/patients/search", {
      data: [{ id: 3, full_name: "Sofía Andrade", document_type: "CEDULA", document_number: "1710034065" }],
    });
    const calls = refuse("post", "/citas/appointments", 409, {
      detail: "El consultorio ya está ocupado en ese horario.",
      conflicts: [{ id: 9, what: "room", start_time: at("11:00"), end_time: at("11:30"), patient_name: null }],
      next_slots: [{ start_time: at("12:00"), end_time: at("13:00") }],
    });
    const { user } = open();
    await block(/Sofía Andrade/);
    act(() => selected(at("11:00"), at("12:00"), MORALES.id));
    const form = await screen.findByRole("dialog", { name: "Nueva cita" });
    await user.click(within(form).getByRole("combobox", { name: "Paciente" }));
    await user.keyboard("sofi");
    await user.click(await screen.findByRole("option", { name: /Sofía Andrade/ }));
    await user.click(within(form).getByRole("button", { name: "Agendar cita" }));

    await waitFor(() =>
      expect(calls[0]?.body).toMatchObject({ doctor_id: MORALES.id, start_time: at("11:00"), end_time: at("12:00") }),
    );
    expect(await within(form).findByText("El consultorio está ocupado de 11:00 a 11:30.")).toBeInTheDocument();
    const saved = answer("post", "/citas/appointments", appointment({ id: 41 }), { status: 201 });
    await user.click(within(form).getByRole("button", { name: "12:00" }));
    await user.click(within(form).getByRole("button", { name: "Agendar cita" }));
    await waitFor(() =>
      expect(saved[0]?.body).toMatchObject({ patient_id: 3, start_time: at("12:00"), end_time: at("13:00") }),
    );
  });

  it("opens on N and on ?nuevo=1, and does not send without a patient", async () => {
    clinic();
    const { user } = open("/agenda/?nuevo=1");
    const form = await screen.findByRole("dialog", { name: "Nueva cita" });
    await user.click(within(form).getByRole("button", { name: "Agendar cita" }));
    expect(await within(form).findByText("Elija un paciente.")).toBeInTheDocument();
    await user.click(within(form).getByRole("button", { name: "Cancelar" }));
    await waitFor(() => expect(window.location.search).not.toContain("nuevo"));
    await user.keyboard("n");
    expect(await screen.findByRole("dialog", { name: "Nueva cita" })).toBeInTheDocument();
  });
});
