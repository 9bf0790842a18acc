import { brandTokens } from "../../public/light/brand.js";

export { brandOf, contrast, hslOf, MIN_CONTRAST } from "../../public/light/brand.js";

export const SUITE_ACCENT = "#0e565d";

/** The tokens of both themes, as a style sheet. */
export function brandCss(hex: string) {
  const { light, dark } = brandTokens(hex);
  return `:root{${light}}:root.dark{${dark}}`;
}
