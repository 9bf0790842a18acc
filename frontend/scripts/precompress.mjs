// Lays a compressed copy beside each hashed script and style, once and as well as gzip can;
// nginx/default.conf serves it to whoever takes gzip.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = join(process.argv[2] ?? "out", "_next/static");
const files = readdirSync(folder, { recursive: true }).filter((file) => /\.(js|css)$/.test(file));
for (const file of files) {
  const path = join(folder, file);
  writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
}
console.log(`gzip: ${files.length} archivos`);
