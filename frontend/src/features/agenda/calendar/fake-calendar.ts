import type { Calendar } from "@event-calendar/core";

// The calendar's part of the contract, without its layout: jsdom has none. Blocks are drawn
// with our own content and answer to clicks; drags are told by `dropped` and `selected`.

type Options = Record<string, unknown> & Calendar.Options;
type Input = Calendar.EventInput & { id: string };

let current: FakeCalendar | undefined;

/** What the calendar hands over: local fields that are the clinic's wall clock. */
const wallClock = (instant: string) => {
  const [day = "", time = ""] = instant.split("T");
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date, Number(time.slice(0, 2)), Number(time.slice(3, 5)));
};
const eventOf = (input: Input) => ({
  ...input,
  start: wallClock(String(input.start)),
  end: wallClock(String(input.end)),
  extendedProps: input.extendedProps ?? {},
});

class FakeCalendar {
  constructor(
    private host: HTMLElement,
    public options: Options,
  ) {
    this.draw();
  }

  get events() {
    return (this.options.events ?? []) as Input[];
  }

  setOption(name: string, value: unknown) {
    this.options = { ...this.options, [name]: value } as Options;
    this.draw();
  }

  updateEvent(event: Input) {
    this.setOption(
      "events",
      this.events.map((old) => (old.id === event.id ? event : old)),
    );
  }

  addEvent(event: Input) {
    this.setOption("events", [...this.events, event]);
  }

  removeEventById(id: string) {
    this.setOption(
      "events",
      this.events.filter((event) => event.id !== id),
    );
  }

  private draw() {
    this.host.replaceChildren();
    for (const resource of (this.options.resources ?? []) as Calendar.Resource[]) {
      const content = (this.options.resourceLabelContent as (info: unknown) => { domNodes: Node[] })({ resource });
      this.host.append(...content.domNodes);
    }
    for (const input of this.events) {
      const event = eventOf(input);
      const block = document.createElement("article");
      block.className = "ec-event";
      block.append(...(this.options.eventContent as (info: unknown) => { domNodes: Node[] })({ event }).domNodes);
      if (input.display !== "background") {
        block.onclick = () => (this.options.eventClick as (info: unknown) => void)({ event });
      }
      this.host.append(block);
    }
  }
}

export const createCalendar = (host: HTMLElement, _plugins: unknown[], options: Options) =>
  (current = new FakeCalendar(host, options));
export const destroyCalendar = () => Promise.resolve();
export const Interaction = {};
export const ResourceTimeGrid = {};
export const TimeGrid = {};

const call = (name: string, info: unknown) => (current!.options[name] as (info: unknown) => void)(info);

/** Someone dragged a block to other hours, perhaps to another column. */
export function dropped(id: number, start: string, end: string, column?: number) {
  const event = { id: String(id), start: wallClock(start), end: wallClock(end), extendedProps: {} };
  call("eventDrop", { event, revert: jest.fn(), ...(column && { newResource: { id: String(column) } }) });
}

/** Someone dragged over free time. */
export const selected = (start: string, end: string, column: number) =>
  call("select", { start: wallClock(start), end: wallClock(end), resource: { id: String(column) } });

/** To what minutes the calendar was told to snap. */
export const snapDuration = () => current?.options.snapDuration;
