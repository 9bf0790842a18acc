import { answer, refuse, screen } from "@/testing/render";
import { openLight } from "./testing";

const VISIT = "/citas/shared/visit";
const visit = (change = {}) => ({
  name: "Ana",
  state: "OPEN",
  doctor: "Dra. Elena Paz",
  start_time: "2030-11-26T15:30:00-05:00",
  day: "martes 26 de noviembre",
  hour: "15:30",
  asked_to_move: false,
  ...change,
});

test("whoever is reminded confirms on their phone, and only by pressing", async () => {
  const seen = answer("get", VISIT, visit());
  const sent = answer("post", VISIT, visit({ state: "CONFIRMED" }), { status: 201 });
  const user = openLight("cita", "/cita/#abc.def");
  await screen.findByText("15:30");
  expect(seen[0]!.headers.get("Authorization")).toBe("Link abc.def");
  expect(sent).toHaveLength(0);
  await user.click(screen.getByRole("button", { name: "Confirmo que voy" }));
  expect(await screen.findByRole("heading", { name: "Le esperamos, Ana" })).toHaveFocus();
  expect(sent[0]!.body).toEqual({ answer: "CONFIRM" });
});

test("who cannot come asks for another hour, or cancels after a second thought", async () => {
  answer("get", VISIT, visit());
  const sent = answer("post", VISIT, visit({ asked_to_move: true }), { status: 201 });
  const user = openLight("cita", "/cita/#abc.def");
  await user.click(await screen.findByRole("button", { name: "No podré ir" }));
  await screen.findByRole("heading", { name: "¿Cancelar su cita?" });
  await user.click(screen.getByRole("button", { name: "Volver" }));
  await user.click(await screen.findByRole("button", { name: "Pedir otra hora" }));
  await user.type(screen.getByLabelText(/¿Cuándo le conviene\?/), "Por la tarde");
  await user.click(screen.getByRole("button", { name: "Pedir otra hora" }));
  await screen.findByRole("heading", { name: "Recibimos su pedido" });
  expect(sent.map(({ body }) => body)).toEqual([{ answer: "MOVE", note: "Por la tarde" }]);
});

test("what cannot be answered any more says so", async () => {
  answer("get", VISIT, visit({ state: "MOVED", hour: null }));
  openLight("cita", "/cita/#abc.def");
  await screen.findByRole("heading", { name: "Esta cita cambió de hora" });
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
  refuse("get", VISIT, 410, { detail: "La clínica retiró este enlace." });
  openLight("cita", "/cita/#abc.def");
  expect(await screen.findByRole("alert")).toHaveTextContent("La clínica retiró este enlace.");
});
