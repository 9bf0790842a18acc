// Whoever has no mouse: all that opens over a page takes the keyboard, and gives it back, whichever way it closes.
// Minutes of work, so it is no part of `npm run e2e`: WALK="cita=" walks only pages whose address matches, WALKERS=1
// with one browser instead of three.
import assert from "node:assert/strict";
import { tour } from "./harness/tour.mjs";
import { story } from "./harness/story.mjs";

/** How long what opens may take: it may be a piece of the interface that comes only now. */
const OPENING = 2_000;

/** Runs in the page: what lies over it, where the keyboard stands, and how many overlays the history holds. */
const look = () => {
  const shown = (node) => node.dataset.state !== "closed" && node.getClientRects().length > 0;
  const open = [...document.querySelectorAll("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]")]
    .filter(shown)
    // A list that stands in the page, or a question in the foot of its sheet.
    .filter((node) => !node.closest("main") && !node.parentElement.closest("[role=dialog], [role=alertdialog]"));
  const front = open.at(-1);
  const active = document.activeElement;
  const main = front?.querySelector("[data-main], button[type=submit]");
  return {
    open: open.length,
    // What only hangs from its button is no place of its own, nor in the history.
    kind: front?.closest("[data-radix-popper-content-wrapper]") ? "popover" : (front?.getAttribute("role") ?? null),
    menu: front?.getAttribute("role") === "menu",
    name: front?.getAttribute("aria-label") ?? front?.querySelector("h1, h2, [id$=title]")?.textContent ?? "",
    nowhere: !active || active === document.body,
    inside: Boolean(front?.contains(active)),
    main: Boolean(main),
    // A button that looks like the main one, where Ctrl+Enter would find none.
    looksMain: [...(front?.querySelectorAll("button.bg-primary:enabled, button.bg-destructive:enabled") ?? [])].map(
      (node) => node.textContent,
    ),
    marked: Boolean(front?.querySelector("[aria-invalid=true], [role=alert]")),
    overlays: history.state?.overlay?.depth ?? 0,
    page: location.pathname,
  };
};

/** A page that is just being left has no state: the next one has. */
const loaded = (page) => page.locator('[role=status][aria-label^="Cargando"]').first().waitFor({ state: "detached" });

/** Runs in the page: whose piece has come may still be drawing it, for seconds where others work too. */
const idle = () => new Promise((done) => requestIdleCallback(() => done(), { timeout: 5_000 }));

const stateOf = (page) =>
  page.evaluate(look).catch(async (error) => {
    if (!/context was destroyed/.test(error.message)) throw error;
    await page.waitForLoadState();
    return page.evaluate(look);
  });

/** The last look that was as wanted, or the last of all. */
async function until(page, wanted, patience = OPENING) {
  const deadline = Date.now() + patience;
  for (;;) {
    const state = await stateOf(page);
    if (wanted(state) || Date.now() > deadline) return state;
    await page.waitForTimeout(50);
  }
}

/** Runs in the page: marks every button that may open something, one of each kind, and answers what they are. */
const markTriggers = (scope) => {
  const kinds = new Map();
  for (const node of document.querySelectorAll(`${scope} button, ${scope} [role=button]`)) {
    if (node.disabled || node.closest("[role=dialog], [role=tablist], [role=radiogroup], [inert], .ec, th")) continue;
    if (/^(combobox|switch|checkbox|radio|tab)$/.test(node.getAttribute("role"))) continue;
    if (node.type === "submit" || node.getClientRects().length === 0) continue;
    const name = (node.getAttribute("aria-label") ?? node.textContent).replace(/\s+/g, " ").trim();
    // In a list every row has the same ones.
    const row = node.closest("tr, li, article");
    const kind = node.matches("[data-row-link]")
      ? "row link"
      : row
        ? `row ${name.split(" ")[0]}`
        : name.replace(/\d+/g, "#");
    if (!kinds.has(kind)) kinds.set(kind, { node, name });
  }
  let at = 0;
  return [...kinds].map(([kind, { node, name }]) => {
    node.dataset.walk = String(++at);
    return {
      kind,
      name,
      shared: Boolean(node.ariaHasPopup) && !/acciones/i.test(name),
      selector: `[data-walk="${at}"]`,
    };
  });
};

/** One page after the other, each thing that opens closed in every way. What one walker has tried none tries again. */
class Walk {
  #tried;
  #pending;
  #base = 0;

  constructor(page, tried) {
    this.page = page;
    this.#tried = tried;
    this.#pending = new Set();
    page.on("request", (request) => this.#pending.add(request));
    for (const over of ["requestfinished", "requestfailed"]) page.on(over, (request) => this.#pending.delete(request));
  }

  /** Nothing has been asked for in the last moments. */
  async #rests() {
    for (let calm = 0; calm < 4; calm = this.#pending.size === 0 ? calm + 1 : 0) await this.page.waitForTimeout(40);
  }

  /** What a press brings, or how it is once nothing more is on its way, nor being drawn. */
  async #brings(wanted) {
    for (let calm = 0; calm < 6; calm = this.#pending.size === 0 ? calm + 1 : 0) {
      const state = await stateOf(this.page);
      if (wanted(state)) return state;
      await this.page.waitForTimeout(40);
      await this.page.evaluate(idle).catch(() => undefined);
    }
    return stateOf(this.page);
  }

  #fault(what, state) {
    this.#tried.faults.push(
      `${this.path} › ${this.trail}: ${what}${state?.name ? ` («${state.name.trim().slice(0, 50)}»)` : ""}`,
    );
  }

  async visit(path, scope = "main") {
    this.path = path;
    this.#base = 0;
    await this.#arrive();
    const opened = await stateOf(this.page);
    if (opened.kind) {
      this.trail = "the address";
      this.#opened(opened);
      await this.page.keyboard.press("Escape");
      await this.#closed("Esc", 0);
    }
    // A panel beside the page stays, and so does its entry.
    this.#base = (await stateOf(this.page)).overlays;
    const triggers = await this.page.evaluate(markTriggers, scope);
    for (const trigger of triggers) {
      // The filters and columns of a list are the same ones in every list.
      const key = trigger.shared ? trigger.kind : `${path.split("?")[0]} ${trigger.kind}`;
      if (this.#tried.triggers.has(key)) continue;
      this.#tried.triggers.add(key);
      this.trail = trigger.name;
      await this.#exercise([trigger.selector]);
    }
  }

  async #arrive() {
    await this.page.goto(this.path);
    await this.page.locator("main").first().waitFor();
    await this.#rests();
    await loaded(this.page);
  }

  /** Presses Enter on the trigger, and then on an item of its menu. */
  async #press([selector, item]) {
    const trigger = this.page.locator(selector);
    if ((await trigger.count()) === 0 || !(await trigger.isEnabled())) return null;
    const before = await stateOf(this.page);
    await trigger.focus();
    await this.page.keyboard.press("Enter");
    let state = await this.#brings((now) => now.open > before.open || now.page !== before.page);
    if (item === undefined || state.kind !== "popover") return state;
    await this.page.getByRole("menuitem").nth(item).focus();
    await this.page.keyboard.press("Enter");
    return this.#brings((now) => (now.kind && now.kind !== "popover") || now.page !== before.page);
  }

  async #exercise(way) {
    const from = (await stateOf(this.page)).page;
    const state = await this.#press(way);
    if (!state) return;
    if (state.page !== from) return this.#again();
    if (!state.kind) await this.#stands("what was pressed");
    // What opened beside the page stays: the next one is looked at without it.
    if (!state.kind) return (await stateOf(this.page)).overlays > this.#base ? this.#again() : undefined;
    if (state.menu && way.length === 1) return this.#menu(way);
    this.#opened(state);
    // One sheet that several things open is closed in every way only once.
    const known = !/dialog/.test(state.kind) || this.#tried.sheets.has(state.name);
    if (!known) {
      this.#tried.sheets.add(state.name);
      // What had nothing to send is closed by it: Esc would close the panel beneath.
      if ((await this.#mainKey(state)) && !(await this.#press(way))?.kind) return this.#again();
    }
    await this.page.keyboard.press("Escape");
    await this.#closed("Esc", state.open - 1);
    if (known) return;

    for (const [how, close] of [
      ["its button", () => this.#closingButton(state)],
      ["back", () => this.page.goBack()],
    ]) {
      const reopened = await this.#press(way);
      if (!reopened?.kind) return this.#again();
      await until(this.page, (now) => now.overlays > this.#base);
      await close();
      await this.#closed(how, state.open - 1);
    }
  }

  /** A question has but one button that does nothing, whatever it says: «Esperar», «Dejarla atendida». */
  #closingButton(state) {
    const stays = this.page
      .locator(`[role=${state.kind}]`)
      .last()
      .locator("button:not([type=submit], [data-main], .bg-primary, .bg-destructive)");
    const says = this.page.getByRole("button", { name: /^(Cerrar|Cancelar|Conservar|Volver|No|Listo)\b/ });
    return (state.kind === "alertdialog" ? stays : stays.and(says))
      .last()
      .click({ timeout: 10_000 })
      .catch(() => this.#fault("has no button that closes it", state));
  }

  async #menu(way) {
    const count = await this.page.getByRole("menuitem").count();
    const names = await this.page.getByRole("menuitem").allTextContents();
    await this.page.keyboard.press("Escape");
    await this.#closed("Esc", 0);
    const { trail } = this;
    for (let item = 0; item < count; item++) {
      this.trail = `${trail} › ${names[item]}`;
      await this.#exercise([...way, item]);
    }
  }

  /** Ctrl+Enter sends what is open, or says what is missing; the keyboard stays somewhere in it. Whether it closed. */
  async #mainKey(state) {
    if (!state.main) {
      if (state.looksMain.length > 0) this.#fault(`Ctrl+Enter does not press «${state.looksMain}»`, state);
      return false;
    }
    this.sent = 0;
    await this.page.keyboard.press("Control+Enter");
    const elsewhere = (now) => now.open < state.open || now.name !== state.name;
    const after = await this.#brings((now) => this.sent > 0 || now.marked || elsewhere(now));
    if (this.sent === 0 && !after.marked && !elsewhere(after)) this.#fault("Ctrl+Enter does nothing", state);
    await this.#stands("Ctrl+Enter");
    // One sheet gave way to the next.
    if (after.open >= state.open && elsewhere(after)) await this.#again();
    return elsewhere(after);
  }

  #opened(state) {
    if (!state.inside) this.#fault("the keyboard is not in what opened", state);
  }

  async #stands(after) {
    const state = await until(this.page, (now) => !now.nowhere);
    if (state.nowhere) this.#fault(`the keyboard stands nowhere after ${after}`, state);
  }

  async #closed(how, open) {
    const asked = await stateOf(this.page);
    if (asked.marked && asked.open > open)
      await this.page
        .getByRole("button", { name: "Descartar" })
        .click({ timeout: 500 })
        .catch(() => undefined);
    const state = await until(this.page, (now) => now.open === open && now.overlays === this.#base);
    // What closes gives the keyboard back a moment later.
    await this.page.waitForTimeout(100);
    if (state.open !== open) {
      this.#fault(`does not close by ${how}`, state);
      return this.#again();
    }
    if (state.overlays !== this.#base)
      this.#fault(`closed by ${how}, ${state.overlays - this.#base} entries stay in the history`, state);
    await this.#stands(how);
  }

  /** The page from the beginning, with its buttons marked as before. */
  async #again() {
    await this.#arrive();
    if ((await stateOf(this.page)).kind) {
      await this.page.keyboard.press("Escape");
      await until(this.page, (now) => !now.kind);
    }
    await this.page.evaluate(markTriggers, "main");
  }
}

/** Somebody who may only look: whatever would change anything is refused. */
async function onlyLooks(page, onSend) {
  await page.route("**/api/**", (route) => {
    if (["GET", "HEAD"].includes(route.request().method())) return route.continue();
    onSend();
    return route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({ type: "about:blank", title: "Conflicto", status: 409, detail: "Aquí solo se mira." }),
    });
  });
}

const ONLY = new RegExp(process.env.WALK ?? "");
const WALKERS = Number(process.env.WALKERS ?? 3);
story(
  "the keyboard stands somewhere however what opens is closed",
  async ({ enter, step, trouble }) => {
    const { admin, pages } = await tour();
    trouble.expect("409 ");
    const tried = { triggers: new Set(), sheets: new Set(), faults: [] };
    const left = pages.filter((path) => ONLY.test(path));
    const walkers = Array.from({ length: WALKERS }, async () => {
      const page = await enter(admin, "/cuenta/");
      const walk = new Walk(page, tried);
      await onlyLooks(page, () => walk.sent++);
      for (let path = left.shift(); path; path = left.shift()) await step(path, () => walk.visit(path));
    });
    await Promise.all(walkers);
    assert.deepEqual(tried.faults, []);
    console.log(`    ${tried.triggers.size} things that open, ${tried.sheets.size} sheets and dialogs`);
  },
  { timeout: 3_600_000 },
);
