// What a role does not include is not offered, not shown when asked for by its address, and refused by the services.
import assert from "node:assert/strict";
import { eventually } from "./harness/api.mjs";
import * as clinic from "./harness/clinic.mjs";
import { button, sees } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

/** What the services answer to this very browser, with its own session. */
const ask = (page, method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const headers = body
        ? {
            "Content-Type": "application/json",
            "Idempotency-Key": crypto.randomUUID?.() ?? String(Math.random()).repeat(2),
          }
        : {};
      const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
      return { status: answer.status, body: await answer.json().catch(() => null) };
    },
    [method, path, body],
  );

const refusal = (page) => page.getByRole("alert").filter({ hasText: /No puedes? ver/ });

story("a receptionist is not offered, not shown and not given what the role leaves out", async ({ enter, trouble }) => {
  const desk = await clinic.person("Recepci", "Paola Rivadeneira");
  const page = await enter(desk, "/");
  const menu = page.getByRole("navigation", { name: "Principal", exact: true });
  await sees(menu.getByRole("link", { name: "Agenda" }));
  for (const name of ["Gastos", "Registro", "Usuarios", "Roles", "Integraciones", "Eventos"]) {
    assert.equal(await menu.getByRole("link", { name, exact: true }).count(), 0, `${name} is in the menu`);
  }
  for (const [path, permission] of [
    ["/registro/", "«Registro: ver»"],
    ["/usuarios/", "«Usuarios: ver»"],
    ["/gastos/", "«Gastos: ver»"],
    ["/eventos/", "«Eventos: ver»"],
  ]) {
    await page.goto(path);
    await sees(refusal(page).getByText(permission));
  }
  await picture(page, "sin-permiso");
  for (const path of [
    "/api/logs/logs",
    "/api/auth/users",
    "/api/facturacion/expenses",
    "/api/facturacion/dashboard/stats",
  ]) {
    trouble.expect(`403 GET ${path}`);
    const { status, body } = await ask(page, "GET", path);
    assert.equal(status, 403, path);
    assert.match(body.detail, /no tiene el permiso «[A-ZÁÉÍÓÚ][^:»]+»/);
  }
});

story("clinical notes are out of a receptionist's reach, also by address", async ({ enter, trouble }) => {
  const [desk, somebody] = await Promise.all([
    clinic.person("Recepci", "Paola Rivadeneira"),
    clinic.patient("Ana", "Pérez"),
  ]);
  const page = await enter(desk, `/pacientes/ver/?id=${somebody.id}`);
  await sees(page.getByRole("tab", { name: "Resumen" }));
  assert.equal(await page.getByRole("tab", { name: "Notas" }).count(), 0);
  await page.goto(`/pacientes/ver/?id=${somebody.id}&tab=notas&nota=nueva`);
  await sees(refusal(page));
  assert.equal(await page.getByLabel("Motivo de consulta").count(), 0);
  const path = `/api/historia-clinica/patients/${somebody.id}/notes`;
  trouble.expect(`403 GET ${path}`, `403 POST ${path}`);
  assert.equal((await ask(page, "GET", path)).status, 403);
  assert.equal((await ask(page, "POST", path, { reason: "Curiosidad" })).status, 403);
});

story(
  "a cashier who may not register patients finds no such button and cannot do it otherwise",
  async ({ enter, trouble }) => {
    const cashier = await clinic.person("Caja", "Marlene Quispe");
    const page = await enter(cashier, "/pacientes/?nuevo=1");
    await sees(page.getByRole("heading", { name: "Pacientes", level: 1 }));
    assert.equal(await button(page, "Nuevo paciente").count(), 0);
    assert.equal(await page.getByRole("dialog").count(), 0);
    trouble.expect("403 POST /api/historia-clinica/patients");
    const body = { document_type: "CEDULA", document_number: clinic.cedula(), first_name: "Ana", last_name: "Pérez" };
    assert.equal((await ask(page, "POST", "/api/historia-clinica/patients", body)).status, 403);
  },
);

story("no script can read the session, and what people typed is never markup", async ({ enter }) => {
  const admin = await clinic.administrator();
  const [hostile, doctor] = await Promise.all([
    clinic.patient("<img src=x onerror=alert(1)>", "<b>Negrita</b>"),
    clinic.dentist(`<i>Dra. ${clinic.unique()}</i>`),
  ]);
  const visit = await clinic.appointment(hostile.id, doctor.id, clinic.at(clinic.dayAhead(3), "09:00"));
  const page = await enter(admin, `/agenda/?cita=${visit.id}`);
  await sees(page.locator(".ec-event.is-appointment").filter({ hasText: "<b>Negrita</b>" }));
  await sees(page.getByRole("complementary", { name: "Cita" }).getByText("<b>Negrita</b>"));
  await page.goto(`/pacientes/ver/?id=${hostile.id}`);
  await sees(page.getByRole("heading", { name: /<b>Negrita<\/b>/ }));
  assert.equal(await page.locator("img[src=x]").count(), 0);

  const { value } = admin.cookies[0];
  const readable = await page.evaluate(() =>
    JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
  );
  assert.ok(!readable.includes(value.slice(-24)), "the session's token is readable");
  assert.equal(await page.evaluate(() => document.cookie), "");
});

story("a script written into the page does not run, and the story hears of it", async ({ enter, trouble }) => {
  const page = await enter(await clinic.person("Recepci", "Paola Rivadeneira"), "/agenda/");
  await sees(page.getByRole("navigation", { name: "Principal", exact: true }));
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.intruder = true";
    document.body.append(script);
  });
  await eventually(() => trouble.left.some((line) => line.startsWith("csp: script-src")), "the complaint");
  assert.equal(await page.evaluate(() => window.intruder), undefined);
  trouble.expect("script-src", "Refused to execute", "Executing inline script violates");
});
