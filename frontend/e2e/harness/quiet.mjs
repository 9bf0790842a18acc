// When a page has come: it waits for no answer, and its scripts have done what they had to do with those that came.
import assert from "node:assert/strict";

const waiting = new WeakMap();
/** So many looks in a row must find it so: between an answer and the next question a page seems quiet for one. */
const LOOKS = 3;
const BETWEEN_MS = 20;
const PATIENCE_MS = 30_000;

/** From now on it is known what this page waits for. */
export function follow(page) {
  const requests = new Set();
  waiting.set(page, requests);
  page.on("request", (request) => requests.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => requests.delete(request));
}

/** Runs in the page: what was to be drawn is drawn. */
const rest = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/**
 * Sooner than the browser's «networkidle», which waits for half a second in which nothing was asked, and only the first
 * time after a page was opened.
 */
export async function quiet(page) {
  const requests = waiting.get(page);
  const deadline = Date.now() + PATIENCE_MS;
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await page.evaluate(rest);
    if (requests.size > 0) looks = -1;
    assert.ok(Date.now() < deadline, `no answer to ${[...requests].map((request) => request.url())}`);
    await page.waitForTimeout(BETWEEN_MS);
  }
}
