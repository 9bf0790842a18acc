import { addMinutes } from "@/lib/dates";
import { answer, refuse, renderPage, screen } from "@/testing/render";
import { WallPage } from "./components/wall-page";

const SHARED = "/citas/shared/waiting-room";
const NOW = "2030-11-26T10:24:00-05:00";
const call = (name: string, minutesAgo: number) => ({
  name,
  room: "Sala 4",
  doctor: "Dra. Gabriela Paz",
  called_at: addMinutes(NOW, -minutesAgo),
});
const wall = (calls = [call("Andrea Q.", 0), call("Camila P.", 14)]) => ({
  now: NOW,
  note: "Avise en recepción.",
  called_seconds: 60,
  calls,
  waiting: [{ name: "María C.", doctor: "Dr. Córdova", minutes: 6 }],
  waiting_total: 3,
});
const open = () => renderPage(<WallPage />, { at: "/sala/#abc.def", me: null });

beforeEach(() => {
  answer("get", "/auth/clinic", { name: "Clínica Ñ", accent: null, logo: false, version: 1 });
});

it("calls whoever passes by their short name, and says who waits", async () => {
  const seen = answer("get", SHARED, wall());
  open();
  expect(await screen.findByText("Andrea Q.")).toBeVisible();
  expect(seen[0]!.headers.get("Authorization")).toBe("Link abc.def");
  expect(screen.getByRole("region", { name: "Llamado" })).toHaveTextContent("Pase, por favorAndrea Q.Sala 4");
  expect(screen.getByText("María C.")).toBeVisible();
  expect(screen.getByText("y 2 más")).toBeVisible();
  // Whoever is called now is not among those of before. The hour is the service's, whatever this computer's.
  expect(screen.getAllByText("Andrea Q.")).toHaveLength(1);
  expect(screen.getByText("10:24", { selector: "span" })).toBeVisible();
});

it("stops calling after a minute", async () => {
  answer("get", SHARED, wall([call("Andrea Q.", 1)]));
  open();
  expect(await screen.findByText(/Le llamaremos por su nombre/)).toBeVisible();
  expect(screen.getByText("Andrea Q.")).toBeVisible();
});

it("says that its link was withdrawn", async () => {
  refuse("get", SHARED, 410, { detail: "La clínica retiró este enlace." });
  open();
  expect(await screen.findByText("La clínica retiró este enlace.")).toBeVisible();
});
