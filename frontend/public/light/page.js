// The frame of a light page, what somebody opens on their own phone without entering: the clinic's sign, how far one is, one
// task. A page is a few small files as they stand here, without a library, so that it opens on a cheap phone with a slow
// connection. No rule of the language in them is younger than 2018 (eslint.config.mjs).
import { ask } from "./ask.js";
import { brandTokens } from "./brand.js";
import { icon, sign } from "./icons.js";

const NO_LINK = "Falta una parte del enlace. Ábralo o cópielo entero, como llegó.";
const SUITE = { name: "OmniClínica", accent: null, logo: false };
const STEPS = 3;

/** `el("button", { class: "main", onclick }, "Continuar")`. What is null or false is left out. */
export function el(tag, given, ...children) {
  const node = document.createElement(tag);
  Object.keys(given || {}).forEach((name) => {
    const value = given[name];
    if (typeof value === "function") node[name] = value;
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  });
  return fill(node, ...children);
}

/** Put these in the place of all that is in a node. */
export function fill(node, ...children) {
  node.textContent = "";
  node.append(...[].concat(...children).filter((child) => child || child === 0));
  return node;
}

const at = (id) => document.getElementById(id);

let title = null;

/** Draw a step. Its heading takes the focus, but for that of the page as it opens. */
export function draw({ title: said, step, notice, back, footer }, ...content) {
  const heading = at("title");
  const isNew = title !== null && title !== said;
  title = said;
  heading.textContent = said;
  at("step").textContent = step ? `Paso ${step} de ${STEPS}` : "";
  fill(at("bars"), ...(step ? [1, 2, 3].map((each) => el("span", { class: each <= step ? "done" : null })) : []));
  at("bars").hidden = !step;
  fill(at("notice"), notice);
  fill(at("back"), back);
  fill(at("content"), ...content);
  setFooter(footer);
  if (!isNew) return;
  window.scrollTo(0, 0);
  heading.focus();
}

export function setFooter(...content) {
  fill(at("footer"), ...content);
  at("footer").hidden = !at("footer").firstChild;
}

export const stack = (...children) => el("div", { class: "stack" }, ...children);

export const waiting = (label) => el("p", { role: "status", "aria-label": label, class: "waiting" }, icon("turning"));

export const alertOf = (message) =>
  message && el("div", { role: "alert", class: "alert" }, icon("warning", 16), el("div", null, message));

/** A button that is pressed once at a time; `act` may take its time. It keeps the keyboard meanwhile. */
export function button(look, name, act, type = "button") {
  const node = el("button", { type, class: `button ${look}` }, name);
  let busy = false;
  node.onclick = (event) => {
    if (busy) event.preventDefault();
    else if (act) working(act);
  };
  function working(task) {
    if (busy) return;
    busy = true;
    node.setAttribute("aria-disabled", "true");
    node.setAttribute("aria-busy", "true");
    node.prepend(icon("turning"));
    const rest = () => {
      busy = false;
      node.removeAttribute("aria-disabled");
      node.removeAttribute("aria-busy");
      fill(node, name);
    };
    Promise.resolve(task()).then(rest, rest);
  }
  node.working = working;
  return node;
}

/** Who the clinic is: its name, its colour, its logo. */
export function showClinic() {
  ask("/auth/clinic").then(present, () => present(SUITE));
}

function present({ name, accent, logo, version }) {
  at("clinic").textContent = name;
  document.title = `${document.title} · ${name}`;
  fill(at("mark"), logo ? el("img", { src: `/api/auth/clinic/logo?v=${version}`, alt: "", class: "mark" }) : ownSign());
  if (accent) paint(accent);
}

const ownSign = () => el("span", { class: "mark" }, sign());

/** The clinic's colour, as rules of the page's own sheet: its policy lets in no style that stands in the page. */
function paint(accent) {
  const { light, dark } = brandTokens(accent);
  const sheet = document.styleSheets[0];
  const rules = [`:root{${light}}`, `@media (prefers-color-scheme: dark){:root{${dark}}}`];
  rules.forEach((rule) => sheet.insertRule(rule, sheet.cssRules.length));
}

/** What follows the #, which no server is sent: the link by which somebody came. Without one the page says so. */
export function linkOr(refuse) {
  // Another link opened in the same tab is another page.
  window.addEventListener("hashchange", () => location.reload());
  const link = location.hash.slice(1);
  if (!link) refuse(NO_LINK);
  return link;
}

/** What is said where nothing can be shown. */
export const cannotOpen = (message) => draw({ title: "No se puede abrir" }, alertOf(message));
