// Electronic documents: who issues them, with what certificate, and the board of what became of each.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { sees } from "./harness/pages.mjs";
import { glance, story } from "./harness/story.mjs";

const CERTIFICATE = "/api/facturacion/issuer/certificates";

story(
  "who directs reads what the issuer is, and a file that is no certificate is refused in a sentence",
  async ({ enter, trouble }) => {
    const admin = await clinic.administrator();
    const page = await enter(admin, "/comprobantes/");
    await sees(page.getByRole("heading", { name: "Comprobantes", level: 1 }));
    await sees(page.getByRole("region", { name: "Estados" }).getByRole("button", { name: /^Devuelto/ }));
    await page.getByRole("link", { name: "Emisor y certificado" }).click();
    await sees(page.getByRole("heading", { name: "Emisor y certificado", level: 1 }));
    await sees(page.getByLabel("RUC", { exact: true }));
    await glance(page, "emisor");

    trouble.expect(`422 POST ${CERTIFICATE}`);
    await page.getByRole("button", { name: /^Subir/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Archivo del certificado").setInputFiles({
      name: "firma.p12",
      mimeType: "application/x-pkcs12",
      buffer: Buffer.from("no es un certificado"),
    });
    await dialog.getByLabel("Contraseña del archivo").fill("clave");
    await dialog.getByRole("button", { name: "Guardar certificado" }).click();
    await sees(dialog.getByText(/No se pudo abrir: revise la contraseña/));
    await dialog.getByLabel("Contraseña del archivo").fill("");
    await page.keyboard.press("Escape");
  },
);

story("the board narrows by a state, and the address says so", async ({ enter }) => {
  const cashier = await clinic.person("Caja", "Paola Rivadeneira");
  const page = await enter(cashier, "/comprobantes/");
  const tile = page.getByRole("button", { name: /^No autorizado/ });
  await tile.click();
  await page.waitForURL(/status=NOT_AUTHORISED/);
  assert.equal(await tile.getAttribute("aria-pressed"), "true");
  await page.getByRole("button", { name: "Quitar filtros" }).first().click();
  await page.waitForURL((url) => !url.search.includes("status"));
  await page.getByRole("link", { name: "Emisor y certificado" }).click();
  await sees(page.getByRole("region", { name: "Emisión electrónica" }));
  assert.equal(await page.getByRole("button", { name: /Guardar|Subir|Empezar|Dejar de emitir/ }).count(), 0);
});
