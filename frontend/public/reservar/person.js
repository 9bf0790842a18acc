// Whose hour it is, and the code that confirms their mail.
import { messageOf, Refusal } from "../light/ask.js";
import { agreement, emptyOnes, field, sayWrong } from "../light/field.js";
import { alertOf, button, el, fill } from "../light/page.js";
import { isLost, post } from "./online.js";

const DOCUMENTS = [
  ["CEDULA", "Cédula", "Número de cédula", "numeric"],
  ["PASSPORT", "Pasaporte", "Número de pasaporte", "text"],
];
const CONSENT = "Acepto que la clínica use estos datos para atenderme.";
const PURPOSE = "Sirven para agendar, recordarle la cita y abrir su ficha. Puede pedir que se corrijan o se borren.";

/** A form whose submission is sent once at a time; `send` may throw. */
function form(fields, name, send, onLost, ...more) {
  const problem = el("div", { class: "stack" });
  const submit = button("main", name, null, "submit");
  async function act() {
    fill(problem);
    if (sayWrong(fields, emptyOnes(fields))) return;
    try {
      await send();
    } catch (error) {
      if (isLost(error)) return onLost(messageOf(error));
      if (!(error instanceof Refusal && sayWrong(fields, error.fields))) fill(problem, alertOf(messageOf(error)));
    }
  }
  const onsubmit = (event) => {
    event.preventDefault();
    submit.working(act);
  };
  // What is wrong is said by the page, in its own words.
  return el("form", { class: "stack", novalidate: true, onsubmit }, problem, ...more, submit);
}

/** Made once: what was typed survives a refusal, and going back. */
export function personForm({ ticket, onSent, onLost }) {
  const number = field("Número de cédula", { name: "document_number", maxlength: 20, autocomplete: "off", inputmode: "numeric" });
  const fields = {
    document_number: number,
    first_name: field("Nombres", { name: "first_name", maxlength: 100, autocomplete: "given-name" }),
    last_name: field("Apellidos", { name: "last_name", maxlength: 100, autocomplete: "family-name" }),
    phone: field("Teléfono o WhatsApp", { name: "phone", type: "tel", maxlength: 30, autocomplete: "tel" }),
    email: field(
      "Correo",
      { name: "email", type: "email", maxlength: 254, autocomplete: "email" },
      "Le enviamos un código para confirmar.",
    ),
    consent: agreement("consent", CONSENT, PURPOSE, "Marque la casilla para continuar."),
  };
  let type = "CEDULA";
  const kinds = DOCUMENTS.map(([value, name, label, mode]) => {
    const onchange = () => {
      type = value;
      number.rename(label);
      number.input.setAttribute("inputmode", mode);
      number.say("");
    };
    const given = { type: "radio", name: "document_type", value, checked: value === type, onchange };
    return el("label", null, el("input", given), name);
  });
  const { consent, ...texts } = fields;
  const email = () => fields.email.input.value.trim();

  async function send() {
    const body = { ticket: ticket(), document_type: type, consent: consent.input.checked };
    Object.keys(texts).forEach((name) => (body[name] = texts[name].input.value.trim()));
    await post("people", body);
    onSent();
  }
  const papers = el("fieldset", null, el("legend", null, "Documento"), el("div", { class: "choices" }, ...kinds));
  const nodes = Object.keys(fields).map((name) => fields[name].node);
  return { node: form(fields, "Enviarme el código", send, onLost, papers, ...nodes), email };
}

/** The six digits of the letter. */
export function codeForm({ ticket, email, onDone, onLost, onAgain }) {
  const code = field("Código", { name: "code", inputmode: "numeric", autocomplete: "one-time-code", maxlength: 9 });
  const digits = () => code.input.value.replace(/\s/g, "");
  code.wrong = () => (/^\d{6}$/.test(digits()) ? "" : "Escriba los seis números que le enviamos.");
  const send = async () => onDone(await post("confirmations", { ticket, code: digits() }));
  const told = el("p", null, "Le enviamos un código de seis números a ", el("strong", null, email), ".");
  const node = form({ code }, "Confirmar", send, onLost, told, code.node);
  node.append(button("plain", "No me llegó: revisar mis datos", onAgain));
  return node;
}
