// What a patient's file holds in the tour.
import * as clinic from "./clinic.mjs";

/** A grey photo. */
const PHOTO =
  "iVBORw0KGgoAAAANSUhEUgAAADAAAAAgCAAAAABxv6TAAAAAHElEQVR42mNsYCANMDGMahjVMKphVMOohhGgAQDZzQDAKfXpCgAAAABJRU5ErkJggg==";

/** What a file holds beside its notes: a relative, a document, two photos of a series, a control, a consent, and what a
 * dentist certifies and orders. */
export async function keepPapers(api, patient, doctor) {
  const file = `/historia-clinica/patients/${patient.id}`;
  const mother = await clinic.patient("Carmen Auxiliadora de las Mercedes", "Ortiz de Rivadeneira");
  await api.post(`${file}/family`, { relative_id: mother.id, relation: "PARENT" });
  const stored = await api.upload("historia-clinica", Buffer.from(PHOTO, "base64"));
  await api.post(`${file}/documents`, {
    file_id: stored.id,
    kind: "PHOTO",
    title: "Frontal con labios en reposo, antes de las carillas de porcelana",
    taken_on: clinic.dayAhead(0),
  });
  for (const [stage, day] of [
    ["BEFORE", -200],
    ["PROGRESS", 0],
  ]) {
    const photo = await api.upload("historia-clinica", Buffer.from(PHOTO, "base64"));
    await api.post(`${file}/documents`, {
      file_id: photo.id,
      kind: "PHOTO",
      title: "Intraoral izquierda",
      taken_on: clinic.dayAhead(day),
      view: "INTRAORAL_LEFT",
      stage,
    });
  }
  await api.post(`${file}/orthodontic-controls`, {
    phase: "SPACE_CLOSURE",
    upper: { act: "PLACED", alloy: "HEAT_NITI", size: "0.016x0.022" },
    lower: { act: "KEPT", alloy: "STEEL", size: "0.019x0.025" },
    elastics: { kind: "CLASS_II", side: "BOTH", size: "3/16″ · 4,5 oz", hours: 22 },
    works: ["CHAIN", "STRIPPING"],
    rebonded: [15, 24, 35],
    remark: "Se refuerza el uso de los elásticos de clase II y el cepillado alrededor de los brackets",
  });
  const template = await api.post("/historia-clinica/consent-templates", {
    name: `Exodoncia de un tercer molar incluido ${clinic.unique()}`,
    body: "## Qué se va a hacer\nSe retira la pieza con anestesia local, después de explicarlo a {paciente}.",
    valid_days: 30,
  });
  await api.post(`${file}/procedure-consents`, {
    template_id: template.id,
    professional_name: "Dra. Verónica Alejandra Salazar Montesdeoca",
    decision: "EMERGENCY",
    reason: "Sangrado activo: no se pudo esperar a que el representante firmara",
  });
  await keepOrders(doctor.api, file, api);
}

/** A certificate, and an order with a result that nobody has seen. */
async function keepOrders(api, file, admin) {
  const diagnoses = [{ code: "K02.1", description: "Caries de la dentina" }];
  await api.post(`${file}/certificates`, {
    attended_on: clinic.dayAhead(-1),
    attended_from: "10:00",
    reason: "Cuadro agudo, con procedimiento bajo anestesia local y sutura",
    diagnoses,
    show_diagnosis: true,
    rest: "HOURS",
    rest_hours: 4,
    rest_from: clinic.dayAhead(0),
    rest_kind: "RELATIVE",
    contingency: "ILLNESS",
  });
  const exam = await admin.post("/historia-clinica/exams", {
    kind: "LABORATORY",
    category: "Química sanguínea",
    name: `Glucosa en ayunas ${clinic.unique()}`,
    unit: "mg/dL",
    low: "70",
    high: "100",
  });
  const order = await api.post(`${file}/orders`, {
    kind: "LABORATORY",
    urgent: true,
    indication: "Control previo a la exodoncia de un tercer molar incluido",
    diagnoses,
    items: [{ exam_id: exam.id }],
  });
  await api.post(`/historia-clinica/orders/${order.id}/results`, { position: 1, value: "118" });
}

/** A chart that was signed, and a draft in which something was treated. */
export async function keepMouth(api, patient) {
  const found = (tooth, kind, state = "TODO", more = {}) => ({ tooth, kind, state, ...more });
  const mouth = [
    found(18, "ABSENT_OTHER", "DONE"),
    found(14, "ENDODONTICS"),
    found(11, "CROWN", "DONE"),
    found(46, "BRIDGE", "DONE", { to_tooth: 44, pillars: [46, 44] }),
    found(33, "RECESSION", "TODO", { value: 3 }),
    found(12, "ROTATION", "FACT", { side: "M" }),
  ];
  const charts = "/historia-clinica/odontograms";
  for (const last of [
    found(26, "CARIES", "TODO", { faces: ["M", "O"] }),
    found(26, "FILLING", "DONE", { faces: ["O"] }),
  ]) {
    const { id, version } = await api.post(`/historia-clinica/patients/${patient.id}/odontograms`, {});
    const saved = await api.put(`${charts}/${id}/findings`, { findings: [...mouth, last] }, version);
    if (last.kind === "CARIES") await api.ask("POST", `${charts}/${id}/sign`, {}, saved.version);
  }
}
