import { appointment as booked, clinic } from "@/entities/appointment/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { scopesOf } from "./components/series-dialogs";
import { placeIn } from "./domain/series";

const member = (id: number, occurrence: number, part = 0) => ({
  id,
  occurrence,
  part,
  start_time: `2030-12-0${occurrence + 2}T10:00:00-05:00`,
  end_time: `2030-12-0${occurrence + 2}T10:30:00-05:00`,
  status: "PENDING" as const,
  version: 1,
  moved: false,
  doctor: { id: 7, name: "Dra. Verónica Salazar" },
});
const SERIES = {
  id: 4,
  words: "cada semana",
  rule: "FREQ=WEEKLY;COUNT=3",
  created_by: "Rosa",
  appointments: [member(1, 0), member(2, 1), member(3, 2)],
};
const visit = (occurrence: number, problem: string | null = null) => ({
  occurrence,
  day: `2030-12-0${occurrence + 2}`,
  parts: [{ ...member(0, occurrence), problem }],
  next_slots: problem ? [{ start_time: "2030-12-03T11:00:00-05:00", end_time: "2030-12-03T11:30:00-05:00" }] : [],
});

it("says which visit it is, and offers only acts that there are", () => {
  expect(placeIn(SERIES, { occurrence: 1, part: 0 })).toBe("2.ª de 3 visitas");
  expect(scopesOf(SERIES, { occurrence: 1 }).map(({ value }) => value)).toEqual(["FOLLOWING", "ALL"]);
  const parts = { ...SERIES, appointments: [member(1, 0), member(2, 0, 1)] };
  expect(placeIn(parts, { occurrence: 0, part: 1 })).toBe("parte 2 de 2");
  expect(scopesOf(parts, { occurrence: 0 }).map(({ value }) => value)).toEqual(["VISIT"]);
});

it("shows every date before it books any, and takes another hour for one that does not fit", async () => {
  clinic();
  const { SeriesSheet } = await import("./components/series-sheet");
  const looked = answer("post", "/citas/series/preview", {
    words: "cada semana",
    visits: [visit(0), visit(1, "El profesional ya tiene una cita en ese horario.")],
  });
  const start = {
    patient_id: { id: 1, name: "Ana Pérez" },
    doctor_id: "7" as unknown as number,
    room_id: "none",
    day: "2030-12-02",
    start_time: "10:00",
    end_time: "10:30",
    treatments: [],
    reason: "",
    overbooked: false,
    overbook_reason: "",
    overbook_room: false,
  };
  const { user } = renderPage(<SeriesSheet start={start} onClose={jest.fn()} onBooked={jest.fn()} />, {
    at: "/agenda/",
  });
  const sheet = within(await screen.findByRole("dialog", { name: "Varias citas" }));
  // Neither repeated nor of several parts: there is nothing to look at yet.
  expect(looked).toHaveLength(0);
  await user.click(sheet.getByRole("combobox", { name: "Se repite" }));
  await user.click(await screen.findByRole("option", { name: "Cada semana" }));
  await user.click(await sheet.findByRole("button", { name: "11:00" }));
  await waitFor(() =>
    expect(looked.at(-1)!.body).toMatchObject({
      repeat: { frequency: "WEEKLY", interval: 1, count: 6 },
      exceptions: [{ day: "2030-12-03", start_time: "2030-12-03T11:00:00-05:00" }],
    }),
  );
});

it("says which visits of a move do not fit, and moves the others", async () => {
  clinic();
  answer("get", "/citas/series/4", SERIES);
  const { PanelSeries } = await import("./components/panel-series");
  const appointment = { ...member(2, 1), patient: { id: 1, name: "Ana Pérez" } } as never;
  const { user } = renderPage(<PanelSeries appointment={appointment} series={{ id: 4, occurrence: 1, part: 0 }} />, {
    at: "/agenda/",
  });
  await user.click(await screen.findByRole("button", { name: "Mover varias" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Mover varias citas" }));
  refuse("post", "/citas/series/4/move", 409, {
    detail: "El profesional ya tiene una cita en ese horario.",
    unfit: [
      { id: 3, start_time: "2030-12-04T11:00:00-05:00", end_time: "2030-12-04T11:30:00-05:00", problem: "Ocupado." },
    ],
  });
  await user.clear(dialog.getByLabelText("A las"));
  await user.type(dialog.getByLabelText("A las"), "11:00");
  await user.click(dialog.getByRole("button", { name: "Mover" }));
  expect(await dialog.findByText(/Ocupado\./)).toBeVisible();
  const there = { ...member(2, 1), start_time: "2030-12-03T11:00:00-05:00", version: 2 };
  const moved = answer("post", "/citas/series/4/move", {
    ...SERIES,
    appointments: [member(1, 0), there, member(3, 2)],
  });
  await user.click(dialog.getByRole("button", { name: "Mover las demás" }));
  await waitFor(() => expect(moved[0]!.body).toMatchObject({ appointment_id: 2, scope: "FOLLOWING", leave: [3] }));
  // Taken back: what it moved, and nothing else.
  await user.click(await screen.findByRole("button", { name: "Deshacer" }));
  await waitFor(() =>
    expect(moved[1]!.body).toEqual({
      appointment_id: 2,
      scope: "FOLLOWING",
      start_time: "2030-12-03T10:00:00-05:00",
      leave: [1, 3],
    }),
  );
  expect(moved[1]!.headers.get("If-Match")).toBe('"2"');
});

it("adds visits to a series, each date shown before, and says what is on the screen", async () => {
  clinic();
  answer("get", "/citas/series/4", SERIES);
  const looked = answer("post", "/citas/series/4/extension/preview", {
    words: "cada semana",
    visits: [visit(3, "El profesional ya tiene una cita en ese horario."), visit(4)],
  });
  const { PanelSeries } = await import("./components/panel-series");
  const appointment = { ...member(2, 1), patient: { id: 1, name: "Ana Pérez" } } as never;
  const { user } = renderPage(<PanelSeries appointment={appointment} series={{ id: 4, occurrence: 1, part: 0 }} />, {
    at: "/agenda/",
  });
  await user.click(await screen.findByRole("button", { name: "Añadir citas" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Añadir citas a la serie" }));
  await user.click(await sheet.findByRole("button", { name: /11:00$/ }));
  const wish = {
    appointment_id: 2,
    last_seen: 2,
    count: 3,
    exceptions: [{ day: "2030-12-05", start_time: "2030-12-03T11:00:00-05:00" }],
  };
  await waitFor(() => expect(looked.at(-1)!.body).toEqual(wish));

  const saved = answer("post", "/citas/series/4/extension", { series: SERIES, first: booked({ id: 9 }) });
  await user.click(sheet.getByRole("button", { name: "Agendar todas" }));
  await waitFor(() => expect(saved[0]!.body).toEqual(wish));
  expect(saved[0]!.headers.get("If-Match")).toBe('"1"');
});
