import JSDOMEnvironment from "jest-environment-jsdom";
import { propertiesWithResolvedValueImplemented } from "jsdom/lib/jsdom/living/helpers/style-rules";

// At every look by role jsdom asks each element, and all above it, for an inherited `visibility`: a third of what the
// tests compute. Without style sheets nothing here is hidden by it: only by `hidden` and `display`.
delete propertiesWithResolvedValueImplemented.visibility;

// jsdom hides the web platform that Node already has. MSW needs the real fetch, so the
// globals of Node are handed to the page. Not MessageChannel: React would schedule on it, and
// an open port keeps Jest from ending.
const SHARED = [
  "fetch",
  "Request",
  "Response",
  "Headers",
  "FormData",
  "Blob",
  "File",
  "ReadableStream",
  "WritableStream",
  "TransformStream",
  "CompressionStream",
  "DecompressionStream",
  "TextEncoder",
  "TextDecoder",
  "TextEncoderStream",
  "TextDecoderStream",
  "BroadcastChannel",
  "structuredClone",
  "AbortController",
  "AbortSignal",
] as const;

/** All of an element that the browser's own style sheet goes by, and the tests have no other. */
const STYLED_BY = ["type", "hidden", "open", "style"];

/**
 * The window's `getComputedStyle`, computed once for all elements alike. Every look by role and every click asks for it,
 * of the element and all above it; jsdom holds each against all rules of the browser's sheet and of those that libraries
 * bring: a sixth of what the tests compute.
 */
function styleOfKind({ document, getComputedStyle }: Window): typeof getComputedStyle {
  const known = new Map<string, CSSStyleDeclaration>();
  return (element, pseudo) => {
    if (pseudo) return getComputedStyle(element, pseudo);
    const attributes = STYLED_BY.map((name) => [name, element.getAttribute(name)] as const);
    const kind = JSON.stringify([element.localName, attributes]);
    let style = known.get(kind);
    if (!style) {
      const alike = document.createElement(element.localName);
      for (const [name, value] of attributes) if (value !== null) alike.setAttribute(name, value);
      known.set(kind, (style = getComputedStyle(alike)));
    }
    return style;
  };
}

export default class PageEnvironment extends JSDOMEnvironment {
  constructor(...args: ConstructorParameters<typeof JSDOMEnvironment>) {
    super(...args);
    // Without this MSW's packages resolve to their browser builds, which Jest cannot run.
    this.customExportConditions = [""];
    this.global.getComputedStyle = styleOfKind(this.global as unknown as Window);
    for (const name of SHARED) {
      Object.defineProperty(this.global, name, { value: globalThis[name], configurable: true, writable: true });
    }
  }
}
