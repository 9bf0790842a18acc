import { brandCss } from "./brand";

// How the clinic presented itself last time, kept in this browser: the next page opens in its name
// and colour at once. Its name, colour and logo hang at its door; nothing of a patient or a session is here.

export type Clinic = { name: string; accent: string | null; logo: boolean; version: number };

const KEY = "clinic";
const STYLE = "clinic-colour";

/** Runs in the head, before anything is painted. What it cannot read it leaves to the page. */
export const PAINT_EARLY = `try{var c=JSON.parse(localStorage.getItem("${KEY}")).css;if(c){var s=document.createElement("style");s.id="${STYLE}";s.textContent=c;document.head.append(s)}}catch(e){}`;

const isClinic = (said: unknown): said is Clinic => {
  const { name, accent, logo, version } = (said ?? {}) as Record<string, unknown>;
  return (
    typeof name === "string" &&
    (accent === null || typeof accent === "string") &&
    typeof logo === "boolean" &&
    typeof version === "number"
  );
};

// One object for one text, as React asks of what it subscribes to.
let last: { text: string | null; clinic: Clinic | null } = { text: null, clinic: null };

export function rememberedClinic(): Clinic | null {
  const text = read();
  if (text !== last.text) last = { text, clinic: parse(text) };
  return last.clinic;
}

/** Keeps what is known now for the next time, and paints the page in it. */
export function rememberClinic({ name, accent, logo, version }: Clinic) {
  const css = accent ? brandCss(accent) : null;
  try {
    localStorage.setItem(KEY, JSON.stringify({ name, accent, logo, version, css }));
  } catch {
    // A browser that keeps nothing asks each time.
  }
  paint(css);
}

function paint(css: string | null) {
  const style = document.getElementById(STYLE);
  if (!css) style?.remove();
  else if (style) style.textContent = css;
  else document.head.append(Object.assign(document.createElement("style"), { id: STYLE, textContent: css }));
}

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function parse(text: string | null) {
  try {
    const said: unknown = JSON.parse(text ?? "null");
    return isClinic(said) ? said : null;
  } catch {
    return null;
  }
}

/** What the service answered, read without the schemas of the pages behind the login. */
export const clinicIn = (body: unknown) => (isClinic(body) ? body : null);
