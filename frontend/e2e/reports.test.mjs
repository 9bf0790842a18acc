// The owner's reports: figures that open into the lines they are made of.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { sees } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

story("the sales of a treatment open into their lines, and these into the invoice", async ({ enter }) => {
  const owner = await clinic.administrator();
  const treatment = await clinic.treatment({}, { name: `Blanqueamiento ${clinic.unique()}`, price: "80.00" });
  const somebody = await clinic.patient("Jimena", `Arteaga ${clinic.unique()}`);
  const sell = async (price) => {
    const { id } = await owner.api.post("/facturacion/invoices", {
      patient_id: somebody.id,
      buyer: { id_type: "05", document: somebody.document_number, name: somebody.full_name },
      lines: [
        {
          kind: "TREATMENT",
          reference_id: treatment.id,
          description: treatment.name,
          quantity: "1",
          unit_price: price,
          iva_code: "0",
        },
      ],
    });
    return owner.api.post(`/facturacion/invoices/${id}/issue`);
  };
  const first = await sell("80.00");
  await sell("33.33");

  const day = clinic.dayAhead(0);
  const page = await enter(owner, `/panel/ventas/?from=${day}&to=${day}`);
  await sees(page.getByRole("heading", { name: "Ventas", level: 1 }));
  await page.getByRole("tab", { name: "Por tratamiento" }).click();
  const table = page.getByRole("table", { name: /Ventas por tratamiento/ });
  const row = table.getByRole("row", { name: new RegExp(treatment.name) });
  await sees(row.getByText("113,33"));
  await row.getByRole("button").click();
  const lines = page.getByRole("list", { name: "Líneas" });
  await sees(lines.getByText("Suma de las líneas"));
  assert.match(await lines.getByRole("listitem").last().innerText(), /113,33/);
  await picture(page, "ventas-tratamiento");

  await lines.getByRole("link", { name: first.number }).click();
  await sees(page.getByRole("heading", { level: 1 }).getByText(first.number));
  // Back to the same row, still open.
  await page.goBack();
  await sees(page.getByRole("list", { name: "Líneas" }).getByText("Suma de las líneas"));
});
