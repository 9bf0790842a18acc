import { readFileSync } from "node:fs";
import { join } from "node:path";
import userEvent from "@testing-library/user-event";
import { answer } from "@/testing/render";

export const PUBLIC = join(__dirname, "../../public");

let leave = () => undefined as void;

/** Opens a light page as a browser does: its text, then its module, each time anew. */
export function openLight(name: "cita" | "reservar" | "reserva", at = `/${name}/`) {
  leave();
  window.history.replaceState(null, "", at);
  answer("get", "/auth/clinic", { name: "Clínica Ñ", accent: null, logo: false, version: 1 });
  const html = readFileSync(join(PUBLIC, name, "index.html"), "utf8");
  const page = new DOMParser().parseFromString(html, "text/html");
  // jsdom, which runs no scripts of a page, would show it.
  page.querySelector("noscript")?.remove();
  document.title = page.title;
  document.body.innerHTML = page.body.innerHTML;
  // What the page hears of its window ends with it.
  const heard = jest.spyOn(window, "addEventListener");
  jest.isolateModules(() => {
    jest.requireActual(`../../public/${name}/${name}.js`);
  });
  const listeners = [...heard.mock.calls];
  heard.mockRestore();
  leave = () => listeners.forEach(([type, listener]) => window.removeEventListener(type, listener));
  return userEvent.setup();
}
