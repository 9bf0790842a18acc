import { answer, refuse, screen, waitFor, within } from "@/testing/render";
import { openLight } from "./testing";

const ONLINE = "/citas/online";
const PAGE = {
  mode: "BOOK",
  treatments: [
    { id: 3, name: "Limpieza y flúor", category: "Prevención", minutes: 45, price: "35.00" },
    { id: 4, name: "Resina", category: "Operatoria", minutes: 90, price: "1045.00" },
  ],
  doctors: [
    { id: 7, name: "Dra. Verónica Salazar" },
    { id: 8, name: "Dr. Luis Naranjo" },
  ],
  new_patients: true,
  horizon_days: 30,
  cancel_minutes: 240,
  phone: "+59322451180",
  note: "Traiga su cédula.",
  today: "2030-11-25",
  timezone: "America/Guayaquil",
};
const time = (start: string, end: string, doctor = PAGE.doctors[0]) => ({ start_time: start, end_time: end, doctor });
// 08:30 and 15:30 of the 26th at the clinic.
const MORNING = time("2030-11-26T13:30:00Z", "2030-11-26T14:15:00Z");
const AFTERNOON = time("2030-11-26T20:30:00Z", "2030-11-26T21:15:00Z");
const HELD = { ...AFTERNOON, ticket: "t".repeat(30), expires_at: "2099-01-01T00:00:00Z" };
const BOOKED = {
  ...AFTERNOON,
  state: "BOOKED",
  name: "Julián",
  treatment: "Limpieza y flúor",
  treatment_id: 3,
  doctor: "Dra. Verónica Salazar",
  doctor_id: 7,
  changeable: true,
  phone: "+59322451180",
  note: "Traiga su cédula.",
  timezone: "America/Guayaquil",
};

function served() {
  answer("get", ONLINE, PAGE);
  answer("post", `${ONLINE}/challenges`, { challenge: "1795999999.abc.4.def", bits: 4 }, { status: 201 });
  return {
    times: answer("get", `${ONLINE}/times`, { data: [MORNING, AFTERNOON] }),
    holds: answer("post", `${ONLINE}/holds`, HELD, { status: 201 }),
    people: answer("post", `${ONLINE}/people`, { email: "a@b.ec", expires_at: HELD.expires_at }, { status: 201 }),
    codes: answer("post", `${ONLINE}/confirmations`, BOOKED, { status: 201 }),
    returns: answer("post", `${ONLINE}/returns`, null, { status: 204 }),
  };
}

const press = (user: ReturnType<typeof openLight>, name: string | RegExp) =>
  screen.findByRole("button", { name }).then((button) => user.click(button));
const headed = (name: string) => screen.findByRole("heading", { level: 1, name });

async function chooseHour(user: ReturnType<typeof openLight>) {
  await press(user, /Limpieza y flúor/);
  await press(user, "15:30");
  await press(user, "Continuar");
  await headed("Sus datos");
}

async function fillIn(user: ReturnType<typeof openLight>) {
  await user.type(screen.getByLabelText("Número de cédula"), "0926687856");
  await user.type(screen.getByLabelText("Nombres"), "Julián");
  await user.type(screen.getByLabelText("Apellidos"), "Vélez Cano");
  await user.type(screen.getByLabelText("Teléfono o WhatsApp"), "0991452208");
  await user.type(screen.getByLabelText("Correo"), "julian@ejemplo.ec");
  await user.click(screen.getByRole("checkbox"));
}

test("somebody books: treatment, hour, person, code", async () => {
  const { holds, people, codes } = served();
  const user = openLight("reservar");
  expect(await screen.findByText("Clínica Ñ")).toBeVisible();
  expect(within(await screen.findByRole("region", { name: "Operatoria" })).getByRole("button")).toHaveTextContent(
    /^Resina 1 h 30 min\$1\.045,00$/,
  );
  await press(user, /Limpieza y flúor/);
  await screen.findByRole("button", { name: "08:30" });
  expect(screen.getByRole("button", { name: "lun 25 de noviembre" })).toBeDisabled();
  expect(screen.getByRole("button", { name: "mar 26 de noviembre", pressed: true })).toBeVisible();
  await press(user, "15:30");
  expect(screen.getByText("Martes 26 de noviembre, 15:30–16:15")).toBeVisible();
  await press(user, "Continuar");
  expect(await headed("Sus datos")).toHaveFocus();
  expect(holds[0]!.body).toMatchObject({ treatment_id: 3, doctor_id: 7, start_time: AFTERNOON.start_time });
  await fillIn(user);
  await press(user, "Enviarme el código");
  await headed("Confirme su correo");
  expect(people[0]!.body).toMatchObject({ document_type: "CEDULA", document_number: "0926687856", consent: true });
  await user.type(screen.getByLabelText("Código"), "123 456");
  await press(user, "Confirmar");
  await headed("Su hora está reservada");
  expect(codes[0]!.body).toEqual({ ticket: HELD.ticket, code: "123456" });
  expect(screen.getByText(/Le escribimos a julian@ejemplo.ec/)).toBeVisible();
});

test("what is missing or wrong is said at its field, and the first one takes the keyboard", async () => {
  served();
  const user = openLight("reservar");
  await chooseHour(user);
  await press(user, "Enviarme el código");
  const names = screen.getByLabelText("Nombres");
  expect(screen.getByLabelText("Número de cédula")).toHaveFocus();
  expect(names).toHaveAccessibleDescription("Complete este campo.");
  expect(screen.getByRole("checkbox")).toHaveAccessibleDescription("Marque la casilla para continuar.");
  await fillIn(user);
  expect(names).not.toHaveAttribute("aria-invalid");
  const said = { detail: "Revise los datos.", errors: [{ field: "phone", message: "No es un teléfono." }] };
  refuse("post", `${ONLINE}/people`, 422, said);
  await press(user, "Enviarme el código");
  const phone = screen.getByLabelText("Teléfono o WhatsApp");
  await waitFor(() => expect(phone).toHaveFocus());
  expect(phone).toHaveAccessibleDescription("No es un teléfono.");
  expect(names).toHaveValue("Julián");
});

test("a wrong code may be written again; one too many loses the hour, and another is chosen", async () => {
  const { times } = served();
  const user = openLight("reservar");
  await chooseHour(user);
  await fillIn(user);
  await press(user, "Enviarme el código");
  await headed("Confirme su correo");
  await user.type(screen.getByLabelText("Código"), "12");
  await press(user, "Confirmar");
  expect(screen.getByLabelText("Código")).toHaveAccessibleDescription("Escriba los seis números que le enviamos.");
  const wrong = { detail: "Revise", errors: [{ field: "code", message: "No es ese código." }] };
  refuse("post", `${ONLINE}/confirmations`, 422, wrong);
  await user.type(screen.getByLabelText("Código"), "3456");
  await press(user, "Confirmar");
  await waitFor(() => expect(screen.getByLabelText("Código")).toHaveAccessibleDescription("No es ese código."));
  refuse("post", `${ONLINE}/confirmations`, 410, { detail: "Esa reserva ya no está. Vuelva a elegir la hora." });
  const before = times.length;
  await press(user, "Confirmar");
  await headed("Elija el día y la hora");
  expect(screen.getByRole("alert")).toHaveTextContent("Esa reserva ya no está");
  await screen.findByRole("button", { name: "15:30" });
  expect(times).toHaveLength(before + 1);
});

test("who has enough bookings is told so, and keeps the hour", async () => {
  served();
  const user = openLight("reservar");
  await chooseHour(user);
  await fillIn(user);
  await press(user, "Enviarme el código");
  await headed("Confirme su correo");
  refuse("post", `${ONLINE}/confirmations`, 409, { detail: "Con este correo ya hay 2 reservas por venir." });
  await user.type(screen.getByLabelText("Código"), "123456");
  await press(user, "Confirmar");
  expect(await screen.findByRole("alert")).toHaveTextContent("ya hay 2 reservas");
  await headed("Confirme su correo");
});

test("an hour that somebody took meanwhile is said so, and the hours come anew", async () => {
  const { times } = served();
  const user = openLight("reservar");
  await press(user, /Limpieza y flúor/);
  refuse("post", `${ONLINE}/holds`, 409, { detail: "Esa hora ya no está libre. Elija otra.", obstacle: "TAKEN" });
  await press(user, "15:30");
  await press(user, "Continuar");
  expect(await screen.findByRole("alert")).toHaveTextContent("ya no está libre");
  await waitFor(() => expect(times).toHaveLength(2));
  await screen.findByRole("button", { name: "15:30", pressed: false });
  expect(screen.queryByRole("button", { name: "Continuar" })).not.toBeInTheDocument();
});

test("going back gives the hour back, and keeps what was typed", async () => {
  const { returns, times } = served();
  const user = openLight("reservar");
  await chooseHour(user);
  await user.type(screen.getByLabelText("Nombres"), "Julián");
  await press(user, "Volver a Otra hora");
  await headed("Elija el día y la hora");
  await waitFor(() => expect(returns).toHaveLength(1));
  expect(returns[0]!.body).toEqual({ ticket: HELD.ticket });
  await waitFor(() => expect(times).toHaveLength(2));
  await press(user, "15:30");
  await press(user, "Continuar");
  await headed("Sus datos");
  expect(screen.getByLabelText("Nombres")).toHaveValue("Julián");
});

test("hours are asked for with one professional, and of the next days", async () => {
  const { times } = served();
  const user = openLight("reservar");
  await press(user, /Limpieza y flúor/);
  await press(user, "Dr. Luis Naranjo");
  await waitFor(() => expect(times).toHaveLength(2));
  expect(times[1]!.query.get("doctor_id")).toBe("8");
  answer("get", `${ONLINE}/times`, { data: [] });
  const next = screen.getByRole("button", { name: "Días siguientes" });
  await user.click(next);
  expect(await screen.findByText(/No hay horas libres en estos días/)).toBeVisible();
  expect(next).toHaveFocus();
});

test("of many professionals one is chosen from a list", async () => {
  const { times } = served();
  const many = [7, 8, 9, 10].map((id) => ({ id, name: `Dr. ${id}` }));
  answer("get", ONLINE, { ...PAGE, doctors: many });
  const user = openLight("reservar");
  await press(user, /Limpieza y flúor/);
  await user.selectOptions(await screen.findByLabelText("Con quién"), "Dr. 9");
  await waitFor(() => expect(times).toHaveLength(2));
  expect(times[1]!.query.get("doctor_id")).toBe("9");
});

test("a clinic that publishes nothing says so; one that does not answer is asked again", async () => {
  refuse("get", ONLINE, 404, { detail: "La clínica no recibe reservas en línea." });
  openLight("reservar");
  await headed("La clínica no recibe reservas en línea");
  refuse("get", ONLINE, 503);
  const user = openLight("reservar");
  await headed("No se puede reservar ahora");
  served();
  await press(user, "Reintentar");
  await headed("¿Qué necesita?");
});

const SHARED = "/citas/shared/self-booking";

describe("the link of the letter", () => {
  test("moves the hour", async () => {
    served();
    const seen = answer("get", SHARED, BOOKED);
    const sent = answer("post", `${SHARED}/move`, { ...BOOKED, ...MORNING, doctor: BOOKED.doctor }, { status: 201 });
    const user = openLight("reserva", "/reserva/#abc.def");
    await press(user, "Cambiar de hora");
    expect(seen[0]!.headers.get("Authorization")).toBe("Link abc.def");
    await press(user, "08:30");
    await press(user, "Cambiar");
    expect(await screen.findByText("Martes 26 de noviembre, 08:30–09:15")).toBeVisible();
    expect(sent[0]!.body).toEqual({ doctor_id: 7, start_time: MORNING.start_time });
  });

  test("cancels it, once it was asked twice", async () => {
    answer("get", SHARED, BOOKED);
    const sent = answer(
      "post",
      `${SHARED}/cancel`,
      { ...BOOKED, state: "CANCELLED", changeable: false },
      { status: 201 },
    );
    const user = openLight("reserva", "/reserva/#abc.def");
    await press(user, "Cancelar la hora");
    await press(user, "Conservar");
    await headed("Su hora está reservada");
    await press(user, "Cancelar la hora");
    await headed("¿Cancelar su hora?");
    await press(user, "Cancelar la hora");
    await headed("La hora está cancelada");
    expect(sent).toHaveLength(1);
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
  });

  test("says why it changes nothing", async () => {
    openLight("reserva");
    expect(await screen.findByRole("alert")).toHaveTextContent("Falta una parte del enlace");
    refuse("get", SHARED, 401, { detail: "El enlace venció." });
    openLight("reserva", "/reserva/#abc.def");
    await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("El enlace venció."));
  });
});
