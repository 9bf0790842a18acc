import { APPOINTMENT_STATUS, type AppointmentStatus } from "@/components/patterns/status-badge";
import type { Appointment } from "@/entities/appointment/schema";
import { cn } from "@/lib/utils";
import { timeOfWallClock } from "./wall-clock";

export type BlockProps =
  | { kind: "appointment"; appointment: Appointment; detail: string }
  | { kind: "free"; text: string; until?: string; spoken: string }
  | { kind: "closed"; text: string | null };

/** Clones an icon drawn by React: the calendar speaks DOM nodes. */
export type IconSource = (name: AppointmentStatus | "plus") => Node | null;

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
  if (props.kind === "closed") return props.text && minutes >= 20 ? [closedLabel(props.text)] : [];
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
  { appointment, detail }: Extract<BlockProps, { kind: "appointment" }>,
  icon: IconSource,
) {
  const look = APPOINTMENT_STATUS[appointment.status];
  const hours = `${timeOfWallClock(event.start)}–${timeOfWallClock(event.end)}`;
  const oneLine = minutes < 25;
  const showsHours = minutes >= 45 && !appointment.overbooked;

  const block = pressable(
    String(event.id),
    cn(
      "agenda-block",
      look.block,
      oneLine ? "flex-row items-center gap-1.5" : "flex-col",
      !oneLine && (minutes < 30 ? "py-1" : minutes < 45 ? "py-1.5" : "py-2"),
    ),
  );

  const edge = element(
    "span",
    cn("agenda-edge", appointment.status === "PENDING" ? "edge-dash text-st-pending" : look.edge),
  );
  const name = element(
    "span",
    "min-w-0 flex-1 truncate text-[12.5px] font-semibold leading-4",
    appointment.patient.name,
  );
  name.dataset.name = "";
  const marks = element("span", "flex shrink-0 items-center gap-1");
  const status = icon(appointment.status);
  if (status) marks.append(status);
  const spoken = element(
    "span",
    "sr-only",
    [`. ${look.label}`, showsHours ? "" : `, ${hours}`, `, ${appointment.doctor.name}`].join(""),
  );

  if (oneLine) {
    name.classList.replace("flex-1", "shrink");
    block.append(
      edge,
      name,
      tag(appointment) ?? element("span", "min-w-0 flex-1 truncate text-xs leading-4", detail),
      marks,
      spoken,
    );
    return block;
  }
  const head = element("span", "flex items-center gap-1.5");
  head.append(name, marks);
  block.append(edge, head);
  if (detail) block.append(element("span", "mt-0.5 block truncate text-xs leading-4", detail));
  const overbooked = minutes >= 30 ? tag(appointment) : null;
  if (overbooked) block.append(overbooked);
  if (showsHours) block.append(element("span", "mt-1 block truncate text-xs leading-4 tabular-nums", hours));
  block.append(spoken);
  return block;
}

const tag = (appointment: Appointment) =>
  appointment.overbooked
    ? element(
        "span",
        "mt-0.5 max-w-full shrink-0 self-start truncate rounded-sm border border-current px-1 text-2xs leading-4",
        "Sobrecupo",
      )
    : null;

export type ColumnProps = { name: string; detail: string; occupancy: string | null; initials: string };

/** The head of a doctor's or a room's column. */
export function columnHead({ name, detail, occupancy, initials }: ColumnProps): Node[] {
  const head = element("span", "agenda-head");
  if (initials) {
    const disc = element("span", "agenda-disc", initials);
    disc.setAttribute("aria-hidden", "true");
    head.append(disc);
  }
  const words = element("span", "min-w-0 flex-1 text-left");
  const title = element("span", "line-clamp-2 break-words text-sm font-semibold leading-4", name);
  title.title = name;
  words.append(title);
  if (detail) words.append(element("span", "block truncate text-xs leading-4 text-muted-foreground", detail));
  head.append(words);
  if (occupancy) {
    const figure = element("span", "agenda-occupancy shrink-0 text-xs tabular-nums text-muted-foreground");
    figure.append(element("span", "sr-only", "Ocupación "), occupancy);
    figure.title = "Ocupación";
    head.append(figure);
  }
  return [head];
}
