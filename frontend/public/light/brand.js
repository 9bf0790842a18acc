// The clinic's one colour, as the tokens of both themes. The light theme uses it as it is and has
// to read; the dark one takes its hue, at a lightness that always does. The light pages fetch this file as it is; the
// interface has it by lib/brand.

/** @typedef {readonly [hue: number, saturation: number, lightness: number]} Triplet */

/** The least that text needs; a control's edge needs 3. The service refuses by the same rule. */
export const MIN_CONTRAST = 4.5;

/** @type {Triplet[]} */
const LIGHT_PAPERS = [
  [0, 0, 100],
  [48, 22, 97],
  [46, 18, 95],
];
/** @type {Triplet[]} */
const DARK_PAPERS = [
  [194, 26, 6.5],
  [194, 21, 9.5],
  [194, 19, 11.5],
  [194, 16, 12.5],
];
/** @type {Triplet} */
const WHITE = [0, 0, 100];

/** @param {string} hex @returns {Triplet} */
export function hslOf(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [low, high] = [Math.min(r, g, b), Math.max(r, g, b)];
  const lightness = (low + high) / 2;
  const range = high - low;
  if (range === 0) return [0, 0, lightness * 100];
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  const hue = high === r ? ((g - b) / range + 6) % 6 : high === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return [hue * 60, saturation * 100, lightness * 100];
}

/** @param {Triplet} colour @returns {number} */
function luminance([hue, saturation, lightness]) {
  const [s, l] = [saturation / 100, lightness / 100];
  const channel = (n) => {
    const k = (n + hue / 30) % 12;
    const value = l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(0) + 0.7152 * channel(8) + 0.0722 * channel(4);
}

/** @param {Triplet} one @param {Triplet} other @returns {number} */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * What a colour becomes in each theme, and the least contrast that its text has there.
 * @param {string} hex
 * @returns {{ light: Triplet, dark: Triplet, contrast: { light: number, dark: number } }}
 */
export function brandOf(hex) {
  const light = hslOf(hex);
  const [hue, saturation] = light;
  const least = (colour, papers) => Math.min(...papers.map((paper) => contrast(colour, paper)));
  const darkPapers = [...DARK_PAPERS, [hue, Math.min(saturation, 24), 17]];
  let lightness = 58;
  const darkAt = () => [hue, Math.min(saturation, 60), lightness];
  while (least(darkAt(), darkPapers) < MIN_CONTRAST && lightness < 95) lightness += 1;
  return {
    light,
    dark: darkAt(),
    contrast: { light: least(light, [...LIGHT_PAPERS, [hue, 34, 95]]), dark: least(darkAt(), darkPapers) },
  };
}

/**
 * The tokens of each theme, as the inside of a rule.
 * @param {string} hex
 * @returns {{ light: string, dark: string }}
 */
export function brandTokens(hex) {
  const { light, dark } = brandOf(hex);
  const [hue, saturation] = light;
  const some = (most) => Math.min(saturation, most);
  const tokens = (accent, on, tint, onTint, solid, onSolid) => ({
    primary: accent,
    "primary-foreground": on,
    ring: accent,
    accent: tint,
    "accent-foreground": onTint,
    "chart-1": accent,
    "sidebar-primary": accent,
    "sidebar-primary-foreground": on,
    "sidebar-accent-foreground": onTint,
    "sidebar-ring": accent,
    "st-in-progress": accent,
    "st-in-progress-bg": solid,
    "st-in-progress-fg": onSolid,
  });
  const written = (values) =>
    Object.keys(values)
      .map((name) => {
        const [h, s, l] = values[name];
        return `--${name}:${h.toFixed(1)} ${s.toFixed(1)}% ${l.toFixed(1)}%`;
      })
      .join(";");
  return {
    light: written(tokens(light, WHITE, [hue, some(34), 95], [hue, some(66), 15], light, WHITE)),
    dark: written(
      tokens(
        dark,
        [hue, some(60), 7],
        [hue, some(24), 17],
        [hue, some(34), 88],
        [hue, some(56), 24],
        [hue, some(48), 94],
      ),
    ),
  };
}
