// What a browser must fetch of JavaScript before an exported page works, as it travels: gzip.
// The build fails where a page asks for more than a clinic's connection should carry.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const KB = 1000;
const LIMITS = [
  { page: /^ingresar\//, most: 130 * KB },
  { page: /./, most: 250 * KB },
];

const out = process.argv[2] ?? "out";
const sizes = new Map();

/** The scripts that the page itself names; `nomodule` ones are for browsers that we do not serve. */
function scriptsOf(html) {
  const tags = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
  const sources = tags.filter((tag) => !/\snomodule\b/i.test(tag)).map((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1]);
  return new Set(sources.filter(Boolean));
}

function sizeOf(source) {
  const path = decodeURIComponent(source.split("?")[0]);
  if (!sizes.has(path)) sizes.set(path, gzipSync(readFileSync(join(out, path)), { level: 9 }).length);
  return sizes.get(path);
}

const pages = readdirSync(out, { recursive: true })
  .filter((entry) => entry.endsWith(".html"))
  .map((page) => {
    const scripts = [...scriptsOf(readFileSync(join(out, page), "utf8"))];
    const size = scripts.reduce((sum, script) => sum + sizeOf(script), 0);
    return { page, scripts: scripts.length, size, most: LIMITS.find((limit) => limit.page.test(page)).most };
  })
  .sort((a, b) => b.size - a.size);

const kb = (bytes) => (bytes / KB).toFixed(1).padStart(6);
for (const { page, scripts, size, most } of pages) {
  console.log(
    `${size > most ? "✗" : " "} ${kb(size)} kB de ${most / KB}  ${String(scripts).padStart(2)} archivos  ${page}`,
  );
}
if (pages.length === 0) throw new Error(`no hay páginas en ${out}`);
const over = pages.filter(({ size, most }) => size > most);
if (over.length > 0) {
  console.error(`presupuesto: ${over.length} páginas pasan de lo permitido`);
  process.exit(1);
}
