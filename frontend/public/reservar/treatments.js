// What it is for: price and length are told first.
import { icon } from "../light/icons.js";
import { el, fill } from "../light/page.js";
import { duration, phone, price } from "../light/words.js";

const MANY = 8;
const MARKS = /[\u0300-\u036f]/g;
const plain = (text) => text.normalize("NFD").replace(MARKS, "").toLowerCase();

export function treatmentList(page, onChoose) {
  const found = el("div", { class: "stack" });
  function show(text) {
    const shown = page.treatments.filter(({ name, category }) => plain(`${name} ${category}`).includes(plain(text)));
    const categories = Array.from(new Set(shown.map(({ category }) => category)));
    if (shown.length === 0)
      return fill(found, el("p", { role: "status" }, "No hay nada con ese nombre. Llame a la clínica."));
    return fill(found, ...categories.map((category) => section(category, shown, onChoose)));
  }
  show("");
  return el(
    "div",
    { class: "stack" },
    !page.new_patients &&
      el("p", { class: "quiet" }, "Esta página es para pacientes de la clínica. Si viene por primera vez, llámenos."),
    page.treatments.length > MANY && search(show),
    found,
  );
}

const section = (category, treatments, onChoose) =>
  el(
    "section",
    { "aria-label": category },
    el("h2", null, category),
    el(
      "ul",
      { class: "list" },
      ...treatments.filter((treatment) => treatment.category === category).map((treatment) => row(treatment, onChoose)),
    ),
  );

const row = (treatment, onChoose) =>
  el(
    "li",
    null,
    el(
      "button",
      { type: "button", onclick: () => onChoose(treatment) },
      el("span", { class: "what" }, treatment.name, " ", el("span", { class: "quiet" }, duration(treatment.minutes))),
      el("span", { class: "number" }, price(treatment.price)),
      icon("on"),
    ),
  );

const search = (show) =>
  el(
    "div",
    { class: "search" },
    icon("search"),
    el("input", {
      type: "search",
      "aria-label": "Buscar lo que necesita",
      placeholder: "Buscar: dolor, limpieza, control",
      oninput: ({ target }) => show(target.value),
    }),
  );

/** For what does not wait for an hour of next week. */
export const urgent = (number) =>
  el(
    "div",
    { class: "urgent" },
    el("p", null, "¿Dolor fuerte, sangrado o fiebre? ", el("span", { class: "quiet" }, "No espere una cita.")),
    number &&
      el(
        "a",
        { href: `tel:${number}`, class: "button", "aria-label": `Llamar al ${phone(number)}` },
        icon("phone", 16),
        "Llamar",
      ),
  );
