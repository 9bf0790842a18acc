// A story: people with a browser each, who see what they should and hear no complaint.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { browser, closeBrowser } from "./chromium.mjs";
import { ADDRESS } from "./api.mjs";
import { follow } from "./quiet.mjs";
import { Trouble } from "./trouble.mjs";

const RESULTS = join(import.meta.dirname, "..", "results");
const PICTURES = join(RESULTS, "screenshots");
const DESKTOP = { width: 1440, height: 900 };
/** How long anything may take on a slow machine before it counts as not happening. */
const PATIENCE = 30_000;

/** How a page looks at this moment of a story, beside the results. */
export async function picture(page, name) {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: "disabled" });
}

/** One more page seen, for whoever wants to look at them all: `E2E_PICTURES=1`. */
export const glance = (page, name) => (process.env.E2E_PICTURES ? picture(page, name) : undefined);

const A_TOKEN = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/;

/** Runs in the page: all that its scripts can read of what the browser keeps. */
async function readEverything() {
  const databases = await indexedDB.databases();
  return JSON.stringify([
    document.cookie,
    { ...localStorage },
    { ...sessionStorage },
    databases,
    await caches.keys(),
    window.name,
    history.state,
  ]);
}

class Stage {
  #contexts = [];
  trouble = new Trouble();

  /**
   * A browser of somebody's own. `cookies` make them already logged in.
   */
  open = async ({ path, cookies, viewport = DESKTOP, theme = "light", ...more } = {}) => {
    const context = await (
      await browser()
    ).newContext({
      baseURL: ADDRESS,
      viewport,
      colorScheme: theme,
      locale: "es-EC",
      timezoneId: "America/Guayaquil",
      reducedMotion: "reduce",
      ...more,
    });
    context.setDefaultTimeout(PATIENCE);
    this.#contexts.push(context);
    await this.trouble.watch(context);
    if (process.env.E2E_TRACE) await context.tracing.start({ screenshots: false, snapshots: true, title: "e2e" });
    if (cookies) await context.addCookies(cookies);
    const page = await context.newPage();
    follow(page);
    if (path) await page.goto(path);
    return page;
  };

  /** Somebody already logged in, at a page. */
  enter = (person, path = "/", options = {}) => this.open({ ...options, path, cookies: person.cookies });

  /** One step of a long story: its name tells where it broke. */
  step = async (name, run) => {
    const started = performance.now();
    try {
      await run();
    } catch (error) {
      error.message = `[${name}] ${error.message}`;
      throw error;
    }
    if (process.env.E2E_STEPS) console.log(`    · ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  };

  /** Sessions that a script of a page could read: in its cookies, or in anything the browser keeps for it. */
  async readableSessions() {
    const found = [];
    for (const context of this.#contexts) {
      const secrets = (await context.cookies()).filter(({ httpOnly }) => httpOnly).map(({ value }) => value.slice(-24));
      for (const page of context.pages().filter((page) => page.url().startsWith("http"))) {
        const kept = await page.evaluate(readEverything);
        if ([A_TOKEN.test(kept), ...secrets.map((secret) => kept.includes(secret))].some(Boolean))
          found.push(page.url());
      }
    }
    return found;
  }

  async keepEvidence(name) {
    mkdirSync(RESULTS, { recursive: true });
    const file = join(
      RESULTS,
      name
        .normalize("NFD")
        .replace(/[^\w ]/g, "")
        .trim()
        .replace(/\s+/g, "-")
        .slice(0, 80),
    );
    for (const [index, context] of this.#contexts.entries()) {
      for (const page of context.pages())
        await page.screenshot({ path: `${file}-${index + 1}.png` }).catch(() => undefined);
      if (process.env.E2E_TRACE)
        await context.tracing.stop({ path: `${file}-${index + 1}.zip` }).catch(() => undefined);
    }
    return file;
  }

  async close() {
    await Promise.all(this.#contexts.map((context) => context.close().catch(() => undefined)));
  }
}

/** How often a story is told before it counts as failed: `E2E_TELLINGS=2` is for machines on which nobody looks on. */
const TELLINGS = Number(process.env.E2E_TELLINGS ?? 1);

/**
 * `story("…", async (stage) => { … })`. A failure leaves a picture of each page in e2e/results, and a trace if asked.
 * One that only holds when told again is said to: that is a fault of its own, to be looked for. `once: true` is for what
 * cannot be told twice.
 */
export function story(name, run, { once = false, timeout = 180_000, ...options } = {}) {
  test(name, { timeout: timeout * TELLINGS, ...options }, async (t) => {
    for (let telling = once ? TELLINGS : 1; ; telling += 1) {
      const stage = new Stage();
      try {
        await run(stage, t);
        assert.deepEqual(await stage.readableSessions(), [], "a script can read the session");
        assert.deepEqual(stage.trouble.left, [], "the browser complained");
        return;
      } catch (error) {
        const { left } = stage.trouble;
        if (left.length > 0) t.diagnostic(`the browser complained:\n  ${left.join("\n  ")}`);
        t.diagnostic(`left in ${await stage.keepEvidence(`${name} ${telling}`)}-*.png`);
        if (telling >= TELLINGS) throw error;
        t.diagnostic(`UNSTEADY, told again: «${name}»\n  ${error.stack}`);
      } finally {
        await stage.close();
      }
    }
  });
}

after(closeBrowser);
