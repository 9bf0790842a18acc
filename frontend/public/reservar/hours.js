// With whom, on which day, at what hour: only hours that exist are shown.
import { isGivenUp, messageOf } from "../light/ask.js";
import { icon } from "../light/icons.js";
import { alertOf, button, el, fill, waiting } from "../light/page.js";
import { addDays, dayOf, longDate, timeOf, weekday } from "../light/words.js";
import { get } from "./online.js";

const AT_ONCE = 7;
const NOON = "12:00";
const ANYONE = { id: null, name: "Cualquiera" };
/** Of more professionals than these a list is chosen from: as buttons they would push the hours off a phone. */
const FEW = 3;

/** `onChoose` hears of each hour that is chosen, and null when none is any more. `look(after)` asks for the hours again, once
 * what may change them is done. */
export function hourPicker({ page, treatmentId, onChoose }) {
  const last = addDays(page.today, page.horizon_days);
  let doctorId = null;
  let first = page.today;
  let day = null;
  let chosen = null;
  let asking = null;

  const people = [ANYONE, ...page.doctors];
  const whom = page.doctors.length > FEW ? listOf(people, attendedBy) : chipsOf(people, attendedBy);
  const before = turn("Días anteriores", "back", -AT_ONCE);
  const after = turn("Días siguientes", "on", AT_ONCE);
  const days = Array.from({ length: AT_ONCE }, () => el("button", { type: "button", class: "day" }));
  const strip = el("div", { role: "group", "aria-label": "Día", class: "days" }, ...days);
  const found = el("div", { "aria-live": "polite", class: "stack" });
  const node = el(
    "div",
    { class: "stack" },
    page.doctors.length > 1 && whom,
    el("div", { class: "strip" }, before, strip, after),
    found,
  );

  function turn(name, shape, by) {
    const onclick = () => {
      const to = addDays(first, by);
      if (to < page.today || to > last) return;
      first = to;
      day = null;
      look();
    };
    return el("button", { type: "button", class: "turn", "aria-label": name, onclick }, icon(shape));
  }

  function attendedBy(id) {
    doctorId = id;
    look();
  }

  function choose(time) {
    chosen = time;
    onChoose(time);
  }

  async function look(after) {
    if (asking) asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    choose(null);
    drawDays(null);
    fill(found, waiting("Buscando horas"));
    const span = { from: first, to: addDays(first, AT_ONCE - 1) };
    await Promise.resolve(after).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const { data } = await get("/times", Object.assign({ treatment_id: treatmentId, doctor_id: doctorId }, span), signal);
      show(data);
    } catch (error) {
      if (isGivenUp(error)) return;
      fill(found, alertOf(messageOf(error)), button("", "Reintentar", () => look()));
    }
  }

  /** `times` by day; null while they are not known. */
  function drawDays(times) {
    before.setAttribute("aria-disabled", String(first <= page.today));
    after.setAttribute("aria-disabled", String(addDays(first, AT_ONCE) > last));
    days.forEach((each, index) => {
      const date = addDays(first, index);
      const open = times !== null && date in times;
      each.setAttribute("aria-pressed", String(date === day));
      each.className = times === null || open ? "day" : "day full";
      each.disabled = !open;
      each.onclick = () => {
        day = date;
        choose(null);
        drawDays(times);
        drawHours(times[date]);
      };
      // «mié 25», and heard with its month.
      const month = longDate(date).replace(/^\S+ \d+/, "");
      fill(each, el("span", null, weekday(date)), ` ${Number(date.slice(8))}`, el("span", { class: "heard" }, month));
    });
  }

  function show(data) {
    const times = {};
    data.forEach((time) => {
      const date = dayOf(time.start_time);
      (times[date] = times[date] || []).push(time);
    });
    if (!(day in times)) day = Object.keys(times).sort()[0] || null;
    drawDays(times);
    if (day) drawHours(times[day]);
    else fill(found, el("p", null, "No hay horas libres en estos días. Mire los siguientes o elija a cualquiera."));
  }

  function drawHours(times) {
    const many = `, ${times.length} ${times.length === 1 ? "hora libre" : "horas libres"}`;
    const parts = [
      ["Mañana", times.filter(({ start_time }) => timeOf(start_time) < NOON)],
      ["Tarde", times.filter(({ start_time }) => timeOf(start_time) >= NOON)],
    ];
    fill(
      found,
      el("p", null, el("strong", null, longDate(day)), el("span", { class: "heard" }, many)),
      ...parts.map(
        ([name, rows]) =>
          rows.length > 0 &&
          el(
            "section",
            { "aria-label": name },
            el("h2", { class: "quiet" }, name),
            el("div", { class: "slots" }, ...rows.map(slot)),
          ),
      ),
    );
  }

  function slot(time) {
    const onclick = ({ currentTarget }) => {
      found.querySelectorAll(".slot").forEach((each) => each.setAttribute("aria-pressed", String(each === currentTarget)));
      choose(time);
    };
    const given = { type: "button", class: "slot", "aria-pressed": String(time === chosen), onclick };
    return el("button", given, timeOf(time.start_time));
  }

  return { node, look };
}

function chipsOf(people, choose) {
  const chips = people.map(({ id, name }, index) => {
    const onclick = ({ currentTarget }) => {
      chips.forEach((chip) => chip.setAttribute("aria-pressed", String(chip === currentTarget)));
      choose(id);
    };
    return el("button", { type: "button", class: "chip", "aria-pressed": String(index === 0), onclick }, name);
  });
  return el("div", { role: "group", "aria-label": "Con quién", class: "chips" }, ...chips);
}

function listOf(people, choose) {
  const onchange = ({ target }) => choose(people[target.selectedIndex].id);
  const list = el("select", { id: "con-quien", onchange }, ...people.map(({ name }) => el("option", null, name)));
  return el("div", { class: "field list-of" }, el("label", { for: "con-quien" }, "Con quién"), list, icon("open"));
}
