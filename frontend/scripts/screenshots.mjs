// Pictures of every page for the manual, taken from a running suite with the demo's data:
//
//   SUITE_URL=http://127.0.0.1:3333 SUITE_EMAIL=… SUITE_PASSWORD=… node scripts/screenshots.mjs [name…]
//
// The account must be an administrator's. With names, only those pictures are taken.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
// Next's own, which the build installs: the pictures must stay small.
import sharp from "sharp";
import { PICTURES } from "./pictures.mjs";

const OUT = join(import.meta.dirname, "../../docs/screenshots");
const {
  SUITE_URL = "http://127.0.0.1:3333",
  SUITE_EMAIL,
  SUITE_PASSWORD,
  CHROMIUM = "/usr/bin/chromium",
} = process.env;
const DESKTOP = { width: 1440, height: 900 };
const LARGEST = 80_000;

async function save(page, name) {
  const path = join(OUT, `${name}.webp`);
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  for (const quality of [88, 80, 70, 60]) {
    await sharp(picture).webp({ quality, effort: 6, smartSubsample: true }).toFile(path);
    if (statSync(path).size <= LARGEST) return;
  }
  throw new Error(`${name} pesa ${statSync(path).size} bytes`);
}

async function settle(page) {
  await page.waitForLoadState("networkidle");
  await page
    .locator("[aria-label^=Cargando]")
    .first()
    .waitFor({ state: "detached", timeout: 8000 })
    .catch(() => undefined);
  await page.waitForTimeout(400);
}

async function take(browser, state, { name, path, id, at, act, theme = "light", size = DESKTOP }) {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    locale: "es-EC",
    timezoneId: "America/Guayaquil",
    storageState: state,
    baseURL: SUITE_URL,
  });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(String(error)));
  if (id) {
    await page.goto("/cuenta/");
    path = at(await id(page));
  }
  await page.goto(path);
  await settle(page);
  if (act) {
    await act(page);
    await settle(page);
  }
  await save(page, name);
  await context.close();
  console.log(`${name}${trouble.length ? `  ✗ ${trouble.join(" | ")}` : ""}`);
  return trouble.length;
}

const wanted = process.argv.slice(2);
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
const context = await browser.newContext({
  viewport: DESKTOP,
  colorScheme: "light",
  locale: "es-EC",
  baseURL: SUITE_URL,
});
const page = await context.newPage();
await page.goto("/ingresar/");
await page.getByLabel("Correo").waitFor();
if (wanted.length === 0 || wanted.includes("ingresar")) await save(page, "ingresar");
await page.getByLabel("Correo").fill(SUITE_EMAIL);
await page.getByLabel("Contraseña", { exact: true }).fill(SUITE_PASSWORD);
await page.getByRole("button", { name: "Ingresar" }).click();
await page.waitForURL((url) => !url.pathname.startsWith("/ingresar"));
const state = await context.storageState();
let troubles = 0;
for (const picture of PICTURES) {
  if (wanted.length > 0 && !wanted.includes(picture.name)) continue;
  try {
    troubles += await take(browser, state, picture);
  } catch (error) {
    troubles += 1;
    console.log(`${picture.name}  ✗ ${error}`);
  }
}
await browser.close();
process.exitCode = troubles > 0 ? 1 : 0;
