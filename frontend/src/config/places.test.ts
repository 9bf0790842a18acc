import { existsSync } from "node:fs";
import { join } from "node:path";
import { PLACES } from "./places";

it.each(PLACES)("$href is a page, and has a name", ({ href, label }) => {
  expect(existsSync(join("src/app/(app)", new URL(href, "http://a").pathname, "page.tsx"))).toBe(true);
  expect(label).toBeTruthy();
});
