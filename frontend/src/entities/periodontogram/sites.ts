import { ROWS, tooth } from "@/entities/odontogram/teeth";
import type { PeriodontalIndices, PeriodontalTooth, Site, SiteKey } from "./schema";

/** The four passes in the order in which a dentist calls the numbers: there by one face, back by the other. */
export const BANDS = [
  { band: 0, name: "Vestibular", face: "V", row: ROWS.permanentUpper, forth: true, rootsUp: true },
  { band: 1, name: "Palatino", face: "L", row: ROWS.permanentUpper, forth: false, rootsUp: false },
  { band: 2, name: "Lingual", face: "L", row: ROWS.permanentLower, forth: true, rootsUp: true },
  { band: 3, name: "Vestibular", face: "V", row: ROWS.permanentLower, forth: false, rootsUp: false },
] as const;
export type Band = (typeof BANDS)[number];

/** A site in its place: `k` counts the three of a face from the left, as they are seen. */
export type Place = { fdi: number; band: number; k: number; site: SiteKey };

export function siteAt(fdi: number, face: "V" | "L", k: number): SiteKey {
  if (k === 1) return face;
  const distal = (k === 0) === tooth(fdi).right;
  return `${distal ? "D" : "M"}${face}` as SiteKey;
}

/** All 192 sites in the order of entry. */
export const ORDER: readonly Place[] = BANDS.flatMap(({ band, face, row, forth }) => {
  const places = row.flatMap((fdi) => [0, 1, 2].map((k) => ({ fdi, band, k, site: siteAt(fdi, face, k) })));
  return forth ? places : places.reverse();
});

export const indexOf = (fdi: number, site: SiteKey) =>
  ORDER.findIndex((place) => place.fdi === fdi && place.site === site);

export const NO_SITE: Site = { depth: null, margin: null, bleeding: false, suppuration: false, plaque: false };

export const noTooth = (fdi: number): PeriodontalTooth => ({
  tooth: fdi,
  absent: false,
  mobility: null,
  furcation: { V: null, L: null, M: null, D: null },
  sites: { DV: NO_SITE, V: NO_SITE, MV: NO_SITE, DL: NO_SITE, L: NO_SITE, ML: NO_SITE },
});

/** The entrances between the roots that a tooth has. */
export function furcationsOf(fdi: number): ("V" | "L" | "M" | "D")[] {
  const { upper, place } = tooth(fdi);
  if (place >= 6) return upper ? ["V", "M", "D"] : ["V", "L"];
  return upper && place === 4 ? ["M", "D"] : [];
}

/** Attachment lost, from the enamel line to the bottom of the pocket. */
export const attachmentOf = ({ depth, margin }: Site) => (depth === null ? null : depth - (margin ?? 0));

const SITE_WORD: Record<string, string> = { D: "distal", M: "mesial" };
/** `26 vestibular, sitio distal` */
export function placeWords({ fdi, site }: Pick<Place, "fdi" | "site">) {
  const face = site.endsWith("V") ? "vestibular" : tooth(fdi).upper ? "palatino" : "lingual";
  return `${fdi} ${face}, sitio ${site.length === 1 ? "central" : SITE_WORD[site[0]!]}`;
}

/** As the service counts them, for what it has not answered yet. */
export function indicesOf(teeth: readonly PeriodontalTooth[]): PeriodontalIndices {
  const sites = teeth.filter(({ absent }) => !absent).flatMap(({ sites: six }) => Object.values(six));
  const examined = sites.filter(
    (site) => site.depth !== null || site.margin !== null || site.bleeding || site.suppuration || site.plaque,
  );
  const count = (holds: (site: Site) => boolean) => examined.filter(holds).length;
  const measured = examined.filter(({ depth }) => depth !== null);
  const mean = (of: (site: Site) => number) =>
    measured.length === 0 ? null : (measured.reduce((sum, site) => sum + of(site), 0) / measured.length).toFixed(1);
  const share = (n: number) => (examined.length === 0 ? null : ((100 * n) / examined.length).toFixed(1));
  const bleeding = count((site) => site.bleeding);
  const plaque = count((site) => site.plaque);
  return {
    sites: examined.length,
    bleeding,
    bleeding_percent: share(bleeding),
    suppuration: count((site) => site.suppuration),
    plaque,
    plaque_percent: share(plaque),
    deep_4: count(({ depth }) => depth !== null && depth >= 4),
    deep_6: count(({ depth }) => depth !== null && depth >= 6),
    mean_depth: mean(({ depth }) => depth!),
    mean_attachment: mean((site) => attachmentOf(site)!),
  };
}

const plain = (teeth: readonly PeriodontalTooth[]) =>
  JSON.stringify(
    [...teeth]
      .sort((a, b) => a.tooth - b.tooth)
      .map(({ tooth: fdi, absent, mobility, furcation: { V, L, M, D }, sites }) => [
        fdi,
        absent,
        mobility,
        [V, L, M, D],
        (["DV", "V", "MV", "DL", "L", "ML"] as const).map((key) => {
          const { depth, margin, bleeding, suppuration, plaque } = sites[key];
          return [depth, margin, bleeding, suppuration, plaque];
        }),
      ]),
  );
export const sameTeeth = (a: readonly PeriodontalTooth[], b: readonly PeriodontalTooth[]) => plain(a) === plain(b);
