// An hour as a file that the phone's own calendar opens: the same event as in the letter.
import { messageOf } from "./ask.js";
import { icon } from "./icons.js";
import { alertOf, button, el } from "./page.js";

const FILE = "cita.ics";
// The phone reads the file after the press, not during it.
const READ = 60000;

/** A button that keeps what `get` brings; what the service refuses is said above it. */
export function calendarButton(get) {
  let problem = null;
  const node = el("div", { class: "near" }, button("", [icon("calendar"), "Añadir a mi calendario"], act));
  async function act() {
    if (problem) problem.remove();
    try {
      keep(await get());
    } catch (error) {
      problem = alertOf(messageOf(error));
      node.prepend(problem);
    }
  }
  return node;
}

function keep(file) {
  const url = URL.createObjectURL(file);
  const link = el("a", { href: url, download: FILE, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), READ);
}
