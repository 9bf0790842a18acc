// Lighthouse on the pages that a clinic opens first, as a front desk sees them, against a running suite:
//
//   SUITE_URL=http://127.0.0.1:3333 SUITE_EMAIL=… SUITE_PASSWORD=… npm run lighthouse [-- /panel/ …]
//
// The password is one's own: a one-time password opens no page but that where it is changed.
// Exits with 1 where a score is below what we ask for. Lighthouse is fetched when this runs, since nothing else needs it;
// its line 12 is the last that runs on Node.js 20.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const LIGHTHOUSE = "lighthouse@12.8.2";
const {
  SUITE_URL = "http://127.0.0.1:3333",
  SUITE_EMAIL,
  SUITE_PASSWORD,
  CHROMIUM = "/usr/bin/chromium",
} = process.env;
const INSIDE = ["/panel/", "/agenda/", "/pacientes/", "/facturacion/"];
const PAGES = [{ path: "/ingresar/" }, ...INSIDE.map((path) => ({ path, inside: true }))];
const ASKED = { performance: 95, accessibility: 100, "best-practices": 95 };
const FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking";

async function session() {
  const answer = await fetch(`${SUITE_URL}/api/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email: SUITE_EMAIL, password: SUITE_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`No se pudo iniciar sesión: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

function scores({ path, inside }, headers) {
  const options = [
    "--preset=desktop",
    `--only-categories=${Object.keys(ASKED)}`,
    "--output=json",
    "--quiet",
    `--chrome-flags=${FLAGS}`,
  ];
  if (inside) options.push(`--extra-headers=${headers}`);
  const report = JSON.parse(
    execFileSync("npx", ["--yes", LIGHTHOUSE, SUITE_URL + path, ...options], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 ** 2,
      env: { ...process.env, CHROME_PATH: CHROMIUM },
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
  if (new URL(report.finalDisplayedUrl).pathname !== path)
    throw new Error(`${path} llevó a ${report.finalDisplayedUrl}`);
  return report;
}

/** On a busy machine Lighthouse may lose the recording of a page: then it is told once more. */
function twice(page, headers) {
  try {
    return scores(page, headers);
  } catch (error) {
    if (!/NO_NAVSTART|NO_FCP/.test(error.stdout)) throw error;
    return scores(page, headers);
  }
}

const headers = join(mkdtempSync(join(tmpdir(), "lighthouse-")), "headers.json");
writeFileSync(headers, JSON.stringify({ Cookie: await session() }), { mode: 0o600 });
const seconds = (audit) => `${(audit.numericValue / 1000).toFixed(2)} s`;
const wanted = process.argv.slice(2);
let missed = false;
for (const page of PAGES.filter(({ path }) => wanted.length === 0 || wanted.includes(path))) {
  const { categories, audits } = twice(page, headers);
  const found = Object.entries(ASKED).map(([name, asked]) => {
    const score = Math.round(categories[name].score * 100);
    missed ||= score < asked;
    const failed =
      score < asked
        ? categories[name].auditRefs
            .filter(({ id, weight }) => weight > 0 && audits[id].score < 0.9)
            .map(({ id }) => id)
        : [];
    return `${name} ${score}${failed.length > 0 ? ` (asked ${asked}: ${failed.join(", ")})` : ""}`;
  });
  console.log(
    `${page.path.padEnd(12)} ${found.join("  ")}  first paint ${seconds(audits["first-contentful-paint"])}, largest ${seconds(audits["largest-contentful-paint"])}, blocked ${Math.round(audits["total-blocking-time"].numericValue)} ms`,
  );
}
process.exit(missed ? 1 : 0);
