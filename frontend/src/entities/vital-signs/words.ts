import type { Measure, VitalSigns } from "./schema";

export const MEASURE: Record<Measure, { label: string; unit: string }> = {
  systolic: { label: "Sistólica", unit: "mmHg" },
  diastolic: { label: "Diastólica", unit: "mmHg" },
  pulse: { label: "Pulso", unit: "lpm" },
  respiration: { label: "Respiración", unit: "rpm" },
  temperature: { label: "Temperatura", unit: "°C" },
  saturation: { label: "Saturación", unit: "%" },
  weight: { label: "Peso", unit: "kg" },
  height: { label: "Talla", unit: "cm" },
  head: { label: "Perímetro cefálico", unit: "cm" },
  glucose: { label: "Glucosa", unit: "mg/dL" },
  pain: { label: "Dolor", unit: "de 10" },
};

const said = (value: number) => String(value).replace(".", ",");

export type Figure = { measure: Measure | "bmi"; label: string; text: string; unusual: boolean; growth?: string };

/** What was measured, in the order of the page: blood pressure is one figure. */
export function figuresOf(signs: VitalSigns): Figure[] {
  const figures: Figure[] = [];
  const add = (measure: Figure["measure"], label: string, text: string, unusual: boolean, growth?: string) =>
    figures.push({ measure, label, text, unusual, growth });
  const odd = (...names: Measure[]) => names.some((name) => signs.unusual.includes(name));
  if (signs.systolic !== null && signs.diastolic !== null)
    add("systolic", "Presión", `${signs.systolic}/${signs.diastolic} mmHg`, odd("systolic", "diastolic"));
  for (const measure of Object.keys(MEASURE) as Measure[]) {
    const value = signs[measure];
    if (measure === "systolic" || measure === "diastolic" || value === null) continue;
    const score = measure === "weight" || measure === "height" ? signs.growth?.[measure] : null;
    add(measure, MEASURE[measure].label, `${said(value)} ${MEASURE[measure].unit}`, odd(measure), percentile(score));
  }
  if (signs.bmi) add("bmi", "IMC", `${signs.bmi.replace(".", ",")} kg/m²`, false, percentile(signs.growth?.bmi));
  return figures;
}

const percentile = (score: { percentile: string } | null | undefined) =>
  score ? `percentil ${score.percentile.replace(".", ",")}` : undefined;
