import { appointment, at, clinic, DAY, MORALES } from "@/entities/appointment/testing";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { snapDuration } from "./calendar/fake-calendar";
import { AgendaPage } from "./components/agenda-page";

jest.mock("./calendar/ec-lib", () => jest.requireActual("./calendar/fake-calendar"));

const open = (path = `/agenda/?fecha=${DAY}`, me = {}) => renderPage(<AgendaPage />, { at: path, me });
const block = (name: RegExp | string) => screen.findByRole("button", { name });

describe("whose agenda it is", () => {
  it("opens on the own column for who attends, and remembers a choice for each person", async () => {
    clinic();
    const first = open(undefined, { id: MORALES.id });
    await screen.findByText("Sin citas.");
    expect(screen.queryByRole("button", { name: /Sofía Andrade/ })).not.toBeInTheDocument();
    await first.user.click(screen.getByRole("button", { name: /Quitar.*Profesional|Quitar/ }));
    await block(/Sofía Andrade/);
    first.unmount();

    window.history.replaceState(null, "", `/agenda/?fecha=${DAY}`);
    open(undefined, { id: MORALES.id });
    await block(/Sofía Andrade/);
  });

  it("remembers how dense the hours are drawn and whether the figures show", async () => {
    clinic();
    const first = open();
    await block(/Sofía Andrade/);
    await first.user.click(screen.getByRole("button", { name: "Opciones de la agenda" }));
    await first.user.click(await screen.findByRole("menuitemradio", { name: "Cómoda" }));
    await first.user.click(screen.getByRole("button", { name: "Opciones de la agenda" }));
    await first.user.click(await screen.findByRole("menuitemcheckbox", { name: "Cifras y filtros" }));
    expect(screen.queryByRole("region", { name: "Indicadores del día" })).not.toBeInTheDocument();
    first.unmount();
    open();
    await block(/Sofía Andrade/);
    expect(screen.queryByRole("region", { name: "Indicadores del día" })).not.toBeInTheDocument();
    expect(
      JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith("agenda:"))!)!),
    ).toMatchObject({
      density: "comoda",
      figures: false,
    });
  });

  it("folds whoever does not attend that day into a line, and draws who is gone as closed", async () => {
    clinic([appointment({ doctor: { id: 99, name: "Dr. Iván Antiguo" } })]);
    answer("get", "/citas/working-hours", {
      data: [
        { doctor_id: 7, openings: [{ weekday: 1, start_time: "08:00", end_time: "18:00" }], version: 1 },
        { doctor_id: MORALES.id, openings: [{ weekday: 4, start_time: "08:00", end_time: "18:00" }], version: 1 },
      ],
    });
    const { user } = open();
    await block(/Sofía Andrade/);
    const idle = await screen.findByRole("group", { name: "No atienden este día" });
    expect(within(idle).getByRole("button", { name: MORALES.name })).toBeInTheDocument();
    expect(screen.getAllByText("Ya no atiende").length).toBeGreaterThan(0);
    expect(screen.queryByRole("button", { name: /libre.*Antiguo/ })).not.toBeInTheDocument();
    await user.click(within(idle).getByRole("button", { name: MORALES.name }));
    expect(window.location.search).toContain(`prof=${MORALES.id}`);
  });

  it("shows who attends the own hours and absences", async () => {
    clinic();
    answer("get", `/citas/doctors/${MORALES.id}/time-off`, {
      data: [{ id: 1, doctor_id: MORALES.id, start_time: at("08:00"), end_time: at("12:00"), reason: "Congreso" }],
      next: null,
    });
    const { user } = open(undefined, { id: MORALES.id, permissions: ["appointments:read"] });
    await screen.findByText("Sin citas.");
    await user.click(screen.getByRole("button", { name: "Opciones de la agenda" }));
    await user.click(await screen.findByRole("menuitem", { name: "Mi horario y ausencias" }));
    const sheet = within(await screen.findByRole("dialog", { name: "Mi horario y ausencias" }));
    expect((await sheet.findAllByText("08:00–13:00 · 14:00–18:00")).length).toBe(5);
    expect(await sheet.findByText("Congreso")).toBeInTheDocument();
  });

  it("tells the week of everybody by counts, ribbons and gaps, and opens a day", async () => {
    clinic();
    answer("get", "/citas/appointments", { data: [appointment()], next: null });
    const { user } = open(`/agenda/?fecha=${DAY}&vista=semana`);
    const cell = await screen.findByRole("button", {
      name: "Dra. Verónica Salazar, Martes 26 de noviembre: 1 cita, 1 por confirmar",
    });
    await user.click(screen.getAllByRole("button", { name: /^08:00 · 5/ })[0]!);
    expect(await screen.findByRole("dialog", { name: "Nueva cita" })).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await user.click(cell);
    await block(/Sofía Andrade/);
    expect(window.location.search).toContain("prof=7");
  });
});

describe("the clinic's rules", () => {
  it.each([5, 10, 15])("snaps what is drawn or dragged to %i minutes, as the clinic's rules say", async (minutes) => {
    clinic();
    answer("get", "/citas/booking-rules", { overbooked_at_once: 2, snap_minutes: minutes, version: 1 });
    open();
    await waitFor(() => expect(snapDuration()).toBe(`00:${String(minutes).padStart(2, "0")}`));
  });
});
