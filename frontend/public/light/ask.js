// Asks a service of our own origin. It throws a Refusal, which says in words why not.

const SENTENCES = {
  0: "No hay conexión con el servidor. Revise la red e inténtelo de nuevo.",
  404: "No encontramos lo que busca. Puede que ya no exista.",
  429: "Demasiados intentos seguidos. Espere un momento.",
  502: "El servicio no responde. Inténtelo de nuevo en un momento.",
  503: "El servicio no está disponible. Inténtelo de nuevo en un momento.",
  504: "El servicio tardó demasiado. Inténtelo de nuevo en un momento.",
};
const OTHERWISE = "Algo falló en el servidor. Lo que escribió sigue aquí.";
const OURS = "Algo falló en esta pantalla. Recargue e inténtelo de nuevo.";

export class Refusal extends Error {
  constructor(status, problem) {
    super((problem && (problem.detail || problem.title)) || SENTENCES[status] || OTHERWISE);
    this.status = status;
    /** What stands in the way of an hour: it is lost to the visitor. */
    this.obstacle = (problem && problem.obstacle) || null;
    /** Sentences by field. */
    this.fields = {};
    ((problem && problem.errors) || []).forEach(({ field, message }) => (this.fields[field] = message));
  }
}

/** The sentence that a person reads for any error. */
export const messageOf = (error) => (error instanceof Refusal ? error.message : OURS);

/** Whoever asked does not wait for the answer any more. */
export const isGivenUp = (error) => Boolean(error) && error.name === "AbortError";

export async function ask(path, { method = "GET", body, query = {}, link, signal } = {}) {
  const url = new URL(`/api${path}`, location.origin);
  Object.keys(query).forEach((name) => query[name] && url.searchParams.set(name, query[name]));
  const headers = { Accept: "application/json" };
  const payload = body && JSON.stringify(body);
  const submission = method === "POST" && `${path} ${payload || ""}`;
  if (payload) headers["Content-Type"] = "application/json";
  if (link) headers.Authorization = `Link ${link}`;
  if (submission) headers["Idempotency-Key"] = keyOf(submission);

  const answer = await fetch(url.href, { method, headers, body: payload, signal, credentials: "same-origin" }).catch(broken);
  const said = answer.status === 204 ? null : await contentOf(answer).catch((error) => (answer.ok ? broken(error) : null));
  if (submission && answer.status < 500) submissions.delete(submission);
  if (!answer.ok) throw new Refusal(answer.status, said);
  return said;
}

/** An hour for a calendar is a file; all else is JSON. */
const contentOf = (answer) =>
  (answer.headers.get("Content-Type") || "").indexOf("text/calendar") === 0 ? answer.blob() : answer.json();

function broken(error) {
  throw isGivenUp(error) ? error : new Refusal(0);
}

// What was sent and not answered may have been done: sent again, it carries the same key.
const submissions = new Map();

function keyOf(submission) {
  if (!submissions.has(submission)) {
    const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
    submissions.set(submission, bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return submissions.get(submission);
}
