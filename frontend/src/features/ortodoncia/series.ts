import { VIEWS, type PatientDocument, type Stage, type View } from "@/entities/document/schema";

export type Series = { key: string; stage: Stage; day: string };

/** The series of a patient, the first one taken at the left: what was taken on a day for a moment is one of them. */
export function seriesOf(photos: readonly PatientDocument[]): Series[] {
  const found = new Map<string, Series>();
  for (const { stage, taken_on: day } of photos)
    if (stage) found.set(`${day} ${stage}`, { key: `${day} ${stage}`, stage, day });
  const ORDER = { BEFORE: 0, PROGRESS: 1, AFTER: 2 };
  return [...found.values()].sort(
    (one, other) => one.day.localeCompare(other.day) || ORDER[one.stage] - ORDER[other.stage],
  );
}

/** The photos of a view, the earliest first. */
export const ofView = (photos: readonly PatientDocument[], view: View) =>
  photos
    .filter((photo) => photo.view === view)
    .sort((one, other) => one.taken_on.localeCompare(other.taken_on) || one.id - other.id);

export const inSeries = (photos: readonly PatientDocument[], { stage, day }: Series) =>
  photos.filter((photo) => photo.stage === stage && photo.taken_on === day);

/** The first and the last of a view: what is compared unless other two are chosen. */
export function ends(photos: readonly PatientDocument[], view: View) {
  const mine = ofView(photos, view);
  return mine.length > 1 ? ([mine[0]!, mine.at(-1)!] as const) : null;
}

/** A view for each of `count` pictures, in the order in which a series is taken, without those that it has. */
export function freeViews(count: number, taken: readonly View[] = []): (View | null)[] {
  const free = VIEWS.filter((view) => !taken.includes(view));
  return Array.from({ length: count }, (_, place) => free[place] ?? null);
}

/** What a new series most likely is: the first one, or how it goes. */
export const nextStage = (photos: readonly PatientDocument[]): Stage => (photos.length === 0 ? "BEFORE" : "PROGRESS");
