// Whoever has no mouse: what opens over a page takes the keyboard; closed, left with back or saved, it gives it back.
// `focus.walk.mjs` walks over everything that opens; these are the forms that people save most.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { eventually } from "./harness/api.mjs";
import { button, gone, sees } from "./harness/pages.mjs";
import { story } from "./harness/story.mjs";

/** Radix and what keeps the focus put it back a moment after something closes. */
const REST_MS = 150;

/** Runs in the page. */
const look = () => {
  const active = document.activeElement;
  const open = [...document.querySelectorAll("[role=dialog], [role=alertdialog]")].filter(
    (node) => node.dataset.state !== "closed",
  );
  return {
    nowhere: !active || active === document.body,
    inside: open.length === 0 || open.some((node) => node.contains(active)),
    overlays: history.state?.overlay?.depth ?? 0,
  };
};

/** The keyboard stands somewhere, in front, and the history holds as many overlays as are open. */
async function stands(page, overlays, after) {
  const wanted = (now) => !now.nowhere && now.inside && now.overlays === overlays;
  let state;
  await eventually(
    async () => wanted((state = await page.evaluate(look))),
    () => `the keyboard stands in front after ${after}: ${JSON.stringify(state)}`,
  );
  await page.waitForTimeout(REST_MS);
  assert.ok(wanted((state = await page.evaluate(look))), `after ${after}: ${JSON.stringify(state)}`);
}

const fill = (labels) => async (form) => {
  for (const [label, text] of Object.entries(labels))
    await form.getByLabel(new RegExp(`^${label}( \\(opcional\\))?$`)).fill(text);
};

/** Where, what opens, what is written, and how many overlays stand beneath. */
function forms({ patient, visit }) {
  const code = clinic.unique();
  return [
    ["/gastos/", /^Nuevo gasto/, fill({ Valor: "12,50", Categoría: "Transporte", Detalle: `Mensajería ${code}` })],
    [
      "/facturacion/series/",
      /^Nueva serie/,
      fill({ "Punto de emisión": String(100 + (parseInt(code, 16) % 900)), Nombre: code }),
    ],
    ["/agenda/horarios/?ver=consultorios", "Nuevo consultorio", fill({ Nombre: `Sillón ${code}` })],
    [`/pacientes/ver/?id=${patient.id}&tab=antecedentes`, "Agregar antecedente", fill({ Sustancia: "Látex" })],
    [
      "/tratamientos/",
      /^Nuevo tratamiento/,
      fill({
        Nombre: `Sellante ${code}`,
        Código: code,
        Categoría: "Prevención",
        "Precio sin IVA": "12",
        "Duración en minutos": "20",
      }),
    ],
    ["/roles/", /^Nuevo rol/, fill({ Nombre: `Asistente ${code}` })],
    ["/caja/cierres/", /^Nueva caja/, fill({ Nombre: `Caja ${code}` })],
    [`/agenda/?cita=${visit.id}`, "Cambiar", fill({ Motivo: "Dolor al masticar" }), { beneath: 1 }],
    [`/agenda/?cita=${visit.id}`, "Cancelar", fill({ Motivo: "Viaja" }), { beneath: 1 }],
  ];
}

story("a form that is closed, left with back or saved gives the keyboard back", async ({ enter, step }) => {
  const admin = await clinic.administrator();
  const doctor = await clinic.dentist(`Irene ${clinic.unique()}`);
  const patient = await clinic.patient("Rosario", `Mina ${clinic.unique()}`);
  const visit = await clinic.appointment(patient.id, doctor.id, clinic.at(clinic.dayAhead(4), "09:00"));
  const page = await enter(admin, "/cuenta/");
  for (const [index, [path, opener, write, { beneath = 0 } = {}]] of forms({ patient, visit }).entries()) {
    // By turns: each way of leaving is one mechanism for all of them.
    const byBack = index % 2 === 1;
    await step(`${path} ${opener}`, async () => {
      await page.goto(path);
      const trigger = button(page.locator("main"), opener, typeof opener === "string" ? { exact: true } : {}).first();
      const form = page.locator("[role=dialog], [role=alertdialog]").last();
      const open = async () => {
        await trigger.focus();
        await page.keyboard.press("Enter");
        await sees(form);
        await stands(page, beneath + 1, "opening");
      };
      await sees(trigger);
      await open();
      await (byBack ? page.goBack() : page.keyboard.press("Escape"));
      await gone(form);
      await stands(page, beneath, byBack ? "back" : "Esc");
      await open();
      await write(form);
      await page.keyboard.press("Control+Enter");
      await gone(form);
      await stands(page, beneath, "saving");
    });
  }
});
