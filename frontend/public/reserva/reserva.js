// Whoever booked online changes or cancels it by the link of their letter.
import { ask, messageOf } from "../light/ask.js";
import { alertOf, button, cannotOpen, draw, el, fill, linkOr, setFooter, showClinic, stack, waiting } from "../light/page.js";
import { hourOf, keepClock } from "../light/words.js";
import { hourPicker } from "../reservar/hours.js";
import { get } from "../reservar/online.js";
import { outcome, stands, TITLES } from "../reservar/outcome.js";

const SHARED = "/citas/shared/self-booking";
const link = linkOr(cannotOpen);
const TASKS = { move, cancel };
let shared = null;

async function open() {
  draw({ title: "Su hora" }, waiting("Cargando su hora"));
  try {
    shared = await ask(SHARED, { link });
  } catch (error) {
    return cannotOpen(messageOf(error));
  }
  keepClock(shared.timezone);
  see();
}

function see() {
  draw(
    { title: TITLES[shared.state] },
    stack(
      outcome(shared, () => ask(`${SHARED}/calendar`, { link })),
      shared.changeable
        ? el("div", { class: "near" }, button("", "Cambiar de hora", () => begin("move")), button("plain danger", "Cancelar la hora", () => begin("cancel")))
        : stands(shared) &&
            el("p", { class: "quiet" }, "Falta poco: para cambiarla o cancelarla, llame a la clínica."),
    ),
  );
}

/** A task is a step of the history, so that a phone's own way back leaves it and not the page. */
function begin(task) {
  history.pushState(task, "");
  TASKS[task]();
}

const goBack = () => history.back();

window.addEventListener("popstate", ({ state }) => {
  if (shared) (TASKS[state] || see)();
});

/** What was sent is what it is now; a refusal is said where it was sent from. */
async function send(path, body, refuse) {
  try {
    shared = await ask(`${SHARED}/${path}`, { method: "POST", body, link });
    history.replaceState(null, "");
    see();
  } catch (error) {
    refuse(messageOf(error));
  }
}

function cancel() {
  const problem = el("div");
  const act = () => send("cancel", null, (why) => fill(problem, alertOf(why)));
  draw(
    { title: "¿Cancelar su hora?" },
    stack(
      problem,
      el("p", null, `${hourOf(shared)}. Otra persona podrá tomarla.`),
      el("div", { class: "near" }, button("", "Conservar", goBack), button("danger", "Cancelar la hora", act)),
    ),
  );
}

async function move() {
  const problem = el("div");
  const hours = el("div", null, waiting("Buscando horas"));
  let picker = null;
  const refuse = (why) => {
    fill(problem, alertOf(why));
    if (picker) picker.look();
  };
  const footer = (time) =>
    el(
      "div",
      { class: "near" },
      time && el("p", { class: "number" }, hourOf(time), " ", el("span", { class: "quiet" }, `con ${time.doctor.name}`)),
      el(
        "div",
        { class: time ? "pair" : null },
        button("", "Volver", goBack),
        time &&
          button("main", "Cambiar", () =>
            send("move", { doctor_id: time.doctor.id, start_time: time.start_time }, refuse),
          ),
      ),
    );
  const said = el("p", { class: "quiet" }, "Su hora sigue en pie hasta que elija la nueva.");
  draw({ title: "Elija otra hora", footer: footer(null) }, stack(said, problem, hours));
  try {
    const page = await get("");
    const onChoose = (time) => {
      if (time) fill(problem);
      setFooter(footer(time));
    };
    picker = hourPicker({ page, treatmentId: shared.treatment_id, onChoose });
    fill(hours, picker.node);
    picker.look();
  } catch (error) {
    fill(hours);
    refuse(messageOf(error));
  }
}

showClinic();
if (link) open();
