// The suite without the interface: to prepare what a story needs, and to look at what it left.
import { randomBytes } from "node:crypto";

export const ADDRESS = process.env.SUITE_URL ?? "http://127.0.0.1:3333";

export class Refused extends Error {
  constructor(method, path, status, problem) {
    super(`${method} ${path}: ${status} ${JSON.stringify(problem)}`);
    Object.assign(this, { status, problem });
  }
}

/** Somebody who calls the API with a token. Every answer that is not a success is thrown. */
export class Caller {
  constructor(token) {
    this.token = token;
  }

  get = (path) => this.ask("GET", path);
  post = (path, body = {}) => this.ask("POST", path, body);
  put = (path, body, version) => this.ask("PUT", path, body, version);
  patch = (path, body, version) => this.ask("PATCH", path, body, version);

  /** A file, whose `id` is then attached. */
  upload = (service, content) => this.ask("POST", `/${service}/files`, content);

  async ask(method, path, body, version) {
    const binary = Buffer.isBuffer(body);
    const answer = await fetch(`${ADDRESS}/api${path}`, {
      method,
      headers: {
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...(body && { "Content-Type": binary ? "application/octet-stream" : "application/json" }),
        ...(method === "POST" && { "Idempotency-Key": randomBytes(12).toString("hex") }),
        ...(version !== undefined && { "If-Match": `"${version}"` }),
      },
      body: binary ? body : body && JSON.stringify(body),
    });
    const text = await answer.text();
    const read = text && JSON.parse(text);
    if (!answer.ok) throw new Refused(method, path, answer.status, read);
    return read;
  }
}

export const logIn = (email, password) => new Caller().post("/auth/login", { email, password });

/** What `look()` answers once it is something: what one service tells another arrives a moment later. */
export async function eventually(look, what = "it") {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found && (!Array.isArray(found) || found.length > 0)) return found;
    if (Date.now() > deadline) throw new Error(`${what} never happened`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
