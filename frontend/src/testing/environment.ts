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

export default class PageEnvironment extends JSDOMEnvironment {
  constructor(...args: ConstructorParameters<typeof JSDOMEnvironment>) {
    super(...args);
    // Without this MSW's packages resolve to their browser builds, which Jest cannot run.
    this.customExportConditions = [""];
    for (const name of SHARED) {
      Object.defineProperty(this.global, name, { value: globalThis[name], configurable: true, writable: true });
    }
  }
}
