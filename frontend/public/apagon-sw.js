// The service worker of «Modo apagón»: where the clinic does not answer, the copy of the day's agenda that this device keeps
// is shown instead. It touches nothing else; entities/outage/copy.ts writes what it shows.
const CACHE = "apagon";
const COPY = "/apagon/copia.pdf";
const GONE = [502, 503, 504];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === COPY) event.respondWith(copy());
  else if (event.request.mode === "navigate") event.respondWith(page(event.request));
});

const kept = async () => (await caches.open(CACHE)).match(COPY);

async function copy() {
  return (await kept()) ?? new Response("No hay copia en este equipo.", { status: 404 });
}

async function page(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    answer = undefined;
  }
  if (answer && !GONE.includes(answer.status)) return answer;
  const made = await kept();
  return made ? offline(made.headers.get("X-Made-At")) : (answer ?? Response.error());
}

function offline(madeAt) {
  const at = new Intl.DateTimeFormat("es-EC", { dateStyle: "full", timeStyle: "short", hour12: false, timeZone: "America/Guayaquil" });
  const html = `<!doctype html><html lang="es"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sin sistema</title>
<style>body{font:16px/1.5 system-ui,sans-serif;color-scheme:light dark;max-width:32rem;margin:15vh auto;padding:0 16px}
a{display:block;text-align:center;padding:12px;border-radius:8px;background:#0e545d;color:#fff;text-decoration:none;font-weight:600;margin:16px 0}</style>
<h1>La clínica no responde</h1>
<p>Este equipo guarda la agenda, las alertas y las hojas, hechas el ${at.format(new Date(madeAt))}.</p>
<a href="${COPY}">Abrir la agenda y las hojas</a>
<p>Anote en las hojas lo que haga. Cuando el sistema vuelva, recargue esta página e ingrese lo escrito.</p></html>`;
  return new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    },
  });
}
