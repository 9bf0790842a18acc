import type { Window } from "./schema";

/** Monday first, one letter each, as the clinic's calendars write them. */
export const DAYS = ["L", "M", "X", "J", "V", "S", "D"] as const;
export const DAY_NAMES = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"] as const;

/** Noon parts the day, as where a free hour is looked for. */
export const HALVES = {
  morning: { label: "Mañana", start_time: "00:00", end_time: "12:00" },
  afternoon: { label: "Tarde", start_time: "12:00", end_time: "24:00" },
} as const;
export type Half = keyof typeof HALVES;

/** "0 morning", for each half of a weekday that suits. */
export const halfKey = (weekday: number, half: Half) => `${weekday} ${half}`;

export function windowsOf(chosen: readonly string[]): Window[] {
  return [...chosen].sort().map((key) => {
    const [weekday, half] = key.split(" ") as [string, Half];
    const { start_time, end_time } = HALVES[half];
    return { weekday: Number(weekday), start_time, end_time };
  });
}

/** The halves that windows touch, however they were written. */
export function halvesOf(windows: readonly Window[]) {
  return windows.flatMap(({ weekday, start_time, end_time }) => [
    ...(start_time < "12:00" ? [halfKey(weekday, "morning")] : []),
    ...(end_time > "12:00" ? [halfKey(weekday, "afternoon")] : []),
  ]);
}

/** «tarde», «mañana», «todo el día»; days of different hours are «según el día». */
export function partOf(windows: readonly Window[]) {
  if (windows.length === 0) return "cualquier hora";
  const parts = new Set(
    [...new Set(windows.map(({ weekday }) => weekday))].map((day) => {
      const halves = halvesOf(windows.filter(({ weekday }) => weekday === day));
      return halves.length > 1 ? "todo el día" : halves[0]!.endsWith("morning") ? "mañana" : "tarde";
    }),
  );
  return parts.size === 1 ? [...parts][0]! : "según el día";
}

export const NOTICES = [
  { value: "30", label: "30 minutos antes" },
  { value: "60", label: "1 hora antes" },
  { value: "120", label: "2 horas antes" },
  { value: "240", label: "4 horas antes" },
  { value: "1440", label: "1 día antes" },
  { value: "2880", label: "2 días antes" },
];
