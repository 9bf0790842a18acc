// `npm run e2e`: every story against a running suite. `npm run e2e -- e2e/agenda.test.mjs` runs one file.
// SUITE_URL, SUITE_EMAIL and SUITE_PASSWORD say where the suite is and who its administrator is; SUITE_MAIL, in which folder it
// leaves its letters; CHROMIUM, where the browser is. E2E_STEPS=1 prints the steps of a story, E2E_PICTURES=1 keeps a picture of
// every page, E2E_TRACE=1 leaves Playwright's trace of one that fails: it copies the whole document at every step, so it is not
// kept unasked. E2E_TELLINGS=2 tells a story that failed once more, and says so.
import { spawn } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const FOLDER = import.meta.dirname;
const missing = ["SUITE_URL", "SUITE_EMAIL", "SUITE_PASSWORD"].filter((name) => !process.env[name]);
if (missing.length > 0) {
  console.error(
    `Falta ${missing.join(", ")}. Con una instalación en marcha:\n  SUITE_URL=http://127.0.0.1:3333 SUITE_EMAIL=… SUITE_PASSWORD=… npm run e2e`,
  );
  process.exit(2);
}

const named = process.argv.slice(2);
const files =
  named.length > 0
    ? named
    : readdirSync(FOLDER)
        .filter((name) => name.endsWith(".test.mjs"))
        .sort()
        .map((name) => join(FOLDER, name));
rmSync(join(FOLDER, "results"), { recursive: true, force: true });

const tests = spawn(process.execPath, ["--test", "--test-concurrency=2", "--test-reporter=spec", ...files], {
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => tests.kill(signal));
tests.on("exit", (code) => process.exit(code ?? 1));
