// People and things of a small clinic, made through the API as its staff would.
import { randomBytes, randomInt } from "node:crypto";
import { ADDRESS, Caller, logIn, Refused } from "./api.mjs";

/** What everybody's password becomes once the temporary one is changed. */
export const PASSWORD = "una clave larga de prueba";

export const unique = () => randomBytes(3).toString("hex").toUpperCase();

/** A valid cédula (modulo 10) that nobody has yet, with overwhelming likelihood. */
export function cedula() {
  const digits = [1, 7, randomInt(6), ...Array.from({ length: 6 }, () => randomInt(10))];
  const sum = digits
    .map((digit, index) => (index % 2 === 0 ? digit * 2 - (digit > 4 ? 9 : 0) : digit))
    .reduce((a, b) => a + b);
  return digits.join("") + ((10 - (sum % 10)) % 10);
}

const refusedLogin = (error) => {
  if (error instanceof Refused && error.status === 401) return null;
  throw error;
};

/** Changes a temporary password, and enters with the lasting one. */
async function settle(email, temporary) {
  const { access_token } = await logIn(email, temporary);
  await new Caller(access_token).post("/auth/me/password", { current_password: temporary, new_password: PASSWORD });
  return identity(email);
}

async function identity(email) {
  const { access_token, user } = await logIn(email, PASSWORD);
  const { hostname } = new URL(ADDRESS);
  const cookies = [
    { name: "omni_session", value: access_token, domain: hostname, path: "/", httpOnly: true, sameSite: "Lax" },
  ];
  return { email, id: Number(user.id), name: user.full_name, api: new Caller(access_token), cookies };
}

let first;
/** Whoever may do everything: an administrator of the tests, made with the installation's own account. */
export function administrator() {
  first ??= secondAdministrator().catch(async (error) => {
    // Another file's tests entered with the one-time password, and change it at this very moment.
    refusedLogin(error);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return secondAdministrator();
  });
  return first;
}

async function secondAdministrator() {
  const { SUITE_EMAIL: email, SUITE_PASSWORD: password } = process.env;
  const login = await logIn(email, PASSWORD).catch(refusedLogin);
  const api = login ? new Caller(login.access_token) : (await settle(email, password)).api;
  return person("Administrador", `Administración ${unique()}`, {}, api);
}

/** Somebody of a role, with a temporary password that waits to be changed. */
export async function newcomer(role, name, more = {}, caller) {
  const api = caller ?? (await administrator()).api;
  const { data: roles } = await api.get("/auth/roles?limit=100");
  const { id: role_id } = roles.find((row) => row.name.startsWith(role));
  const email = `${unique().toLowerCase()}@example.com`;
  return api.post("/auth/users", { email, full_name: name, role_id, ...more });
}

/** Somebody of a role, ready to work. */
export async function person(role, name, more, caller) {
  const { email, temporary_password } = await newcomer(role, name, more, caller);
  return settle(email, temporary_password);
}

/** Opens a till of its own for somebody who takes cash; answers its session. */
export async function openTill(somebody) {
  const { api } = await administrator();
  const till = await api.post("/facturacion/tills", { name: `Caja ${unique()}` });
  return somebody.api.post("/facturacion/cash/sessions", { till_id: till.id, opening_float: "50.00" });
}

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

/** A dentist who attends every day from 8 to 18, so that no test depends on the day it runs. */
export async function dentist(name) {
  const admin = await administrator();
  const found = await person("Odont", name, {
    practitioner: true,
    specialty: "Odontología general",
    professional_registration: `1005-2016-${unique()}`,
    registration_kind: "DENTIST",
  });
  await openHours(found.id);
  return { ...found, admin };
}

let holidays;
/** The clinic attends on the holidays of these months, likewise. */
const attendOnHolidays = (api) => {
  holidays ??= api.get(`/citas/holidays?from=${dayAhead(-7)}&to=${dayAhead(120)}`).then(({ data }) =>
    Promise.all(
      data
        .filter(({ closed, origin }) => closed && origin === "NATIONAL")
        .map(({ date, name, version }) =>
          // Another file's tests open the same days at this moment.
          api.put(`/citas/holidays/${date}`, { name, closed: false }, version).catch((error) => {
            if (!(error instanceof Refused && error.status === 412)) throw error;
          }),
        ),
    ),
  );
  return holidays;
};

export async function openHours(doctorId) {
  const { api } = await administrator();
  await attendOnHolidays(api);
  const items = WEEKDAYS.map((weekday) => ({ weekday, start_time: "08:00", end_time: "18:00" }));
  await api.put(`/citas/doctors/${doctorId}/working-hours`, { items }, 0);
}

export async function patient(first_name, last_name, more = {}) {
  const { api } = await administrator();
  return api.post("/historia-clinica/patients", {
    // Every story has a patient of its own, and some are namesakes.
    distinct_person: true,
    document_type: "CEDULA",
    document_number: cedula(),
    first_name,
    last_name,
    birth_date: "1990-05-04",
    gender: "female",
    phone: "0991234567",
    email: "paciente@example.com",
    ...more,
  });
}

/** `lots`: [quantity, unit cost, expiry date] each. */
export async function product(lots, more = {}) {
  const { api } = await administrator();
  const code = unique();
  const made = await api.post("/inventario/products", {
    sku: `P-${code}`,
    name: `Resina ${code}`,
    category: "Materiales",
    unit: "jeringa",
    minimum_stock: "1.000",
    sale_price: "5.00",
    iva_code: "4",
    ...more,
  });
  for (const [index, [quantity, unit_cost, expiry_date]] of lots.entries()) {
    await api.post(`/inventario/products/${made.id}/stock`, {
      kind: "PURCHASE",
      quantity,
      unit_cost,
      expiry_date,
      lot_number: `L${index + 1}`,
    });
  }
  return made;
}

export async function treatment(recipe = {}, more = {}) {
  const { api } = await administrator();
  const code = unique();
  const made = await api.post("/inventario/treatments", {
    code: `T-${code}`,
    name: `Restauración ${code}`,
    category: "Operatoria",
    price: "45.00",
    duration_minutes: 30,
    iva_code: "0",
    ...more,
  });
  const items = Object.entries(recipe).map(([id, quantity]) => ({ product_id: Number(id), quantity }));
  if (items.length > 0) await api.put(`/inventario/treatments/${made.id}/recipe`, { items }, made.version);
  return made;
}

export async function appointment(patientId, doctorId, start_time, treatments = [], more = {}) {
  const { api } = await administrator();
  return api.post("/citas/appointments", {
    patient_id: patientId,
    doctor_id: doctorId,
    start_time,
    treatments: treatments.map((treatment_id) => ({ treatment_id })),
    ...more,
  });
}

/** A day of the clinic's zone (five hours behind UTC, all year) as "YYYY-MM-DD". */
export const dayAhead = (days) => new Date(Date.now() - 5 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
export const at = (day, time) => `${day}T${time}:00-05:00`;
/** "2026-11-24" as people write it. */
export const written = (day) => day.split("-").reverse().join("/");
