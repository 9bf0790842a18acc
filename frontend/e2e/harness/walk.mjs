// A walk through pages: axe in both themes finds nothing serious, nothing critical; nothing moves sideways on the screens
// of a desk or on a phone, and no table is wider than its place, looked at while the page is there.
import assert from "node:assert/strict";
import { AXE, findings, OF_COLOUR } from "./axe.mjs";
import { fitsSideways } from "./pages.mjs";
import { quiet } from "./quiet.mjs";
import { glance, story } from "./story.mjs";
import { come, nameOf, tour } from "./tour.mjs";

const setTheme = (page, theme) => page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });

export async function audit(page, path) {
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

/** Where the whole menu begins to stand beside the page, as which a page of the walk is opened; and with the icons. */
const OPENED = { width: 1280, height: 800 };
const ICONS = { width: 1024, height: 768 };

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
}

async function misfits(page, path) {
  const found = [];
  const fits = async (width) => {
    await fitsSideways(page).catch((error) => found.push(error.message));
    await glance(page, `${width}${nameOf(path)}`);
  };
  const fitsADesk = async (width) => {
    await fits(width);
    found.push(...(await page.evaluate(wideTables)).map((line) => `${path} (${width}) ${line}`));
  };
  await fitsADesk(OPENED.width);
  await page.setViewportSize(ICONS);
  await quiet(page);
  await fitsADesk(ICONS.width);
  await onPhone(page, () => fits(390));
  return found;
}

/** Every other page of the tour: 0 and 1 are told by files of their own, so that they are told side by side. */
export function walk(half) {
  story(
    `no page has a serious finding, a table too wide, or moves sideways, in light or dark (${half + 1} of 2)`,
    async ({ enter }) => {
      const { admin, pages } = await tour();
      const page = await enter(admin, "/cuenta/", { viewport: OPENED });
      await page.addInitScript(AXE);
      const found = [];
      for (const path of pages.filter((_, index) => index % 2 === half)) {
        await page.setViewportSize(OPENED);
        await page.goto(path);
        await come(page);
        found.push(...(await audit(page, path)), ...(await misfits(page, path)));
      }
      assert.deepEqual(found, []);
    },
    // What it finds is there the second time too.
    { timeout: 400_000, once: true },
  );
}
