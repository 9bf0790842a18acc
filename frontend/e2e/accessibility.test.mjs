// Every page once: axe in both themes finds nothing serious, nothing critical; nothing moves sideways on the screens
// of a desk or on a phone, and no table is wider than its place, looked at while the page is there.
import assert from "node:assert/strict";
import { AXE, findings, OF_COLOUR } from "./harness/axe.mjs";
import { newcomer } from "./harness/clinic.mjs";
import { fitsSideways, logInByHand, sees } from "./harness/pages.mjs";
import { quiet } from "./harness/quiet.mjs";
import { glance, story } from "./harness/story.mjs";
import { come, nameOf, routes, tour } from "./harness/tour.mjs";

/** Seen by stories of their own: the way in, and what only leads elsewhere. */
const LINKED = ["/cita/", "/comprobante/", "/firmar/", "/espera/", "/reserva/", "/sala/", "/comprobar/"];
const OUTSIDE = ["/", "/ingresar/", "/reservar/", ...LINKED];

const setTheme = (page, theme) => page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });

async function audit(page, path) {
  const found = [];
  for (const theme of ["light", "dark"]) {
    await setTheme(page, theme);
    found.push(
      ...(await findings(page, theme === "dark" ? OF_COLOUR : null)).map((line) => `${path} (${theme}) ${line}`),
    );
    await glance(page, `${theme}${nameOf(path)}`);
  }
  return found;
}

/** The two tightest screens of a desk: with the icons, and where the whole menu begins to stand beside the page. */
const DESKS = [
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
];

/** Runs in the page: tables wider than their place. The agenda's is meant to be. */
const wideTables = () =>
  [...document.querySelectorAll("main table")]
    .filter(
      (table) => !location.pathname.startsWith("/agenda") && table.offsetWidth > table.parentElement.clientWidth + 1,
    )
    .map((table) => `${table.caption?.textContent}: ${table.offsetWidth} px in ${table.parentElement.clientWidth}`);

/** The page that is there as a phone has it, until its size is set again: narrow, and for a finger. */
async function onPhone(page, look) {
  const browser = await page.context().newCDPSession(page);
  const phone = { width: 390, height: 844, deviceScaleFactor: 1, mobile: true };
  await browser.send("Emulation.setDeviceMetricsOverride", phone);
  await browser.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await quiet(page);
  await look();
  await browser.send("Emulation.setTouchEmulationEnabled", { enabled: false });
  await browser.detach();
  await page.setViewportSize(DESKS[0]);
}

async function misfits(page, path) {
  const found = [];
  await onPhone(page, async () => {
    await fitsSideways(page).catch((error) => found.push(error.message));
    await glance(page, `390${nameOf(path)}`);
  });
  for (const desk of DESKS) {
    await page.setViewportSize(desk);
    await quiet(page);
    await fitsSideways(page).catch((error) => found.push(error.message));
    found.push(...(await page.evaluate(wideTables)).map((line) => `${path} (${desk.width}) ${line}`));
    await glance(page, `${desk.width}${nameOf(path)}`);
  }
  return found;
}

for (const half of [0, 1]) {
  story(
    `no page has a serious finding, a table too wide, or moves sideways, in light or dark (${half + 1} of 2)`,
    async ({ enter }) => {
      const { admin, pages } = await tour();
      const page = await enter(admin, "/cuenta/");
      await page.addInitScript(AXE);
      const found = [];
      for (const path of pages.filter((_, index) => index % 2 === half)) {
        await page.goto(path);
        await come(page);
        found.push(...(await audit(page, path)), ...(await misfits(page, path)));
      }
      assert.deepEqual(found, []);
    },
    // What it finds is there the second time too.
    { timeout: 300_000, once: true },
  );
}

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
