import { APPOINTMENT_STATUS, type AppointmentStatus } from "@/components/patterns/status-badge";
import type { Appointment } from "@/entities/appointment/schema";
import { alertWord } from "@/entities/patient/words";
import { formatMoney, formatPercent } from "@/lib/format";
import { cn } from "@/lib/utils";
import type { Marks } from "@/entities/appointment/use-marks";
import { DENSITY, type Density, type Place } from "./layout";
import { timeOfWallClock } from "./wall-clock";

export type BlockProps =
  | {
      kind: "appointment";
      appointment: Appointment;
      detail: string;
      place: Place;
      density: Density;
      marks?: Marks;
      hue: number | null;
    }
  | { kind: "free"; text: string; until?: string; spoken: string }
  | { kind: "closed"; text: string | null };

/** Clones an icon drawn by React: the calendar speaks DOM nodes. */
export type IconSource = (name: AppointmentStatus | "plus" | "alert" | "debt") => Node | null;

type FreeWords = { text?: string; until?: string; spoken?: string };
type Drawn = { id: string | number; start: Date; end: Date; extendedProps: Record<string, unknown> };

function element(tag: string, className: string, text?: string) {
  const node = document.createElement(tag);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/**
 * What one presses: a real button inside the calendar's own element, which may not be one. The calendar listens to Enter
 * and the space bar itself, and would hear each twice.
 */
function pressable(id: string, className: string) {
  const button = element("button", className) as HTMLButtonElement;
  button.type = "button";
  button.dataset.block = id;
  button.addEventListener(
    "keydown",
    (event) => (event.key === "Enter" || event.key === " ") && event.stopPropagation(),
  );
  return button;
}

/** A block's content as DOM nodes. Names go in as text, never as markup. */
export function blockContent(event: Drawn, icon: IconSource): Node[] {
  const props = event.extendedProps as Partial<BlockProps>;
  const minutes = Math.round((event.end.getTime() - event.start.getTime()) / 60_000);
  if (props.kind === "closed") return props.text && minutes >= 15 ? [closedLabel(props.text)] : [];
  if (props.kind === "free") return [freeButton(String(event.id), props as FreeWords, icon)];
  if (props.kind === "appointment")
    return [appointmentBlock(event, minutes, props as Extract<BlockProps, { kind: "appointment" }>, icon)];
  return [selection(event)];
}

function closedLabel(text: string) {
  const label = element("span", "agenda-closed-label", text);
  return label;
}

function freeButton(id: string, { text = "", until, spoken = "" }: FreeWords, icon: IconSource) {
  const button = pressable(id, "agenda-free");
  const plus = icon("plus");
  if (plus) button.append(plus);
  const words = element("span", "truncate", text);
  if (until) words.append(element("span", "agenda-until", until));
  button.append(words, element("span", "sr-only", spoken));
  return button;
}

/** What a drag over free time is about to book. */
function selection(event: Drawn) {
  return element(
    "span",
    "agenda-selection tabular-nums",
    `${timeOfWallClock(event.start)}–${timeOfWallClock(event.end)}`,
  );
}

function appointmentBlock(
  event: Drawn,
  minutes: number,
  { appointment, detail, place, density, marks, hue }: Extract<BlockProps, { kind: "appointment" }>,
  icon: IconSource,
) {
  const look = APPOINTMENT_STATUS[appointment.status];
  const hours = `${timeOfWallClock(event.start)}–${timeOfWallClock(event.end)}`;
  const roomy = density.hour === DENSITY.comoda.hour;
  // While it is stretched by its edge it is as long as it is drawn.
  const height = Math.max((minutes * density.hour) / 60 - density.gap, density.least);
  const room = height - place.push;
  const oneLine = room < (roomy ? 40 : 30);
  const showsHours = room >= (roomy ? 70 : 50) && !appointment.overbooked;
  const spoken = element(
    "span",
    "sr-only",
    [
      `. ${look.label}`,
      showsHours ? "" : `, ${hours}`,
      `, ${appointment.doctor.name}`,
      appointment.preparation_minutes || appointment.cleaning_minutes ? ". Con preparación o limpieza" : "",
      ...wordsOf(marks).map((words) => `. ${words}`),
    ].join(""),
  );
  const status = icon(appointment.status);

  if (place.rail) {
    const rail = pressable(String(event.id), cn("agenda-block agenda-rail", look.block));
    rail.title = `${appointment.patient.name}, ${look.label.toLowerCase()}`;
    if (status) rail.append(status);
    rail.append(element("span", "sr-only", appointment.patient.name), spoken);
    return rail;
  }
  const pad = oneLine ? "" : roomy ? (height < 60 ? "pt-1.5" : "pt-2") : height < 40 ? "pt-px" : "pt-[3px]";
  const block = pressable(
    String(event.id),
    cn("agenda-block", look.block, oneLine ? "flex-row items-center gap-1.5" : "flex-col", pad),
  );
  if (hue) block.dataset.hue = String(hue);
  if (appointment.preparation_minutes) block.classList.add("agenda-before");
  if (appointment.cleaning_minutes) block.classList.add("agenda-after");
  if (place.push > 0) block.style.paddingTop = `${oneLine ? place.push : place.push + (roomy ? 4 : 1)}px`;

  const edge = element(
    "span",
    cn("agenda-edge", appointment.status === "PENDING" ? "edge-dash text-st-pending" : look.edge),
  );
  const name = element(
    "span",
    cn("min-w-0 flex-1 truncate font-semibold leading-4", roomy ? "text-sm" : "text-[12.5px]"),
    appointment.patient.name,
  );
  name.dataset.name = "";
  const signs = element("span", "agenda-marks flex shrink-0 items-center gap-1");
  signs.append(...patientMarks(appointment, marks, oneLine, icon));
  if (status) signs.append(status);

  if (oneLine) {
    name.classList.replace("flex-1", "shrink");
    const what = tag(appointment) ?? element("span", "agenda-detail min-w-0 flex-1 truncate text-xs leading-4", detail);
    block.append(edge, name, what, signs, spoken);
    return block;
  }
  const head = element("span", "flex items-center gap-1.5");
  head.append(name, signs);
  block.append(edge, head);
  const overbooked = tag(appointment);
  // Where two lines fit, how it was booked comes before what for.
  if (detail && !(overbooked && room < (roomy ? 60 : 50)))
    block.append(element("span", "block truncate text-xs leading-4", detail));
  if (overbooked) block.append(overbooked);
  if (showsHours) block.append(element("span", "block truncate text-2xs leading-4 tabular-nums", hours));
  block.append(spoken);
  return block;
}

/** What the marks say, for the ear and under the pointer. */
const wordsOf = (marks: Marks | undefined) =>
  [
    marks && marks.alerts.length > 0 && `Alertas: ${marks.alerts.map(alertWord).join(", ").toLowerCase()}`,
    marks?.first && "Primera vez",
    marks?.owes && `Debe ${formatMoney(marks.owes)}`,
  ].filter((words) => typeof words === "string");

/** What one should know of the patient, the alert first; a single line has room for no more than that. */
function patientMarks(appointment: Appointment, marks: Marks | undefined, oneLine: boolean, icon: IconSource) {
  const [alert, debt] = [icon("alert"), icon("debt")];
  const signs = [];
  if (alert && marks && marks.alerts.length > 0) {
    // On the one solid fill red would not be seen.
    const sign = element("span", cn("agenda-mark", appointment.status !== "IN_PROGRESS" && "text-danger"));
    sign.append(alert);
    signs.push(sign);
  }
  if (!oneLine && marks?.first) {
    const sign = element("span", "agenda-mark rounded-sm border border-current px-0.5 text-[10px] leading-3", "1.ª");
    sign.setAttribute("aria-hidden", "true");
    signs.push(sign);
  }
  if (!oneLine && marks?.owes && debt) {
    const sign = element("span", "agenda-mark");
    sign.append(debt);
    signs.push(sign);
  }
  const words = wordsOf(marks).join(" · ");
  for (const sign of signs) sign.title = words;
  return signs;
}

const tag = (appointment: Appointment) =>
  appointment.overbooked
    ? element(
        "span",
        "mt-0.5 max-w-full shrink-0 self-start truncate rounded-sm border border-current px-1 text-[10px] font-medium leading-3",
        "Sobrecupo",
      )
    : null;

export type ColumnProps = {
  name: string;
  detail: string;
  /** Percent of the hours attended that are booked. */
  occupancy: number | null;
  initials: string;
};

/** The head of a doctor's or a room's column. */
export function columnHead({ name, detail, occupancy, initials }: ColumnProps): Node[] {
  const head = element("span", "agenda-head");
  if (initials) {
    const disc = element("span", "agenda-disc", initials);
    disc.setAttribute("aria-hidden", "true");
    head.append(disc);
  }
  const words = element("span", "min-w-0 flex-1 text-left");
  const title = element("span", "block truncate text-sm font-semibold leading-4");
  title.title = name;
  const short = shortened(name);
  if (short === name) title.textContent = name;
  else {
    const brief = element("span", "agenda-brief", short);
    brief.setAttribute("aria-hidden", "true");
    title.append(element("span", "agenda-whole", name), brief);
  }
  words.append(title);
  if (detail) words.append(element("span", "block truncate text-2xs text-muted-foreground", detail));
  head.append(words);
  if (occupancy !== null) {
    const figure = element("span", "shrink-0 self-start pt-2 text-2xs tabular-nums text-muted-foreground");
    figure.append(element("span", "sr-only", "Ocupación "), formatPercent(occupancy));
    figure.title = "Ocupación";
    const bar = element("span", "agenda-occupancy");
    bar.style.width = `${Math.min(occupancy, 100)}%`;
    head.append(figure, bar);
  }
  return [head];
}

/** "Dra. Verónica Salazar Mora" in a narrow column: "Dra. V. Salazar". */
function shortened(name: string) {
  const [, title = "", given = "", surname] = /^(\S+\.)\s+(\S)\S*\s+(.+)$/.exec(name) ?? [];
  if (!surname) return name;
  const words = surname.split(" ");
  return `${title} ${given}. ${words.length > 1 ? words[words.length - 2] : surname}`;
}
