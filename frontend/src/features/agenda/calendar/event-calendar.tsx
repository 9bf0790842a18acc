"use client";

import type { Calendar } from "@event-calendar/core";
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from "react";
import { neighbourOf, type Direction } from "./neighbours";
import { patchEvents, type EventInput } from "./patch-events";

export type CalendarOptions = Omit<Calendar.Options, "events">;
export type Nudge = { id: string; steps: number; columns: number };

type EventCalendarProps = {
  label: string;
  options: CalendarOptions;
  events: EventInput[];
  className?: string;
  style?: CSSProperties;
  /** Alt + arrows on a focused block. */
  onNudge?: (nudge: Nudge) => void;
  /** Escape on a focused block. */
  onEscape?: () => void;
};

type Callback = (...args: never[]) => unknown;
type Interaction = { current: "none" | "running" | "cancelled" };

const ARROWS: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };
// As shipped the grid says it is a table without being one: worse than saying nothing.
const GRID_ROLES =
  "[role=row],[role=cell],[role=rowgroup],[role=columnheader],[role=rowheader],[role=table],[role=list],[aria-colindex],[aria-colspan]";

/**
 * EventCalendar as a React component. Options are sent once and then only when they change;
 * functions may be new on every render, the calendar always calls the latest.
 */
export function EventCalendar({ label, options, events, className, style, onNudge, onEscape }: EventCalendarProps) {
  const host = useRef<HTMLDivElement>(null);
  const calendar = useRef<Calendar | null>(null);
  const latest = useRef(options);
  const sent = useRef<{ options: Record<string, unknown>; events: EventInput[] }>({ options: {}, events: [] });
  const stable = useRef(new Map<string, Callback>());
  const interaction = useRef<Interaction["current"]>("none");
  const latestEvents = useRef(events);
  const redrawn = useRef<string | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    latest.current = options;
    latestEvents.current = events;
  });

  useEffect(() => {
    let alive = true;
    let stop: (() => void) | undefined;
    import("./ec-lib").then(
      ({ createCalendar, destroyCalendar, Interaction, ResourceTimeGrid, TimeGrid }) => {
        if (!alive || !host.current) return;
        const first = withStableCallbacks(latest.current, latest, stable.current, interaction, host);
        const made = createCalendar(host.current, [ResourceTimeGrid, TimeGrid, Interaction], {
          ...first,
          events: latestEvents.current,
        });
        sent.current = { options: first, events: latestEvents.current };
        calendar.current = made;
        stop = () => void destroyCalendar(made);
      },
      () => alive && setFailed(true),
    );
    const stopListening = listenForCancel(interaction);
    return () => {
      alive = false;
      calendar.current = null;
      stopListening();
      stop?.();
    };
  }, []);

  useEffect(() => {
    const made = calendar.current;
    if (!made) return;
    const next = withStableCallbacks(options, latest, stable.current, interaction, host);
    for (const [name, value] of Object.entries(next)) {
      if (value !== sent.current.options[name]) made.setOption(name as keyof Calendar.Options, value as never);
    }
    if (events !== sent.current.events) {
      const focused = idOf(document.activeElement);
      patchEvents(made, sent.current.events, events);
      // A changed block is a new node: the keyboard stays where it was.
      if (focused) {
        redrawn.current = focused;
        setTimeout(() => {
          if (document.activeElement === document.body) focusBlock(host.current, focused);
          redrawn.current = null;
        }, 30);
      }
    }
    sent.current = { options: next, events };
  });

  useEffect(() => {
    // An arrow pressed while its block is being redrawn belongs to it: the browser would leave the page on Alt + left.
    const onArrow = (event: globalThis.KeyboardEvent) => {
      const direction = ARROWS[event.key];
      if (!redrawn.current || !direction || !event.altKey || document.activeElement !== document.body) return;
      event.preventDefault();
      onNudge?.(nudgeOf(redrawn.current, direction));
    };
    window.addEventListener("keydown", onArrow);
    return () => window.removeEventListener("keydown", onArrow);
  });

  function onKeyDown(event: KeyboardEvent) {
    const direction = ARROWS[event.key];
    const block = (event.target as HTMLElement).closest<HTMLElement>("[data-block]");
    const id = idOf(block);
    if (!block || !id) return;
    if (event.key === "Escape") return onEscape?.();
    if (!direction || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) return onNudge?.(nudgeOf(id, direction));
    const blocks = [...(host.current?.querySelectorAll<HTMLElement>("[data-block]") ?? [])];
    const next = neighbourOf(
      blocks.map((each) => each.getBoundingClientRect()),
      blocks.indexOf(block),
      direction,
    );
    blocks[next]?.focus();
  }

  if (failed) {
    return (
      <p role="alert" className="p-6 text-sm text-muted-foreground">
        No se pudo cargar el calendario. Revise la red y recargue la página; nada se perdió.
      </p>
    );
  }
  return <div ref={host} role="group" aria-label={label} className={className} style={style} onKeyDown={onKeyDown} />;
}

const nudgeOf = (id: string, direction: Direction): Nudge => ({
  id,
  steps: direction === "down" ? 1 : direction === "up" ? -1 : 0,
  columns: direction === "right" ? 1 : direction === "left" ? -1 : 0,
});

const idOf = (element: Element | null) => element?.closest<HTMLElement>("[data-block]")?.dataset.block;

/** Moves the keyboard to a block of the calendar. */
export function focusBlock(host: Element | null, id: string) {
  host?.querySelector<HTMLElement>(`[data-block="${CSS.escape(id)}"]`)?.focus();
}

/** The same function object for each callback, which calls whatever the last render gave. */
function withStableCallbacks(
  options: CalendarOptions,
  latest: { current: CalendarOptions },
  stable: Map<string, Callback>,
  interaction: Interaction,
  host: { current: HTMLElement | null },
) {
  const call = (name: string, args: unknown[]) =>
    (latest.current[name as keyof CalendarOptions] as ((...args: unknown[]) => unknown) | undefined)?.(...args);
  const own = (name: string, run: (...args: unknown[]) => unknown) => {
    if (!stable.has(name)) stable.set(name, run as Callback);
    return stable.get(name);
  };
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    made[name] = typeof value === "function" ? own(name, (...args) => call(name, args)) : value;
  }
  for (const name of ["dragConstraint", "resizeConstraint", "selectConstraint"]) {
    made[name] = own(`own:${name}`, (...args) =>
      interaction.current === "cancelled" ? false : (call(name, args) ?? true),
    );
  }
  for (const name of ["eventDragStart", "eventResizeStart"]) {
    made[name] = own(`own:${name}`, (...args) => {
      interaction.current = "running";
      call(name, args);
    });
  }
  for (const name of ["eventDragStop", "eventResizeStop"]) {
    made[name] = own(`own:${name}`, (...args) => {
      interaction.current = "none";
      call(name, args);
    });
  }
  // An article cannot be a button (ARIA in HTML); each block brings a real one. Told of each as it comes: of all of them the
  // calendar tells a moment later, and not when it draws the same ones anew.
  made.eventDidMount = own("own:eventDidMount", (...args) => {
    const [{ el }] = args as [{ el: HTMLElement }];
    ["role", "tabindex"].forEach((name) => el.removeAttribute(name));
    call("eventDidMount", args);
  });
  made.eventAllUpdated = own("own:eventAllUpdated", (...args) => {
    host.current?.querySelectorAll(GRID_ROLES).forEach((node) => {
      ["role", "aria-colindex", "aria-colspan"].forEach((name) => node.removeAttribute(name));
    });
    // Days without a single block scroll with the keyboard too.
    host.current?.querySelector(".ec-main")?.setAttribute("tabindex", "0");
    call("eventAllUpdated", args);
  });
  return made;
}

/**
 * Escape, and a touch the system takes away, end a drag where it began. The calendar knows
 * neither: it is told of a last move that no constraint allows, and of the finger's lifting.
 */
function listenForCancel(interaction: Interaction) {
  let at = { clientX: 0, clientY: 0 };
  const follow = (event: PointerEvent) => {
    at = { clientX: event.clientX, clientY: event.clientY };
  };
  const cancel = () => {
    interaction.current = "cancelled";
    const pointer: PointerEventInit = { isPrimary: true, pointerType: "mouse", bubbles: true, ...at };
    window.dispatchEvent(new PointerEvent("pointermove", pointer));
    window.dispatchEvent(new PointerEvent("pointerup", pointer));
    interaction.current = "none";
  };
  const onEscape = (event: globalThis.KeyboardEvent) => {
    if (event.key === "Escape" && interaction.current === "running") cancel();
  };
  const onCancel = (event: Event) => {
    if (interaction.current !== "running") return;
    event.stopImmediatePropagation();
    cancel();
  };
  window.addEventListener("pointercancel", onCancel, true);
  window.addEventListener("pointermove", follow, { passive: true });
  window.addEventListener("keydown", onEscape);
  return () => {
    window.removeEventListener("pointercancel", onCancel, true);
    window.removeEventListener("pointermove", follow);
    window.removeEventListener("keydown", onEscape);
  };
}
