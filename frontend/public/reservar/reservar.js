// Treatment, hour, person, code: somebody books on their own phone, without entering.
import { messageOf, Refusal } from "../light/ask.js";
import { icon } from "../light/icons.js";
import { alertOf, button, draw, el, fill, setFooter, showClinic, stack, waiting } from "../light/page.js";
import { duration, hourOf, keepClock } from "../light/words.js";
import { hourPicker } from "./hours.js";
import { get, holdTime, post, proveAhead } from "./online.js";
import { outcome, summary, TITLES } from "./outcome.js";
import { codeForm, personForm } from "./person.js";
import { treatmentList, urgent } from "./treatments.js";

let page = null;
let step = 1;
let treatment = null;
let picker = null;
let time = null;
let held = null;
let booked = null;
const person = personForm({ ticket: () => held.ticket, onSent: () => held && goTo(4), onLost: giveUp });
const lost = el("div");

async function open() {
  draw({ title: "¿Qué necesita?", step: 1 }, waiting("Cargando"));
  try {
    page = await get("");
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return closed();
    return draw({ title: "No se puede reservar ahora" }, stack(alertOf(messageOf(error)), button("", "Reintentar", open)));
  }
  keepClock(page.timezone);
  show();
}

// Not published: nothing failed, and asking again would not help.
const closed = () =>
  draw(
    { title: "La clínica no recibe reservas en línea" },
    el("p", { class: "quiet" }, "Pida su cita a la clínica, por teléfono o en persona."),
  );

/** The address says a step; nobody is further than what they have chosen. */
function stage() {
  if (booked) return drawBooked;
  if (step === 1 || !treatment) return drawTreatments;
  return step === 2 || !held ? drawHours : drawPerson;
}

function show() {
  clearInterval(clock);
  if (page) stage()();
}

function drawTreatments() {
  draw({ title: "¿Qué necesita?", step: 1, footer: urgent(page.phone) }, treatmentList(page, chooseTreatment));
}

function chooseTreatment(chosen) {
  treatment = chosen;
  fill(lost);
  picker = hourPicker({ page, treatmentId: treatment.id, onChoose: chooseTime });
  proveAhead();
  goTo(2);
  picker.look();
}

function chooseTime(chosen) {
  time = chosen;
  if (stage() !== drawHours) return;
  if (chosen) fill(lost);
  setFooter(chosen && hourChosen());
}

const hourChosen = () =>
  el(
    "div",
    { class: "near" },
    el("p", { class: "number" }, hourOf(time), " ", el("span", { class: "quiet" }, `con ${time.doctor.name}`)),
    button("main", "Continuar", hold),
  );

function drawHours() {
  const back = backTo(treatment.name);
  draw({ title: "Elija el día y la hora", step: 2, back, footer: time && hourChosen() }, stack(lost, picker.node));
}

async function hold() {
  try {
    held = await holdTime(treatment.id, time);
    goTo(3);
  } catch (error) {
    loseHour(messageOf(error));
  }
}

/** Say why the hour is not to be had, and what is free instead. */
function loseHour(why) {
  held = null;
  fill(lost, alertOf(why));
  picker.look();
}

function giveUp(why) {
  loseHour(why);
  goTo(2);
}

/** Whoever goes back gives the hour back. */
function giveBack() {
  const given = post("returns", { ticket: held.ticket });
  held = null;
  picker.look(given);
}

function drawPerson() {
  const isCode = step === 4;
  const what = `${treatment.name} · ${held.doctor.name}`;
  draw(
    {
      title: isCode ? "Confirme su correo" : "Sus datos",
      step: 3,
      notice: kept(held.expires_at),
      back: backTo(isCode ? "Sus datos" : "Otra hora"),
    },
    stack(
      summary(held, what, treatment.price),
      isCode ? code() : person.node,
      page.cancel_minutes > 0 && changeable(duration(page.cancel_minutes)),
    ),
  );
}

const changeable = (before) => el("p", { class: "quiet centre" }, `Puede cambiarla o cancelarla hasta ${before} antes.`);

const code = () =>
  codeForm({ ticket: held.ticket, email: person.email(), onDone: finish, onLost: giveUp, onAgain: () => history.back() });

function finish(answer) {
  booked = answer;
  show();
}

function drawBooked() {
  draw(
    { title: TITLES[booked.state] },
    outcome(booked, () => post("calendars", { ticket: held.ticket })),
    el("p", { class: "quiet" }, `Le escribimos a ${person.email()} con un enlace para cambiarla o cancelarla.`),
  );
}

let clock = null;

/** How long the hour is still kept. */
function kept(until) {
  const said = el("span");
  const left = el("b", { "aria-hidden": "true" });
  const node = el("div", { class: "notice" }, icon("timer", 16), said, left);
  function tell() {
    const seconds = until ? Math.max(Math.ceil((Date.parse(until) - Date.now()) / 1000), 0) : 0;
    said.textContent = seconds > 0 ? "Guardamos su hora mientras termina" : "Su hora ya no está guardada";
    left.textContent = seconds > 0 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "";
  }
  tell();
  clock = setInterval(tell, 1000);
  return node;
}

const backTo = (name) =>
  el(
    "button",
    { type: "button", class: "back", onclick: () => history.back() },
    icon("back"),
    el("span", { class: "heard" }, "Volver a "),
    name,
  );

/** The step is in the address, so that a phone's own way back goes one step back. */
function goTo(next) {
  history.pushState(null, "", `?paso=${next}`);
  step = next;
  show();
}

window.addEventListener("popstate", () => {
  step = Number(new URLSearchParams(location.search).get("paso") || 1);
  if (held && !booked && step < 3) giveBack();
  show();
});

showClinic();
open();
