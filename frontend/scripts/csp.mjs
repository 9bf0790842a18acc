// Next writes its bootstrap as inline scripts. Under `script-src 'self'` a browser refuses
// them and the exported page stays dead, so after the build each one moves into a file of
// its own, named by its content: the same script is shared by every page that has it.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SCRIPT = /<script((?:\s[^>]*)?)>([\s\S]*?)<\/script>/g;
const FOLDER = "_next/static/inline";

const out = process.argv[2] ?? "out";
const moved = new Map();

function moveToFile(whole, attributes, body) {
  if (!body || /\bsrc=/.test(attributes)) return whole;
  const name = `${createHash("sha256").update(body).digest("hex").slice(0, 20)}.js`;
  moved.set(name, body);
  return `<script${attributes} src="/${FOLDER}/${name}"></script>`;
}

for (const entry of readdirSync(out, { recursive: true })) {
  if (!entry.endsWith(".html")) continue;
  const path = join(out, entry);
  writeFileSync(path, readFileSync(path, "utf8").replace(SCRIPT, moveToFile));
}

mkdirSync(join(out, FOLDER), { recursive: true });
for (const [name, body] of moved) writeFileSync(join(out, FOLDER, name), body);
console.log(`csp: ${moved.size} scripts en línea pasaron a archivos`);
