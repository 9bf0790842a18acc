// Fields of a form, with what is wrong said at each.
import { el } from "./page.js";

const EMPTY = "Complete este campo.";

let made = 0;

/** A labelled input of 16 px. `say(message)` puts what is wrong in the place of its hint. */
export function field(label, given, hint = "") {
  const id = `campo-${(made += 1)}`;
  const input = el("input", Object.assign({ id, required: true, type: "text" }, given));
  const said = el("p", { id: `${id}-dice`, class: "quiet" }, hint);
  const name = el("label", { for: id }, label);
  const node = el("div", { class: "field" }, name, input, said);
  const say = told(input, said, hint);
  say("");
  input.oninput = () => say("");
  return { node, input, say, rename: (text) => (name.textContent = text), wrong: () => (input.value.trim() ? "" : EMPTY) };
}

/** A box to be ticked. */
export function agreement(name, text, more, refusal) {
  const id = `campo-${(made += 1)}`;
  const input = el("input", { type: "checkbox", id, name, required: true });
  const said = el("p", { id: `${id}-dice`, class: "quiet" });
  const words = el("span", null, text, " ", el("span", { class: "quiet" }, more));
  const node = el("div", null, el("label", { class: "agree", for: id }, input, words), said);
  const say = told(input, said, "");
  say("");
  input.onchange = () => say("");
  return { node, input, say, wrong: () => (input.checked ? "" : refusal) };
}

const told = (input, said, hint) => (message) => {
  said.textContent = message || hint;
  said.className = message ? "wrong" : "quiet";
  said.hidden = !said.textContent;
  if (message) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  if (said.hidden) input.removeAttribute("aria-describedby");
  else input.setAttribute("aria-describedby", said.id);
};

/** Say what is wrong at each of these fields ({name: field}), and lead to the first. Answers whether something was. */
export function sayWrong(fields, wrongs) {
  const names = Object.keys(fields).filter((name) => wrongs[name]);
  names.forEach((name) => fields[name].say(wrongs[name]));
  if (names.length > 0) fields[names[0]].input.focus();
  return names.length > 0;
}

/** What is empty among them. */
export function emptyOnes(fields) {
  const wrongs = {};
  Object.keys(fields).forEach((name) => (wrongs[name] = fields[name].wrong()));
  return wrongs;
}
