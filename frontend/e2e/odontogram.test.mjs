// The dentist's charts with the keyboard alone: a full mouth in few keys, signed, opened again, compared; what cannot be
// sent waits; what contradicts is refused; what two people change at once is put side by side; and the gums as they are called.
import assert from "node:assert/strict";
import { eventually } from "./harness/api.mjs";
import * as clinic from "./harness/clinic.mjs";
import { button, gone, sees } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";
import { settled } from "./harness/tour.mjs";

const MOST_KEYS = 40;
const MOST_SECONDS = 90;

/** From 18 along the upper arch, down at 26, and along the lower left: what each key finds stands beside it. */
const MOUTH = [
  ["Shift+A", "18 ausente por otra causa"],
  ["ArrowRight", "s", "17 sellante indicado"],
  ["ArrowRight", "5", "o", "16 obturación oclusal"],
  ["ArrowRight", "4", "c", "15 caries distal"],
  ["ArrowRight", "e", "14 endodoncia indicada"],
  ["k", "14 corona indicada"],
  ["End", "n", "28 retenido"],
  ["ArrowLeft", "s", "Space", "27 sellante realizado"],
  ["ArrowLeft", "5", "c", "4", "c", "26 caries mesial y oclusal"],
  ["ArrowDown", "2", "o", "36 obturación vestibular"],
  ["ArrowRight", "i", "Space", "37 implante"],
  ["ArrowRight", "a", "38 ausente por caries"],
];
const KEYS = MOUTH.flatMap((finding) => finding.slice(0, -1));

const chart = (page) => page.getByRole("listbox", { name: /Odontograma/ });
const words = (page) => page.locator("#odontograma-palabras");
const tooth = (page, name) => page.getByRole("option", { name });
const saved = (page) => sees(page.getByText(/^Guardado \d\d:\d\d$/));

story("a full mouth is entered with the keyboard, signed, opened again and compared", async ({ enter, step }) => {
  const [dentist, patient] = await Promise.all([
    clinic.dentist(`Zoila ${clinic.unique()}`),
    clinic.patient("Rosa Elena", `Guamán ${clinic.unique()}`, { birth_date: "1991-03-02" }),
  ]);
  const page = await enter(dentist, `/odontograma/?id=${patient.id}`);
  const versions = async () => dentist.api.get(`/historia-clinica/patients/${patient.id}/odontograms`);

  await step("twelve findings", async () => {
    await sees(chart(page));
    await eventually(
      () => chart(page).evaluate((node) => node === document.activeElement),
      "the keyboard in the chart",
    );
    const begun = performance.now();
    for (const key of KEYS) await page.keyboard.press(key);
    await sees(tooth(page, /^38 .*ausente por caries/));
    await eventually(
      async () => (await versions()).current?.findings.length === MOUTH.length,
      `${MOUTH.length} findings on the server`,
    );
    await saved(page);
    const seconds = (performance.now() - begun) / 1000;
    console.log(`    ${MOUTH.length} findings: ${KEYS.length} keys, ${seconds.toFixed(1)} s`);
    assert.ok(KEYS.length <= MOST_KEYS, `${KEYS.length} keys`);
    assert.ok(seconds < MOST_SECONDS, `${seconds} s`);
    for (const said of [
      /^18 .*ausente por otra causa$/,
      /^16 .*obturación oclusal$/,
      /^14 .*endodoncia indicada, corona indicada$/,
      /^26 .*caries mesial y oclusal$/,
      /^37 .*implante$/,
    ])
      await sees(tooth(page, said));
    const { current } = await versions();
    assert.deepEqual(current.indices.cpo.decayed, [14, 15, 26]);
    await picture(page, "odontograma");
  });

  await step("what contradicts is refused in words", async () => {
    await page.keyboard.press("5");
    await page.keyboard.press("c");
    await sees(words(page).filter({ hasText: "38 está ausente: no puede tener caries." }));
    assert.equal((await versions()).current.findings.length, MOUTH.length);
  });

  await step("undone and done again", async () => {
    for (const key of ["Home", "x", "Control+z"]) await page.keyboard.press(key);
    await sees(words(page).filter({ hasText: "Deshecho. 48: sana." }));
    await saved(page);
  });

  await step("signed: it is only read from then on", async () => {
    await button(page, "Firmar versión").click();
    await button(page.getByRole("alertdialog", { name: "Firmar el odontograma" }), "Firmar versión").click();
    await sees(page.getByText(new RegExp(`^Firmado por ${dentist.name}`)));
    await gone(page.getByRole("toolbar", { name: "Hallazgos" }));
    await page.reload();
    await sees(tooth(page, /^26 .*caries mesial y oclusal$/));
  });

  await step("a new version, in which the caries was treated", async () => {
    await button(page, "Nueva versión").click();
    await sees(page.getByRole("toolbar", { name: "Hallazgos" }));
    for (const key of ["End", "ArrowLeft", "ArrowLeft", "5", "o", "4", "o"]) await page.keyboard.press(key);
    await sees(tooth(page, /^26 .*: obturación mesial y oclusal$/));
    await saved(page);
  });

  await step("both beside each other", async () => {
    await page.keyboard.press("\\");
    const row = page.getByRole("row", { name: /^26 Tratada Caries mesial y oclusal .*Obturación mesial y oclusal/ });
    await sees(row);
    await sees(page.getByRole("heading", { name: "1 pieza cambió" }));
    await picture(page, "odontograma-comparado");
    await page.keyboard.press("Escape");
    await sees(chart(page));
  });

  await step("the old one is read, and leads back", async () => {
    await page.keyboard.press("[");
    await sees(page.getByText(/^Viendo .*, firmado por/));
    await sees(tooth(page, /^26 .*caries mesial y oclusal$/));
    await button(page, "Volver a hoy").click();
    await gone(page.getByText(/^Viendo/));
  });
});

story("what cannot be sent waits here, and what two people change at once is put side by side", async (stage) => {
  const { enter, step, trouble } = stage;
  const [dentist, patient] = await Promise.all([
    clinic.dentist(`Zoila ${clinic.unique()}`),
    clinic.patient("Luis", `Andrade ${clinic.unique()}`, { birth_date: "1980-01-20" }),
  ]);
  const draft = await dentist.api.post(`/historia-clinica/patients/${patient.id}/odontograms`, {});
  const page = await enter(dentist, `/odontograma/?id=${patient.id}`);
  await sees(chart(page));

  await step("without a connection", async () => {
    // What may be needed later is fetched meanwhile, and again when it is.
    trouble.expect("PUT /api/historia-clinica/odontograms/", "GET /_next/static/chunks/");
    await settled(page);
    await page.context().setOffline(true);
    for (const key of ["x", "ArrowRight", "x", "ArrowRight", "x"]) await page.keyboard.press(key);
    await sees(page.getByText("Sin conexión, 3 cambios guardados aquí"));
    await page.context().setOffline(false);
    await saved(page);
    const { findings } = await dentist.api.get(`/historia-clinica/odontograms/${draft.id}`);
    assert.deepEqual(
      findings.map(({ tooth }) => tooth),
      [18, 17, 16],
    );
  });

  await step("two at once", async () => {
    trouble.expect("412 PUT /api/historia-clinica/odontograms/");
    const { version } = await dentist.api.get(`/historia-clinica/odontograms/${draft.id}`);
    const other = { findings: [{ tooth: 11, kind: "FRACTURE", state: "TODO" }] };
    await dentist.api.ask("PUT", `/historia-clinica/odontograms/${draft.id}/findings`, other, version);
    await chart(page).focus();
    await page.keyboard.press("k");
    await sees(page.getByText(/Otra persona guardó este odontograma/));
    await button(page, "Tomar la otra").click();
    await sees(tooth(page, /^11 .*fractura$/));
  });
});

/** What a dentist calls from 18 on: three digits a tooth, with what bleeds and what is missing. 17 is absent. */
const CALLED = ["4", "3", "s", "5", "F2", "3", "2", "m", "2", "3"];

story("the gums are written in the order in which they are called, signed and compared", async ({ enter, step }) => {
  const [dentist, patient] = await Promise.all([
    clinic.dentist(`Zoila ${clinic.unique()}`),
    clinic.patient("Elsa", `Toapanta ${clinic.unique()}`, { birth_date: "1970-05-02" }),
  ]);
  const page = await enter(dentist, `/periodontograma/?id=${patient.id}`);
  const sites = page.getByRole("application", { name: /^Sitios del examen/ });
  const said = page.locator("#periodontograma-palabras");
  const exam = async () => (await dentist.api.get(`/historia-clinica/patients/${patient.id}/periodontograms`)).current;
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  await step("three teeth, of which one is missing", async () => {
    await sees(sites);
    await eventually(() => sites.evaluate((node) => node === document.activeElement), "the keyboard in the chart");
    await press(...CALLED);
    await sees(said.filter({ hasText: "15 vestibular, sitio distal" }));
    await eventually(async () => (await exam())?.teeth.find(({ tooth }) => tooth === 16)?.sites.MV.depth === 3, "16");
    await saved(page);
    const { teeth } = await exam();
    const [third, gone, first] = [18, 17, 16].map((fdi) => teeth.find(({ tooth }) => tooth === fdi));
    assert.deepEqual([third.sites.DV.depth, third.sites.V.depth, third.sites.MV.depth], [4, 3, 5]);
    assert.ok(third.sites.MV.bleeding && gone.absent);
    assert.equal(first.sites.MV.margin, -2);
  });

  await step("from 28 back by palatal, over what is missing", async () => {
    const depths = Array.from({ length: 13 * 3 }, () => "2");
    await press(...depths, "3");
    await sees(said.filter({ hasText: "28 palatino, sitio central" }));
    await press("ArrowUp");
    await sees(said.filter({ hasText: "28 vestibular" }));
    await eventually(async () => (await exam()).teeth.find(({ tooth }) => tooth === 28)?.sites.DL.depth === 3, "28");
    await saved(page);
  });

  await step("signed, and the next one beside it", async () => {
    await button(page, "Firmar examen").click();
    await button(page.getByRole("alertdialog"), "Firmar examen").click();
    await button(page, "Nuevo examen").first().click();
    // Until the new one is there, the keys would go to the signed one, which only reads.
    await sees(button(page, "Firmar examen"));
    await sites.focus();
    await press("9");
    await eventually(async () => (await exam()).teeth.find(({ tooth }) => tooth === 18)?.sites.DV.depth === 9, "18");
    await saved(page);
    await press("\\");
    await sees(page.getByRole("heading", { name: /^1 pieza cambió desde/ }));
  });
});
