import "@testing-library/jest-dom";
import { webcrypto } from "node:crypto";
import { cleanup, configure } from "@testing-library/react";
import { server } from "./server";

configure({ asyncUtilTimeout: 4000 });

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
