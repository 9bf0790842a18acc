// What a browser must fetch of JavaScript before an exported page works, as it travels: gzip. Of a light page, which opens on
// a cheap phone with a slow connection, all that it is made of counts: also its text, its style, its font and its icon.
// The build fails where a page asks for more than a clinic's connection should carry.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const KB = 1000;
const LIGHT = 60 * KB;
const LIMITS = [
  { page: /^(cita|reservar|reserva)\//, most: LIGHT },
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

const pathOf = (source) => decodeURIComponent(source.split("?")[0]);

function sizeOf(source) {
  const path = pathOf(source);
  if (!sizes.has(path)) {
    const file = readFileSync(join(out, path));
    // A font is compressed already, and travels as it is.
    sizes.set(path, path.endsWith(".woff2") ? file.length : gzipSync(file, { level: 9 }).length);
  }
  return sizes.get(path);
}

/** All that a file leads a browser to: what its tags name, what a module imports, what a style draws with. */
function allFrom(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (!/\.(html|js|css)$/.test(path)) return seen;
  const named = readFileSync(join(out, path), "utf8").matchAll(
    /<(?:script|link|img)\b[^>]*?\s(?:src|href)="([^"]+)"|\bfrom "([^"]+)"|url\("?([^")]+)"?\)/g,
  );
  for (const [, tag, module, drawn] of named) {
    const { pathname } = new URL(tag ?? module ?? drawn, `http://clinic/${path}`);
    allFrom(pathname.slice(1), seen);
  }
  return seen;
}

const pages = readdirSync(out, { recursive: true })
  .filter((entry) => entry.endsWith(".html"))
  .map((page) => {
    const { most } = LIMITS.find((limit) => limit.page.test(page));
    const files = most === LIGHT ? [...allFrom(page)] : [...scriptsOf(readFileSync(join(out, page), "utf8"))];
    const size = files.reduce((sum, file) => sum + sizeOf(file), 0);
    return { page, files: files.length, size, most };
  })
  .sort((a, b) => b.size - a.size);

const kb = (bytes) => (bytes / KB).toFixed(1).padStart(6);
for (const { page, files, size, most } of pages) {
  console.log(
    `${size > most ? "✗" : " "} ${kb(size)} kB de ${most / KB}  ${String(files).padStart(2)} archivos  ${page}`,
  );
}
if (pages.length === 0) throw new Error(`no hay páginas en ${out}`);
const over = pages.filter(({ size, most }) => size > most);
if (over.length > 0) {
  console.error(`presupuesto: ${over.length} páginas pasan de lo permitido`);
  process.exit(1);
}
