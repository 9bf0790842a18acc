// The browser: one that the runner started, or one of this process's own.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function options() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));
  if (!executablePath) throw new Error("No se encontró Chromium: instálelo o diga dónde está en CHROMIUM.");
  return { executablePath, headless: true, args: QUIET };
}

export const launch = () => chromium.launchServer(options());

let shared;
/** The browser of this process; the same at every call. */
export function browser() {
  shared ??= process.env.E2E_BROWSER ? chromium.connect(process.env.E2E_BROWSER) : chromium.launch(options());
  return shared;
}

export async function closeBrowser() {
  await (await shared)?.close();
}
