// What became of an hour, as whoever booked it reads it.
import { calendarButton } from "../light/calendar.js";
import { icon } from "../light/icons.js";
import { el } from "../light/page.js";
import { hourOf, phone, price } from "../light/words.js";

export const TITLES = {
  BOOKED: "Su hora está reservada",
  REQUESTED: "Recibimos su pedido",
  CANCELLED: "La hora está cancelada",
  REJECTED: "No pudimos darle esa hora",
  OVER: "Esa hora ya pasó",
};
const SAID = {
  BOOKED: "Le esperamos. Si hay algo que aclarar, la clínica le llamará.",
  REQUESTED: "La clínica lo revisa y le escribe a su correo. Mientras tanto nadie más toma esa hora.",
  CANCELLED: "Gracias por avisar: otra persona podrá usarla.",
  REJECTED: "Le escribimos por qué. Puede reservar otra.",
  OVER: "Si necesita otra, puede reservarla.",
};

export const stands = ({ state }) => state === "BOOKED" || state === "REQUESTED";

/** `calendar` brings the hour as a file. */
export function outcome(booked, calendar) {
  const shape = booked.state === "BOOKED" ? "done" : booked.state === "REQUESTED" ? "asked" : "ended";
  const mark = icon(shape);
  if (booked.state === "BOOKED") mark.setAttribute("class", "good");
  return el(
    "div",
    { class: "stack" },
    el("p", { role: "status", class: "said" }, mark, SAID[booked.state]),
    summary(booked, `${booked.treatment} · ${booked.doctor}`),
    booked.state === "BOOKED" && calendarButton(calendar),
    booked.note && stands(booked) && el("p", null, booked.note),
    booked.phone &&
      el("p", { class: "quiet" }, "¿Dudas? Llame al ", el("a", { href: `tel:${booked.phone}` }, phone(booked.phone)), "."),
  );
}

/** An hour, what it is for and with whom; `cost` where it is told. */
export const summary = (time, what, cost) =>
  el(
    "div",
    { class: "card" },
    el("p", { class: "number" }, el("strong", null, hourOf(time))),
    el("p", { class: "quiet" }, what),
    cost && el("p", { class: "sum" }, "Se paga en la clínica ", el("strong", { class: "number" }, price(cost))),
  );
