// The browser of a file of stories.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function options() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));
  if (!executablePath) throw new Error("No se encontró Chromium: instálelo o diga dónde está en CHROMIUM.");
  return { executablePath, headless: true, args: QUIET };
}

let shared;
/** The same at every call: a story has a context of its own, not a browser. */
export function browser() {
  shared ??= chromium.launch(options());
  return shared;
}

export async function closeBrowser() {
  await (await shared)?.close();
}
