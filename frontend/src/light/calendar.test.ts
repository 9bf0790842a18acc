import { http, HttpResponse } from "msw";
import { answer, refuse, screen, waitFor } from "@/testing/render";
import { server } from "@/testing/server";
import { openLight } from "./testing";

const VISIT = { name: "Ana", state: "OPEN", doctor: "Dra. Paz", day: "martes 26 de noviembre", hour: "15:30" };
const BOOKED = {
  state: "BOOKED",
  treatment: "Limpieza",
  doctor: "Dra. Paz",
  start_time: "2030-11-26T20:30:00Z",
  end_time: "2030-11-26T21:15:00Z",
  changeable: true,
  timezone: "America/Guayaquil",
};
const kept: { url: string; name: string }[] = [];

beforeEach(() => {
  kept.length = 0;
  URL.createObjectURL = jest.fn((file: Blob) => `blob:${file.type}:${file.size}`);
  jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    kept.push({ url: this.href, name: this.download });
  });
});
afterEach(() => jest.restoreAllMocks());

test.each([
  ["cita", "/citas/shared/visit", VISIT],
  ["reserva", "/citas/shared/self-booking", BOOKED],
] as const)("/%s/ puts the hour into the phone's own calendar, by the link", async (page, path, shown) => {
  answer("get", path, shown);
  const links: (string | null)[] = [];
  server.use(
    http.get(`*/api${path}/calendar`, ({ request }) => {
      links.push(request.headers.get("Authorization"));
      return new HttpResponse("BEGIN:VCALENDAR", { headers: { "Content-Type": "text/calendar" } });
    }),
  );
  const user = openLight(page, `/${page}/#abc.def`);
  await user.click(await screen.findByRole("button", { name: "Añadir a mi calendario" }));
  await waitFor(() => expect(kept).toEqual([{ url: "blob:text/calendar:15", name: "cita.ics" }]));
  expect(links).toEqual(["Link abc.def"]);
});

test("what is no more is said, and the button stays", async () => {
  answer("get", "/citas/shared/visit", VISIT);
  refuse("get", "/citas/shared/visit/calendar", 410, { detail: "Esta cita cambió de hora." });
  const user = openLight("cita", "/cita/#abc.def");
  const button = await screen.findByRole("button", { name: "Añadir a mi calendario" });
  await user.click(button);
  expect(await screen.findByRole("alert")).toHaveTextContent("Esta cita cambió de hora.");
  await waitFor(() => expect(button).not.toHaveAttribute("aria-disabled"));
  expect(button).toHaveFocus();
  expect(kept).toHaveLength(0);
});

test("an hour that is asked for is in no calendar yet", async () => {
  answer("get", "/citas/shared/self-booking", { ...BOOKED, state: "REQUESTED" });
  openLight("reserva", "/reserva/#abc.def");
  await screen.findByRole("button", { name: "Cancelar la hora" });
  expect(screen.queryByRole("button", { name: "Añadir a mi calendario" })).not.toBeInTheDocument();
});
