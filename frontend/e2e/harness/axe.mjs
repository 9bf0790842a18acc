// axe, as the stories ask it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Runs in the page, before it: `page.addInitScript(AXE)`. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Lesser findings that are mended all the same: a reader moves by headings and by the heads of columns. */
const ALSO = ["heading-order", "empty-table-header"];
/** The only rules whose answer depends on the theme. */
export const OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** Fetching all style sheets and media once more serves rules that are off, or about sounds: half of axe's time here. */
const OPTIONS = { resultTypes: ["violations"], preload: false };

/** Findings as one line each. axe comes in beside the page, where its policy on scripts has no say. */
export async function findings(page, runOnly) {
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), {
    ...OPTIONS,
    ...(runOnly && { runOnly }),
  });
  return violations
    .filter(({ id, impact }) => impact === "serious" || impact === "critical" || ALSO.includes(id))
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${impact} ${id}: ${target.join(" ")} · ${failureSummary.split("\n")[1]?.trim() ?? ""}`,
      ),
    );
}
