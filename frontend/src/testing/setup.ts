import "@testing-library/jest-dom";
import { webcrypto } from "node:crypto";
import { cleanup, configure } from "@testing-library/react";
import * as React from "react";
import { server } from "./server";

configure({ asyncUtilTimeout: 4000 });

// React in development keeps the stack of whoever made each element, ten thousand a second: a seventh of what the tests
// compute, and nobody reads it. It keeps none once it believes that there were as many.
const internals = Object.entries(React).find(([name]) => name.startsWith("__CLIENT_INTERNALS"))?.[1] as object;
Object.defineProperty(internals, "recentlyCreatedOwnerStacks", { get: () => Infinity, set: () => undefined });

// What jsdom lacks and Radix, cmdk and next-themes ask for.
global.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Object.defineProperty(global, "crypto", { value: webcrypto, configurable: true });
Object.assign(Element.prototype, {
  hasPointerCapture: () => false,
  setPointerCapture: () => undefined,
  releasePointerCapture: () => undefined,
  scrollIntoView: () => undefined,
});
window.scrollTo = () => undefined;
window.matchMedia = (query: string) =>
  ({
    // Tests see the desktop layout.
    matches: query.includes("min-width"),
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    dispatchEvent: () => false,
  }) as MediaQueryList;

jest.mock("next/navigation", () => jest.requireActual("./navigation"));

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  sessionStorage.clear();
});
afterAll(() => server.close());
