// Every page of the interface, with something on it, as an administrator sees them: long names and large amounts, as
// they come to every clinic once.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "./api.mjs";
import * as clinic from "./clinic.mjs";
import { quiet } from "./quiet.mjs";
import { keepMouth, keepPapers } from "./record.mjs";
import { freeAnHour } from "./waitlist.mjs";

const APP = join(import.meta.dirname, "../../src/app");
const PUBLIC = join(import.meta.dirname, "../../public");

const filesOf = (folder) => readdirSync(folder, { recursive: true });

/** The address of every page that the interface is built of, as its folders tell, and of the light ones. */
export const routes = () => [
  ...filesOf(APP)
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace("(app)/", "").replace(/page\.tsx$/, "")}`),
  ...filesOf(PUBLIC)
    .filter((file) => file.endsWith("/index.html"))
    .map((file) => `/${file.replace("index.html", "")}`),
];

let made;
/** A clinic with one of everything, and the addresses of its pages. The same at every call. */
export const tour = () => (made ??= prepare());

async function prepare() {
  const admin = await clinic.administrator();
  const { api } = admin;
  const [doctor, product, patient] = await Promise.all([
    clinic.dentist("Dra. Verónica Alejandra Salazar Montesdeoca"),
    clinic.product(
      [
        ["4.000", "4.00", "2031-01-31"],
        ["12500.000", "318.25", clinic.dayAhead(20)],
      ],
      {
        name: `Resina compuesta fotopolimerizable nanohíbrida universal A2 ${clinic.unique()}`,
        unit: "jeringa de 4 gramos",
      },
    ),
    clinic.patient("María Fernanda de los Ángeles", "Vélez-Santillán Ortiz de Rivadeneira", {
      email: "maria.fernanda.velez.santillan.ortiz@consultoriosdelvalle.com.ec",
    }),
  ]);
  const treatment = await clinic.treatment(
    { [product.id]: "1.500" },
    {
      name: `Rehabilitación oral completa con carillas de porcelana y restauración ${clinic.unique()}`,
      price: "12450.00",
    },
  );
  await api.post(`/historia-clinica/patients/${patient.id}/medical-history`, {
    category: "ALLERGY",
    description: "Penicilina y derivados betalactámicos",
    severity: "HIGH",
  });
  await api.post(`/historia-clinica/patients/${patient.id}/notes`, {
    reason: "Dolor en la pieza 26 al frío y al masticar, desde hace una semana y más por las noches",
    assessment: "Caries",
    plan: "Resina",
  });
  await keepPapers(api, patient, doctor);
  await keepMouth(api, patient);
  const visit = await clinic.appointment(patient.id, doctor.id, clinic.at(clinic.dayAhead(1), "15:00"), [treatment.id]);
  await clinic.appointment(
    (await clinic.patient("Luis", "Andrade")).id,
    doctor.id,
    clinic.at(clinic.dayAhead(1), "15:45"),
    [treatment.id],
  );
  const buyer = { id_type: "05", document: patient.document_number, name: patient.full_name, email: patient.email };
  const lines = [
    {
      kind: "OTHER",
      description: "Certificado odontológico para la Dirección Nacional de Rehabilitación Social",
      quantity: "1.000",
      unit_price: "98765.43",
      iva_code: "4",
    },
  ];
  const draft = await api.post("/facturacion/invoices", { patient_id: patient.id, buyer, lines });
  const issued = await api.post("/facturacion/invoices", { patient_id: patient.id, buyer, lines });
  await api.post(`/facturacion/invoices/${issued.id}/issue`);
  await api.post(`/facturacion/invoices/${issued.id}/payments`, { method: "TRANSFER", amount: "45678.90" });
  const session = await clinic.openTill(admin);
  await api.post(`/facturacion/patients/${patient.id}/deposits`, { method: "CASH", amount: "40.00" });
  await api.post(`/facturacion/patients/${patient.id}/refunds`, {
    method: "CASH",
    amount: "5.00",
    reason: "Se canceló la corona provisional de la pieza 36 y no se vuelve a programar",
  });
  await api.post("/facturacion/expenses", {
    date: clinic.dayAhead(0),
    category: "Arriendo",
    description: "Arriendo de los dos consultorios del segundo piso y de la bodega, noviembre",
    amount: "123456.78",
    payment_method: "TRANSFER",
  });
  await api.post("/facturacion/recurring-expenses", {
    category: "Arriendo",
    description: `Arriendo de los dos consultorios del segundo piso y de la bodega ${clinic.unique()}`,
    amount: "123456.78",
    payment_method: "TRANSFER",
    day_of_month: 1,
    first_month: clinic.dayAhead(0),
  });
  const bundle = await api.post("/facturacion/packages", {
    name: `Rehabilitación por etapas con controles de porcelana ${clinic.unique()}`,
    items: [{ treatment_id: treatment.id, sessions: 12 }],
    price: "98765.43",
    iva_code: "4",
    validity_days: 365,
  });
  const sale = await api.post("/facturacion/invoices", {
    patient_id: patient.id,
    buyer,
    lines: [
      {
        kind: "PACKAGE",
        reference_id: bundle.id,
        description: bundle.name,
        quantity: "1",
        unit_price: bundle.price,
        iva_code: "4",
      },
    ],
  });
  await api.post(`/facturacion/invoices/${sale.id}/issue`);
  const {
    data: [held],
  } = await api.get(`/facturacion/patient-packages?package_id=${bundle.id}`);
  const quotes = [];
  for (const phase of ["Urgente", "Después"])
    quotes.push(
      await api.post("/facturacion/quotes", {
        patient_id: patient.id,
        valid_days: 30,
        lines: lines.map((line) => ({ ...line, phase, tooth: "36" })),
      }),
    );
  const [draftQuote, sentQuote] = quotes;
  await api.ask("POST", `/facturacion/quotes/${sentQuote.id}/send`, undefined, sentQuote.version);
  await api.post("/facturacion/commission-rules", {
    doctor_id: doctor.id,
    treatment_id: treatment.id,
    percent: "33.33",
    basis: "COLLECTED",
    net_of_materials: true,
    valid_from: clinic.dayAhead(0),
  });
  const {
    data: [role],
  } = await api.get("/auth/roles");
  const [entry] = await eventually(
    async () => (await api.get(`/logs/logs?patient_id=${patient.id}`)).data,
    "the register of it",
  );

  const twin = await clinic.patient("María Fernanda", "Vélez Santillán");
  const file = `/pacientes/ver/?id=${patient.id}`;
  return {
    admin,
    pages: [
      "/panel/",
      "/panel/margen/",
      "/panel/ventas/",
      "/panel/ventas/?por=tratamiento&fila=sin",
      "/panel/por-cobrar/",
      "/panel/iva/",
      "/presupuestos/",
      "/presupuestos/?nuevo=1",
      `/presupuestos/ver/?id=${draftQuote.id}`,
      `/presupuestos/ver/?id=${sentQuote.id}`,
      `/agenda/?fecha=${clinic.dayAhead(1)}`,
      `/agenda/?fecha=${clinic.dayAhead(1)}&por=consultorio`,
      `/agenda/?cita=${visit.id}`,
      `/agenda/?vista=semana&fecha=${clinic.dayAhead(1)}&prof=${doctor.id}`,
      "/agenda/?vista=mes",
      "/agenda/?nuevo=1",
      `/agenda/horarios/?prof=${doctor.id}`,
      `/agenda/espera/?hueco=${await freeAnHour(api, patient, doctor, treatment)}`,
      "/agenda/espera/recuperadas/",
      "/agenda/cumplimiento/",
      "/agenda/cumplimiento/?por=paciente",
      "/agenda/sala/",
      "/agenda/avisos/",
      "/agenda/avisos/?ver=piden",
      "/agenda/avisos/?ver=llamar",
      "/agenda/avisos/?ver=reglas",
      "/agenda/reservas/",
      "/agenda/reservas/?ver=pagina",
      "/apagon/",
      "/agenda/horarios/?ver=feriados",
      "/agenda/horarios/?ver=consultorios",
      "/agenda/horarios/?ver=sobrecupos",
      "/pacientes/",
      "/pacientes/?nuevo=1",
      file,
      `/odontograma/?id=${patient.id}`,
      `/odontograma/?id=${patient.id}&comparar=1`,
      `/periodontograma/?id=${patient.id}`,
      `/periodontograma/?id=${patient.id}&comparar=1`,
      `/salud-bucal/?id=${patient.id}`,
      `/ortodoncia/?id=${patient.id}`,
      `/materiales/?id=${patient.id}`,
      `/plan/?id=${patient.id}`,
      `/pacientes/unir/?id=${patient.id}&con=${twin.id}`,
      `${file}&tab=historia`,
      `${file}&tab=antecedentes`,
      `${file}&tab=notas`,
      `${file}&tab=notas&nota=nueva`,
      `${file}&tab=recetas`,
      `${file}&tab=recetas&receta=nueva`,
      `${file}&tab=certificados`,
      `${file}&tab=certificados&certificado=nuevo`,
      `${file}&tab=ordenes`,
      `${file}&tab=ordenes&orden=nueva`,
      `${file}&tab=documentos`,
      `${file}&tab=consentimientos`,
      `${file}&tab=citas`,
      `${file}&tab=facturacion`,
      "/tratamientos/",
      `/tratamientos/ver/?id=${treatment.id}`,
      "/tratamientos/?nuevo=1",
      "/inventario/",
      "/inventario/?vista=reponer",
      "/inventario/?vista=vencer",
      "/inventario/?vista=faltantes",
      "/inventario/?vista=compras",
      "/inventario/?vista=movimientos",
      "/inventario/?vista=esterilizacion",
      `/inventario/ver/?id=${product.id}`,
      "/inventario/?nuevo=1",
      "/facturacion/",
      `/facturacion/ver/?id=${draft.id}`,
      `/facturacion/ver/?id=${issued.id}`,
      "/facturacion/?nuevo=1",
      "/facturacion/series/",
      "/pacientes/plantillas/",
      "/pacientes/repetidas/",
      "/pacientes/supresiones/",
      "/pacientes/pendientes/",
      "/pacientes/pendientes/?ver=borradores",
      "/registro/aperturas/",
      "/facturacion/notas-de-credito/",
      "/facturacion/devoluciones/",
      "/facturacion/cheques/",
      `/facturacion/cuenta/?id=${patient.id}`,
      "/facturacion/paquetes/",
      "/facturacion/paquetes/?ver=catalogo",
      "/facturacion/paquetes/?ver=deuda",
      "/facturacion/paquetes/?nuevo=1",
      `/facturacion/paquetes/ver/?id=${held.id}`,
      "/caja/",
      `/caja/cerrar/?id=${session.id}`,
      "/caja/cierres/",
      "/comprobantes/",
      "/comprobantes/emisor/",
      "/gastos/",
      "/gastos/?nuevo=1",
      "/gastos/importar/",
      "/gastos/recurrentes/",
      "/comisiones/",
      "/comisiones/?ver=liquidaciones",
      "/comisiones/?ver=reglas",
      "/comisiones/?ver=reglas&nuevo=1",
      "/comisiones/?ver=mias",
      "/registro/",
      `/registro/?entrada=${entry.id}`,
      "/usuarios/",
      "/usuarios/?nuevo=1",
      `/usuarios/?editar=${doctor.id}`,
      "/roles/",
      "/roles/?nuevo=1",
      `/roles/ver/?id=${role.id}`,
      `/roles/ver/?id=${role.id}&pestana=menu`,
      "/integraciones/",
      "/integraciones/?nuevo=1",
      "/eventos/",
      "/eventos/?estado=espera",
      "/clinica/",
      "/cuenta/",
    ],
  };
}

const loaded = (page) => page.locator('[role=status][aria-label^="Cargando"]').first().waitFor({ state: "detached" });

/** The page is there, and nothing on it still loads. */
export async function come(page) {
  await page.locator("main").first().waitFor();
  await quiet(page);
  await loaded(page);
}

/** The same, and what it fetches for later has come too: half a second in which it asked for nothing. */
export async function settled(page) {
  await page.locator("main").first().waitFor();
  await page.waitForLoadState("networkidle");
  await loaded(page);
}

/** "/pacientes/ver/?id=7&tab=notas" as a part of a file's name. */
export const nameOf = (path) =>
  path
    .replace(/[?&](id|fecha|prof)=[\w-]+/g, "")
    .replace(/=\d+/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/-$/, "");
