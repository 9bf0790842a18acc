// A patient registered twice: the two files become one, either finds the person, and they part again.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { button, sees } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

story(
  "two files of one patient are merged from the list of those that look alike, and separated",
  async ({ enter }) => {
    const admin = await clinic.administrator();
    const surname = `Cevallos ${clinic.unique()}`;
    const born = { birth_date: "1971-08-23" };
    const stands = await clinic.patient("Rosaura Inés", surname, born);
    const other = await clinic.patient("Rosaura", surname, { ...born, email: "rosaura@example.com" });

    const page = await enter(admin, `/pacientes/unir/?id=${stands.id}`);
    await button(page, `Comparar con la ficha ${other.id}`).click();
    await sees(page.getByText("Por qué parecen la misma"));
    await picture(page, "unir-fichas");
    await page.getByRole("radiogroup", { name: "Correo" }).getByRole("radio", { name: "rosaura@example.com" }).click();
    await page.getByLabel("Motivo").fill("Se registró dos veces");
    await page.getByLabel("Lo confirmé con el paciente").click();
    await button(page, "Unir las dos fichas").click();
    await page.waitForURL((url) => url.pathname === "/pacientes/ver/");

    // The old number leads to the file that stands, which says what was merged.
    await page.goto(`/pacientes/ver/?id=${other.id}`);
    await sees(page.getByRole("heading", { level: 1, name: new RegExp(`Rosaura Inés ${surname}`) }));
    await button(page, `Separar la ficha ${other.id}`).click();
    const asked = page.getByRole("alertdialog");
    await asked.getByRole("textbox").fill("Eran dos personas");
    await button(asked, "Separar fichas").click();
    await asked.waitFor({ state: "hidden" });
    const parted = await admin.api.get(`/historia-clinica/patients/${other.id}`);
    assert.equal(parted.id, other.id);
  },
);
