// Half of the pages (the other half: accessibility-more.test.mjs), those outside of the tour, and that none is left out.
import assert from "node:assert/strict";
import { AXE } from "./harness/axe.mjs";
import { newcomer } from "./harness/clinic.mjs";
import { logInByHand, sees } from "./harness/pages.mjs";
import { story } from "./harness/story.mjs";
import { routes, tour } from "./harness/tour.mjs";
import { audit, walk } from "./harness/walk.mjs";

/** Seen by stories of their own: the way in, and what only leads elsewhere. */
const LINKED = ["/cita/", "/comprobante/", "/firmar/", "/espera/", "/reserva/", "/sala/", "/comprobar/"];
const OUTSIDE = ["/", "/ingresar/", "/reservar/", ...LINKED];

walk(0);

story("the tour leaves no page out", async () => {
  const { pages } = await tour();
  const seen = new Set([...pages, ...OUTSIDE].map((path) => path.split("?")[0]));
  assert.deepEqual(
    routes().filter((route) => !seen.has(route)),
    [],
  );
});

story("the pages outside of the tour have no serious finding either", async ({ open, trouble }) => {
  const page = await open();
  await page.addInitScript(AXE);
  // A clinic that publishes no hours says so with a 404.
  trouble.expect("401 GET /api/auth/me", "404 GET /no-existe/", "404 GET /api/citas/online");
  const found = [];
  await page.goto("/ingresar/");
  await sees(page.getByRole("heading", { name: "Ingresar" }));
  found.push(...(await audit(page, "/ingresar/")));
  const { email, temporary_password } = await newcomer("Recepci", "Paola Rivadeneira");
  await logInByHand(page, email, temporary_password);
  await sees(page.getByLabel("Contraseña actual"));
  found.push(...(await audit(page, "/primera-clave/")));
  await page.goto("/no-existe/");
  await sees(page.getByRole("heading"));
  found.push(...(await audit(page, "/no-existe/")));
  for (const path of LINKED) {
    await page.goto(path);
    await sees(page.getByText("Falta una parte del enlace"));
    found.push(...(await audit(page, path)));
  }
  await page.goto("/reservar/");
  await sees(page.getByRole("heading"));
  found.push(...(await audit(page, "/reservar/")));
  assert.deepEqual(found, []);
});
