// A patient books from home: a phone, a slow network, a browser in Madrid, and nothing but the clinic's own words and hours.
import assert from "node:assert/strict";
import { AXE, findings } from "./harness/axe.mjs";
import { ADDRESS } from "./harness/api.mjs";
import * as clinic from "./harness/clinic.mjs";
import { FOLDER, inLetterTo } from "./harness/mail.mjs";
import { button, fitsSideways, sees } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

const DAY = clinic.dayAhead(2);
/** What a page may weigh until somebody reads on it, with its answers. */
const LIGHT = 60_000;
/** A telephone at the edge of its network: 400 kbit/s, and 400 ms until an answer begins. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, timezoneId: "Europe/Madrid" };

async function publish(doctor, treatment) {
  const { api } = await clinic.administrator();
  const { version } = await api.get("/citas/self-booking-settings");
  const rules = {
    enabled: true,
    mode: "BOOK",
    treatment_ids: [treatment.id],
    doctor_ids: [doctor.id],
    notice_minutes: 0,
  };
  await api.put("/citas/self-booking-settings", rules, version);
}

/** Counts what comes over the network from now on. */
async function slowly(page) {
  const network = await page.context().newCDPSession(page);
  let bytes = 0;
  network.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", SLOW);
  return () => bytes;
}

story(
  "a patient books on a phone with a slow network, by the clinic's clock although the browser is in Madrid",
  async ({ open, step }) => {
    const email = `${clinic.unique().toLowerCase()}@example.com`;
    const [doctor, treatment, patient] = await Promise.all([
      clinic.dentist("Dra. Verónica Salazar"),
      clinic.treatment(),
      clinic.patient("Julián", "Vélez Cano"),
    ]);
    await publish(doctor, treatment);
    const page = await open(PHONE);
    const bytes = await slowly(page);
    await page.addInitScript(AXE);
    /** Looked at as it is: nothing serious, nothing that moves sideways. */
    const looked = async (name) => {
      assert.deepEqual(await findings(page), [], name);
      await fitsSideways(page);
      await picture(page, `reservar-${name}`);
    };

    await step("the page is there, and light", async () => {
      await page.goto("/reservar/");
      await sees(button(page, new RegExp(treatment.name)));
      assert.ok(bytes() < LIGHT, `${bytes()} bytes`);
      await looked("tratamiento");
    });
    await step("an hour of the clinic's morning", async () => {
      await button(page, new RegExp(treatment.name)).click();
      const day = button(page, new RegExp(` ${Number(DAY.slice(8))} de `));
      await page.locator("button.day:enabled").first().waitFor();
      await day.click();
      // From eight to six at the clinic; in Madrid it is afternoon and night.
      await sees(button(page, "08:00", { exact: true }));
      assert.equal(await page.locator("button.slot").last().textContent(), "17:30");
      await button(page, "08:30", { exact: true }).click();
      await looked("hora");
      await button(page, "Continuar").click();
      await sees(page.getByRole("heading", { name: "Sus datos" }));
      await sees(page.getByText(/, 08:30–09:00$/));
    });
    await step("who comes", async () => {
      await page.getByLabel("Número de cédula").fill(patient.document_number);
      await page.getByLabel("Nombres").fill("Julián");
      await page.getByLabel("Apellidos").fill("Vélez");
      await page.getByLabel("Teléfono o WhatsApp").fill("099 145 2208");
      await page.getByLabel("Correo").fill(email);
      await page.getByRole("checkbox").check();
      await looked("datos");
      await button(page, "Enviarme el código").click();
      await sees(page.getByRole("heading", { name: "Confirme su correo" }));
      await looked("codigo");
    });
    await step("the code of the letter", async () => {
      await page.getByLabel("Código").fill(await inLetterTo(email, /Subject: (\d{6})/));
      await button(page, "Confirmar").click();
      await sees(page.getByRole("heading", { name: "Su hora está reservada" }));
      await looked("reservada");
      const { api } = await clinic.administrator();
      const { data } = await api.get(`/citas/appointments?patient_id=${patient.id}`);
      assert.deepEqual(
        data.map(({ start_time, doctor }) => [Date.parse(start_time), doctor.id]),
        [[Date.parse(clinic.at(DAY, "08:30")), doctor.id]],
      );
    });
    await step("the link of the letter, on the same clock", async () => {
      const address = new URL(await inLetterTo(email, /(http\S+\/reserva\/#\S+)/));
      await page.goto(`${ADDRESS}${address.pathname}${address.hash}`);
      await sees(page.getByText(/, 08:30–09:00$/));
      await button(page, "Cambiar de hora").click();
      await page.locator("button.day:enabled").first().waitFor();
      await looked("cambiar");
    });
  },
  { skip: !FOLDER && "SUITE_MAIL no dice dónde quedan las cartas" },
);
