import { answer, refuse, renderPage, screen } from "@/testing/render";
import { OfferPage } from "./components/offer-page";

const SHARED = "/citas/shared/waitlist-offer";
const shared = (change = {}) => ({
  name: "Marisol",
  doctor: "Dra. Elena Paz",
  start_time: "2030-11-26T15:30:00-05:00",
  end_time: "2030-11-26T16:15:00-05:00",
  expires_at: "2030-11-26T10:42:00-05:00",
  state: "OPEN",
  ...change,
});

beforeEach(() => {
  answer("get", "/auth/clinic", { name: "Clínica Ñ", accent: null, logo: false, version: 1 });
});

const open = () => renderPage(<OfferPage />, { at: "/espera/#abc.def", me: null });

test("whoever is offered an hour takes it on their phone, by its link", async () => {
  const seen = answer("get", SHARED, shared());
  const sent = answer("post", SHARED, shared({ state: "ACCEPTED" }), { status: 201 });
  const { user } = open();
  expect(await screen.findByText("15:30")).toBeVisible();
  expect(seen[0]!.headers.get("Authorization")).toBe("Link abc.def");
  await user.click(screen.getByRole("button", { name: "Sí, la tomo" }));
  expect(await screen.findByRole("heading", { name: "Le esperamos, Marisol" })).toBeVisible();
  expect(sent[0]!.body).toEqual({ accept: true });
});

test("who cannot come says so and goes on waiting", async () => {
  answer("get", SHARED, shared());
  const sent = answer("post", SHARED, shared({ state: "DECLINED" }), { status: 201 });
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "No puedo" }));
  expect(await screen.findByRole("heading", { name: "Gracias por avisar" })).toBeVisible();
  expect(sent[0]!.body).toEqual({ accept: false });
});

test("who comes late reads that somebody else took it", async () => {
  answer("get", SHARED, shared());
  refuse("post", SHARED, 410, { detail: "Esa hora ya la tomó otra persona. Usted sigue en la lista de espera." });
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Sí, la tomo" }));
  expect(await screen.findByText(/ya la tomó otra persona/)).toBeVisible();
});

test("an hour that is gone offers nothing", async () => {
  answer("get", SHARED, shared({ state: "LOST" }));
  open();
  expect(await screen.findByRole("heading", { name: "Esa hora ya no está" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Sí, la tomo" })).not.toBeInTheDocument();
});

test("without a link there is nothing to accept", async () => {
  renderPage(<OfferPage />, { at: "/espera/", me: null });
  expect(await screen.findByText(/Falta una parte del enlace/)).toBeVisible();
});
