// Whatever a browser complains about while a story runs. Nothing of it may be left at the end.

/** Runs in each page: a refused script or style is no exception and no failed request. */
const hearViolations = () => {
  document.addEventListener("securitypolicyviolation", (event) => {
    void window.e2eViolation(
      `${event.violatedDirective} refused ${event.blockedURI || "inline"} (${event.sourceFile ?? "?"}:${event.lineNumber})`,
    );
  });
};

export class Trouble {
  #found = [];
  #expected = [];

  async watch(context) {
    await context.exposeBinding("e2eViolation", (_source, text) => this.#add("csp", text));
    await context.addInitScript(hearViolations);
    context.on("console", (message) => {
      const text = message.text();
      // What the server refused is counted by its answer, with more words.
      if (message.type() === "error" && !text.startsWith("Failed to load resource")) this.#add("console", text);
      if (message.type() === "warning" && /content security policy|hydrat/i.test(text)) this.#add("console", text);
    });
    context.on("weberror", (error) => this.#add("exception", String(error.error().stack ?? error.error())));
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // A page that is left, or a search that goes on, gives up its questions.
      if (why !== "net::ERR_ABORTED") this.#add("request", `${request.method()} ${pathOf(request.url())} ${why}`);
    });
    context.on("response", (response) => {
      if (response.status() < 400) return;
      this.#add("response", `${response.status()} ${response.request().method()} ${pathOf(response.url())}`);
    });
  }

  /** `expect("409 PATCH /api/citas/appointments")`: this beginning of a complaint is part of the story. */
  expect(...beginnings) {
    this.#expected.push(...beginnings);
  }

  /** Every complaint that no part of the story explains. */
  get left() {
    return this.#found
      .filter(({ text }) => !this.#expected.some((beginning) => text.startsWith(beginning)))
      .map(({ kind, text }) => `${kind}: ${text}`);
  }

  #add(kind, text) {
    this.#found.push({ kind, text });
  }
}

const pathOf = (address) => {
  const { pathname, search } = new URL(address);
  return pathname + search;
};
