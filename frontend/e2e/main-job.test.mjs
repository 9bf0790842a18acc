// The clinic's first day, from the administrator's first login to a paid invoice, through the interface alone.
import assert from "node:assert/strict";
import { eventually } from "./harness/api.mjs";
import { administrator, cedula, dayAhead, newcomer, unique, written } from "./harness/clinic.mjs";
import { button, choose, choosePassword, go, logInByHand, notice, pick, sees, sheet } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

const CODE = unique();
const DOCUMENT = cedula();
const WRONG = DOCUMENT.slice(0, 9) + ((Number(DOCUMENT[9]) + 1) % 10);
const PATIENT = "María Fernanda Vélez Ortiz";
const DENTIST = `Dra. Verónica Salazar ${CODE}`;
const RECEPTIONIST = "Paola Rivadeneira";
const PRODUCT = `Resina compuesta A2 ${CODE}`;
const TREATMENT = `Restauración con resina ${CODE}`;
// Nobody is attended before the day of the visit.
const DAY = dayAhead(0);

/** An account as new as the installation's own, which the other stories enter with. */
async function firstAdministrator() {
  const { email, temporary_password } = await newcomer("Administrador", "Administración");
  return { email, password: temporary_password };
}

async function firstLogin(page, { email, password }) {
  await page.goto("/");
  await logInByHand(page, email, password);
  await choosePassword(page, password);
}

/** Creates somebody and reads the password that is shown once. */
async function createUser(page, { name, role, specialty }) {
  const email = `${role.slice(0, 5).toLowerCase()}.${CODE.toLowerCase()}@clinica.ec`;
  await button(page, "Nuevo usuario").click();
  const form = sheet(page, "Nuevo usuario");
  await form.getByLabel("Nombre completo").fill(name);
  await form.getByLabel("Correo").fill(email);
  await choose(form, "Rol", role);
  if (specialty) await form.getByLabel("Especialidad").fill(specialty);
  await picture(page, `1-usuario-${role.slice(0, 5).toLowerCase()}`);
  await button(form, "Crear usuario").click();
  const secret = page.getByRole("dialog").filter({ has: button(page, "Ya lo guardé") });
  await sees(secret);
  const shown = await secret.locator("code").allTextContents();
  await picture(page, `1-clave-${role.slice(0, 5).toLowerCase()}`);
  await button(secret, "Ya lo guardé").click();
  await page.getByRole("main").getByPlaceholder("Nombre o correo").fill(email);
  await sees(page.getByRole("row", { name: new RegExp(name) }).filter({ hasText: email }));
  return { email, password: shown.find((text) => text !== email) };
}

story(
  "the clinic's first day, from the first login to a paid invoice",
  async ({ open, step, trouble }) => {
    const people = {};
    // Asked before anybody is in session, each browser is sent to the login.
    trouble.expect("401 GET /api/auth/me");
    const [adminPage, deskPage, dentistPage] = [await open(), await open(), await open()];

    await step("the administrator must change the one-time password", async () => {
      await firstLogin(adminPage, await firstAdministrator());
      await sees(
        adminPage
          .getByRole("heading", { name: "Panel", level: 1 })
          .or(adminPage.getByRole("navigation", { name: "Principal", exact: true })),
      );
      await picture(adminPage, "0-primer-ingreso");
    });

    await step("creates a receptionist and a dentist", async () => {
      await go(adminPage, "Usuarios");
      people.desk = await createUser(adminPage, { name: RECEPTIONIST, role: "Recepción" });
      people.dentist = await createUser(adminPage, {
        name: DENTIST,
        role: "Odontólogo/Médico",
        specialty: "Odontología general",
      });
    });

    await step("creates a product and enters two lots of it", async () => {
      await go(adminPage, "Inventario");
      await button(adminPage, "Nuevo producto").first().click();
      const form = sheet(adminPage, "Nuevo producto");
      await form.getByLabel("Nombre").fill(PRODUCT);
      await form.getByLabel("Código").fill(`RES-${CODE}`);
      await form.getByLabel("Categoría").fill("Operatoria");
      await form.getByLabel("Unidad").fill("jeringa");
      await form.getByLabel("Existencia mínima").fill("1");
      await form.getByLabel("Precio de venta").fill("5");
      await choose(form, "IVA", /15/);
      await button(form, "Crear producto").click();
      await notice(adminPage, `${PRODUCT}: producto creado`);
      await adminPage.getByRole("link", { name: PRODUCT }).click();
      await sees(adminPage.getByRole("heading", { name: PRODUCT, level: 1 }));
      for (const [lot, expiry, cost] of [
        ["L-2031", "31/01/2031", "4"],
        ["L-2030", "31/01/2030", "3"],
      ]) {
        await button(adminPage, "Registrar compra").first().click();
        const purchase = sheet(adminPage, /^Registrar compra/);
        await choose(purchase, "Documento del proveedor", "Todavía sin documento");
        await purchase.getByLabel("Lote").fill(lot);
        await purchase.getByLabel("Vencimiento").fill(expiry);
        await purchase.getByLabel("Cantidad").fill("1");
        await purchase.getByLabel("Costo unitario").fill(cost);
        await button(purchase, "Registrar compra").click();
        await purchase.waitFor({ state: "hidden" });
        await sees(adminPage.getByRole("region", { name: "Lotes" }).or(adminPage.getByLabel("Lotes")).getByText(lot));
      }
      await picture(adminPage, "2-producto-y-lotes");
    });

    await step("creates a treatment whose recipe uses the product", async () => {
      await go(adminPage, "Tratamientos");
      await button(adminPage, "Nuevo tratamiento").first().click();
      const form = sheet(adminPage, "Nuevo tratamiento");
      await form.getByLabel("Nombre").fill(TREATMENT);
      await form.getByLabel("Código").fill(`TRA-${CODE}`);
      await form.getByLabel("Categoría").fill("Operatoria");
      await form.getByLabel("Precio sin IVA").fill("45");
      await choose(form, "IVA", /15/);
      await form.getByLabel("Duración en minutos").fill("45");
      await button(form, "Crear tratamiento").click();
      await sees(adminPage.getByRole("heading", { name: TREATMENT, level: 1 }));
      await pick(adminPage, "Agregar insumo", CODE, PRODUCT);
      await adminPage.getByLabel(`Cantidad de ${PRODUCT}`).fill("1,5");
      await button(adminPage, "Guardar receta").click();
      await notice(adminPage, /Receta de .* guardada/);
      await picture(adminPage, "3-tratamiento-y-receta");
    });

    await step("the receptionist registers a patient; a wrong cédula is refused", async () => {
      await firstLogin(deskPage, people.desk);
      await go(deskPage, "Pacientes");
      await button(deskPage, "Nuevo paciente").first().click();
      const form = sheet(deskPage, "Nuevo paciente");
      await form.getByLabel("Número", { exact: true }).fill(WRONG);
      await sees(form.getByText(/cédula.*no es válid|revise|dígito/i));
      await picture(deskPage, "4-cedula-no-valida");
      await form.getByLabel("Número", { exact: true }).fill(DOCUMENT);
      await sees(form.getByText("Cédula válida"));
      await form.getByLabel("Nombres").fill("María Fernanda");
      await form.getByLabel("Apellidos").fill("Vélez Ortiz");
      await form.getByLabel("Fecha de nacimiento").fill("04/05/1990");
      await choose(form, "Sexo", "Femenino");
      await form.getByLabel("Teléfono", { exact: false }).first().fill("0991234567");
      await form.getByLabel("Correo").fill("maria.velez@example.com");
      await button(form, "Registrar paciente").click();
      await sees(deskPage.getByRole("heading", { name: PATIENT, level: 1 }));
      await picture(deskPage, "4-paciente-registrada");
    });

    await step("books an appointment and sees it in the agenda", async () => {
      await deskPage.getByRole("link", { name: "Nueva cita" }).click();
      const form = sheet(deskPage, "Nueva cita");
      await sees(form.getByRole("combobox", { name: "Paciente" }).filter({ hasText: PATIENT }));
      await pick(form, "Tratamientos", CODE, new RegExp(CODE));
      await choose(form, "Profesional", DENTIST);
      await form.getByLabel("Fecha").fill(written(DAY));
      await form.getByLabel("Desde").fill("10:00");
      await form.getByLabel("Hasta").press("Tab");
      await picture(deskPage, "5-nueva-cita");
      await button(form, "Agendar cita").click();
      await sees(deskPage.locator(".ec-event").filter({ hasText: CODE }));
      await picture(deskPage, "5-agenda");
    });

    await step("the dentist attends and writes and signs a note", async () => {
      await firstLogin(dentistPage, people.dentist);
      await go(dentistPage, "Agenda");
      await dentistPage.locator(".ec-event").filter({ hasText: CODE }).click();
      const panel = dentistPage.getByRole("complementary", { name: "Cita" });
      for (const move of ["Confirmar", "Llegó", "Atender", "Finalizar atención"]) {
        await button(panel, move).click();
        if (move === "Atender") await picture(dentistPage, "6-en-atencion");
      }
      await sees(panel.getByText("Atendida"));
      await picture(dentistPage, "6-atendida");
      await panel.getByRole("link", { name: "Escribir nota" }).click();
      await sees(dentistPage.getByText(/^Cita del /));
      await dentistPage.getByLabel("Motivo de consulta").fill("Dolor en la pieza 26");
      await dentistPage.getByLabel("Subjetivo").fill("Dolor al frío desde hace una semana.");
      await dentistPage.getByLabel("Objetivo").fill("Caries oclusal en la pieza 26.");
      await dentistPage.getByLabel("Análisis").fill("Caries de la dentina.");
      await dentistPage.getByRole("textbox", { name: "Plan" }).fill("Restauración con resina compuesta.");
      await sees(dentistPage.getByText(/Borrador guardado a las/));
      await picture(dentistPage, "6-nota");
      await button(dentistPage, "Firmar nota").click();
      await button(dentistPage.getByRole("dialog").or(dentistPage.getByRole("alertdialog")), "Firmar nota").click();
      await notice(dentistPage, "Nota firmada");
      await sees(dentistPage.getByText(`Firmada por ${DENTIST}`));
      await picture(dentistPage, "6-nota-firmada");
    });

    await step("the stock went down lot by lot, the first to expire first", async () => {
      const { api } = await administrator();
      const [product] = (await api.get(`/inventario/products?search=${CODE}`)).data;
      const used = await eventually(
        async () => (await api.get(`/inventario/movements?product_id=${product.id}&kind=CONSUMPTION`)).data,
        "the consumption",
      );
      assert.deepEqual(Object.fromEntries(used.map((row) => [row.lot_number, row.quantity])), {
        "L-2030": "-1.000",
        "L-2031": "-0.500",
      });
      await go(adminPage, "Inventario");
      await adminPage.getByRole("link", { name: PRODUCT }).click();
      const lots = adminPage.getByRole("table", { name: `Lotes de ${PRODUCT}` });
      await sees(lots.getByRole("row", { name: /L-2031.*0,5/ }));
      assert.equal(await lots.getByText("L-2030").count(), 0, "the lot that was used up is no longer at hand");
      await sees(adminPage.getByRole("row", { name: /L-2030/ }));
      await picture(adminPage, "7-existencias");
    });

    await step("the receptionist issues the waiting draft and takes two payments", async () => {
      const { api } = await administrator();
      // Two of her own, so that there is one to choose whatever other stories have open.
      for (const name of [`Caja ${CODE}`, `Caja ${CODE} dos`]) await api.post("/facturacion/tills", { name });
      await deskPage.reload();
      await deskPage.locator(".ec-event").filter({ hasText: CODE }).click();
      await deskPage.getByRole("link", { name: /Factura en borrador/ }).click();
      await sees(deskPage.getByRole("heading", { name: /Borrador de factura/ }));
      await sees(deskPage.getByText("51,75"));
      await picture(deskPage, "8-borrador");
      await button(deskPage, "Emitir y cobrar").click();
      const dialog = sheet(deskPage, "Emitir y cobrar");
      // Cash goes into a till: whoever has none open is asked to open one, here.
      const till = dialog.getByRole("region", { name: "Abrir caja" });
      await choose(till, "Caja", new RegExp(`^Caja ${CODE}$`));
      await till.getByLabel("Fondo inicial").fill("50");
      await picture(deskPage, "8-abrir-caja");
      await button(till, "Abrir caja").click();
      await till.waitFor({ state: "hidden" });
      await dialog.getByLabel("Recibe").fill("20");
      await picture(deskPage, "8-emitir-y-cobrar");
      await button(dialog, "Emitir y cobrar $20,00").click();
      await sees(deskPage.getByRole("heading", { name: /Factura 001-001-\d{9}/ }));
      const payments = deskPage.getByLabel("Pagos", { exact: true });
      await sees(payments.getByText("31,75"));
      await payments.getByRole("radio", { name: "Transferencia" }).click();
      await payments.getByLabel("Número de comprobante").fill("TRX-4471");
      await picture(deskPage, "8-saldo");
      await button(payments, "Cobrar $31,75").click();
      await sees(payments.getByText("Pagada").first());
      await picture(deskPage, "8-pagada");
    });

    await step("the administrator sees who did all of it, and when", async () => {
      const { api } = await administrator();
      const [found] = (await api.get(`/historia-clinica/patients/search?q=${DOCUMENT}`)).data;
      const wanted = [
        "patient.registered",
        "appointment.booked",
        "appointment.completed",
        "note.signed",
        "stock.consumed",
        "invoice.issued",
        "payment.received",
      ];
      await eventually(async () => {
        const { data } = await api.get(`/logs/logs?patient_id=${found.id}&limit=100`);
        return wanted.every((type) => data.some((row) => row.type === type));
      }, "the register of it all");
      await go(adminPage, "Registro");
      await sees(adminPage.getByRole("heading", { name: "Registro", level: 1 }));
      await button(adminPage.getByRole("main"), "Paciente").click();
      await adminPage.getByPlaceholder("Nombre, cédula o teléfono").fill(DOCUMENT);
      await adminPage.getByRole("option", { name: new RegExp(DOCUMENT) }).click();
      const rows = adminPage.getByRole("row");
      for (const [what, who] of [
        ["Paciente registrado", RECEPTIONIST],
        ["Cita reservada", RECEPTIONIST],
        ["Cita atendida", DENTIST],
        ["Nota firmada", DENTIST],
        ["Consumo en atención", DENTIST],
        ["Factura emitida", RECEPTIONIST],
        ["Pago recibido", RECEPTIONIST],
      ]) {
        await sees(rows.filter({ hasText: what }).filter({ hasText: who }));
      }
      await picture(adminPage, "9-registro");
      await rows.filter({ hasText: "Factura emitida" }).getByRole("button").first().click();
      await sees(adminPage.getByRole("dialog").getByText(RECEPTIONIST));
      await picture(adminPage, "9-registro-detalle");
    });
  },
  // A clinic has one first day.
  { timeout: 300_000, once: true },
);
