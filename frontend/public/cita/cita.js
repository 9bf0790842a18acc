// A patient answers a message about their visit. It acts only when a button is pressed, never by being opened.
import { ask, messageOf } from "../light/ask.js";
import { calendarButton } from "../light/calendar.js";
import { alertOf, button, cannotOpen, draw, el, fill, linkOr, showClinic, waiting } from "../light/page.js";

const VISIT = "/citas/shared/visit";
const STATES = {
  OPEN: ["¿Puede venir, {name}?", "La clínica le espera a esta hora."],
  CONFIRMED: ["Le esperamos, {name}", "Su cita está confirmada. Si no puede venir, díganoslo aquí."],
  CANCELLED: ["Esta cita se canceló", "Para pedir otra, llame a la clínica."],
  MOVED: ["Esta cita cambió de hora", "Le llegará otro aviso. Si no lo recibe, llame a la clínica."],
  OVER: ["La hora de esta cita ya pasó", "Para pedir otra, llame a la clínica."],
  HERE: ["Usted ya está en la clínica", "Le llamarán en un momento."],
};
const ASKED = ["Recibimos su pedido", "La clínica le escribirá con otra hora. Mientras tanto, esta sigue siendo suya."];

const link = linkOr(cannotOpen);
const TASKS = { move, cancel };
let visit = null;

async function open() {
  draw({ title: "Su cita" }, waiting("Cargando su cita"));
  try {
    visit = await ask(VISIT, { link });
    see();
  } catch (error) {
    cannotOpen(messageOf(error));
  }
}

const isOpen = () => visit.state === "OPEN" || visit.state === "CONFIRMED";

function see() {
  const [title, said] = visit.asked_to_move && isOpen() ? ASKED : STATES[visit.state];
  const problem = el("div");
  draw(
    { title: title.replace("{name}", visit.name) },
    el("p", { role: "status" }, said),
    visit.hour && hour(),
    isOpen() && calendarButton(() => ask(`${VISIT}/calendar`, { link })),
    problem,
    isOpen() &&
      el(
        "div",
        { class: "near" },
        visit.state === "OPEN" && button("main", "Confirmo que voy", () => answer(problem, "CONFIRM")),
        button("", "Pedir otra hora", () => begin("move")),
        button("plain danger", "No podré ir", () => begin("cancel")),
      ),
  );
}

const hour = () =>
  el(
    "div",
    { class: "card" },
    el("p", { class: "time" }, visit.hour),
    el("p", null, visit.day),
    visit.doctor && el("p", { class: "quiet" }, `Con ${visit.doctor}`),
  );

/** A task is a step of the history, so that a phone's own way back leaves it and not the page. */
function begin(task) {
  history.pushState(task, "");
  TASKS[task]();
}

window.addEventListener("popstate", ({ state }) => {
  if (visit) (TASKS[state] || see)();
});

function move() {
  const note = el("textarea", { id: "note", maxlength: 300, rows: 3 });
  const question = el("label", { for: "note" }, "¿Cuándo le conviene? La clínica le escribirá con otra hora.");
  task("Pedir otra hora", [el("div", { class: "field" }, question, note)], "main", "Pedir otra hora", (problem) =>
    answer(problem, "MOVE", note.value.trim()),
  );
}

function cancel() {
  const said = el("p", null, "La hora quedará libre para otra persona.");
  task("¿Cancelar su cita?", [hour(), said], "danger", "Sí, cancelar la cita", (problem) => answer(problem, "CANCEL"));
}

function task(title, content, look, name, act) {
  const problem = el("div");
  draw(
    { title },
    ...content,
    problem,
    el(
      "div",
      { class: "near" },
      button(look, name, () => act(problem)),
      button("", "Volver", () => history.back()),
    ),
  );
}

async function answer(problem, what, note) {
  fill(problem);
  try {
    visit = await ask(VISIT, { method: "POST", body: note ? { answer: what, note } : { answer: what }, link });
    history.replaceState(null, "");
    see();
  } catch (error) {
    fill(problem, alertOf(messageOf(error)));
  }
}

showClinic();
if (link) open();
