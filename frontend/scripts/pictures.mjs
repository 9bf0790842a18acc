// The pictures of the manual: where each is taken, and what is done before.

const PHONE = { width: 390, height: 844 };
const SMALL = { width: 1280, height: 720 };

const first =
  (path, id = "id") =>
  async (page) =>
    (await api(page, `${path}${path.includes("?") ? "&" : "?"}limit=1`)).data[0][id];
const api = (page, path) => page.evaluate(async (url) => (await fetch(url)).json(), `/api${path}`);
const press =
  (name, role = "button") =>
  async (page) => {
    await page.getByRole(role, { name }).first().click();
  };

async function chooseHour(page) {
  await page.locator(".list button").first().click();
  await page.locator(".slot").first().click();
}

/** Keys of the page, once it has taken the keyboard. */
const keys =
  (...pressed) =>
  async (page) => {
    await page.locator("[data-chart]").focus();
    for (const key of pressed) await page.keyboard.press(key);
  };

/** Into the palette, which is fetched when it is first opened. */
const search = (text) => async (page) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Buscar" }).getByRole("combobox").fill(text);
  await page
    .getByRole("option", { name: new RegExp(text, "i") })
    .first()
    .waitFor();
};

/** Two professionals who attend today: more of them is much to carry. */
async function twoDoctors(page) {
  const { data } = await api(page, "/citas/appointments/today");
  return [...new Set(data.map(({ doctor }) => doctor.id))].slice(0, 2);
}

/** For somebody of the demo; of the hours that were found the best is held. */
async function holdHour(page) {
  await page.getByRole("button", { name: /Buscar hora/ }).click();
  const finder = page.getByRole("complementary", { name: "Buscar hora" });
  await finder.getByRole("combobox", { name: "Paciente" }).click();
  await page.getByPlaceholder("Nombre, cédula o teléfono").fill("salazar");
  await page.getByRole("option", { name: /años/ }).first().click();
  await finder.getByRole("button", { name: /Mejor opción/ }).click();
  await finder.getByText("retenida para usted").waitFor();
}

/** A visit to come of what repeats. */
async function ofSeries(page) {
  const days = new URLSearchParams({
    from: new Date().toISOString(),
    to: new Date(Date.now() + 14 * 864e5).toISOString(),
  });
  const { data } = await api(page, `/citas/appointments?limit=100&${days}`);
  for (const { id, series } of data) {
    if (series && (await api(page, `/citas/series/${series.id}`)).rule) return id;
  }
  throw new Error("nobody of the demo comes every week");
}

/** More visits of it, with the day on which the clinic does not open. */
async function extendSeries(page) {
  await page.getByRole("button", { name: "Añadir citas" }).click();
  await page.getByLabel("Cuántas más").fill("8");
  await page.getByText("8 fechas").waitFor();
}

/** Somebody waits and somebody is called, whatever the hour: the screen calls for a minute. */
async function screenOfRoom(page) {
  const write = (path, method, body, version) =>
    page.evaluate(
      async ([url, options]) => (await fetch(url, options)).json(),
      [
        `/api/citas${path}`,
        {
          method,
          headers: {
            "Content-Type": "application/json",
            "Idempotency-Key": crypto.randomUUID(),
            ...(version && { "If-Match": `"${version}"` }),
          },
          body: body && JSON.stringify(body),
        },
      ],
    );
  const { data } = await api(page, "/citas/appointments/today");
  if (!data.some(({ status }) => status === "ARRIVED")) {
    // With one professional the first goes in; with another two wait, who go in at once and after them.
    const expected = data.filter(({ status, room }) => status === "CONFIRMED" && room);
    const [called] = expected;
    const others = expected.filter(({ doctor }) => doctor.id !== called.doctor.id).slice(0, 2);
    for (const { id, version } of [called, ...others])
      await write(`/appointments/${id}/status`, "PATCH", { status: "ARRIVED" }, version);
    await write(`/appointments/${called.id}/status`, "PATCH", { status: "IN_PROGRESS" }, called.version + 1);
  }
  const { url } = await write("/waiting-room/screens", "POST");
  return new URL(url).pathname + new URL(url).hash;
}

/** A till for whoever looks, unless they have one. */
async function openTill(page) {
  const { session } = await api(page, "/facturacion/cash/sessions/own");
  if (session) return;
  await page.evaluate(async (name) => {
    const post = (path, body) =>
      fetch(`/api/facturacion${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
        body: JSON.stringify(body),
      }).then((answer) => answer.json());
    const { id } = await post("/tills", { name });
    await post("/cash/sessions", { till_id: id, opening_float: "80.00" });
  }, "Caja de la entrada");
  await page.reload();
  await page.getByRole("button", { name: /^Cobrar y emitir/ }).waitFor();
}

/** name → where, and what to do before the picture. */
export const PICTURES = [
  { name: "panel", path: "/panel/" },
  { name: "agenda", path: "/agenda/" },
  {
    name: "cita",
    path: "/agenda/",
    id: first("/citas/appointments?status=CONFIRMED"),
    at: (id) => `/agenda/?cita=${id}`,
  },
  { name: "reservar", path: "/agenda/?nuevo=1" },
  { name: "horarios", id: first("/auth/users?search=salazar"), at: (id) => `/agenda/horarios/?prof=${id}` },
  { name: "feriados", path: "/agenda/horarios/?ver=feriados" },
  {
    name: "buscar-hora",
    size: SMALL,
    id: twoDoctors,
    at: (ids) => `/agenda/?prof=${ids}`,
    act: holdHour,
  },
  { name: "serie", id: ofSeries, at: (id) => `/agenda/?cita=${id}`, act: extendSeries },
  { name: "avisos", path: "/agenda/avisos/" },
  { name: "a-quien-llamar", path: "/agenda/avisos/?ver=llamar" },
  { name: "sala", path: "/agenda/sala/" },
  { name: "sala-pantalla", id: screenOfRoom, at: (path) => path },
  { name: "lista-espera", path: "/agenda/espera/", act: press("Elegir") },
  { name: "pacientes", path: "/pacientes/" },
  { name: "registrar-paciente", path: "/pacientes/?nuevo=1" },
  {
    name: "unir",
    // The demo's patient who was registered again by phone, without a document: the other file says so.
    id: async (page) => {
      const { data } = await api(page, "/historia-clinica/patients?search=98441&limit=10");
      const twin = data.find((one) => !one.document_type);
      const known = new URLSearchParams({
        first_name: twin.first_name,
        last_name: twin.last_name,
        birth_date: twin.birth_date,
        except_id: twin.id,
      });
      const { data: likely } = await api(page, `/historia-clinica/patients/likely-duplicates?${known}`);
      return `${likely[0].id}&con=${twin.id}`;
    },
    at: (ids) => `/pacientes/unir/?id=${ids}`,
  },
  { name: "ficha", id: first("/historia-clinica/patients"), at: (id) => `/pacientes/ver/?id=${id}` },
  {
    name: "antecedentes",
    id: first("/historia-clinica/patients"),
    at: (id) => `/pacientes/ver/?id=${id}&tab=antecedentes`,
  },
  // The demo's patient with notes, a consent, photos and a laboratory's paper.
  { name: "historia", path: "/pacientes/ver/?id=106&tab=historia" },
  {
    name: "nota",
    id: first("/historia-clinica/patients"),
    at: (id) => `/pacientes/ver/?id=${id}&tab=notas&nota=nueva`,
  },
  // The demo's child, who is measured once a year: the last of whom signs were recorded.
  {
    name: "curvas",
    id: first("/logs/logs?type=vital_signs.recorded", "patient_id"),
    at: (id) => `/pacientes/ver/?id=${id}&tab=notas`,
    act: press("Curvas"),
  },
  {
    name: "supresion",
    path: "/pacientes/ver/?id=106",
    act: async (page) => {
      await press("Más acciones")(page);
      await press("Supresión de datos", "menuitem")(page);
    },
  },
  {
    name: "receta-firmada",
    // One of the doctors of the demo signs with a certificate.
    id: async (page) => {
      const { data } = await api(page, "/logs/logs?type=prescription.issued&limit=10");
      for (const { patient_id: id } of data) {
        const { data: written } = await api(page, `/historia-clinica/patients/${id}/prescriptions`);
        if (written.some(({ signature }) => signature)) return id;
      }
    },
    at: (id) => `/pacientes/ver/?id=${id}&tab=recetas`,
  },
  { name: "signos-vitales", path: "/pacientes/ver/?id=3&tab=notas" },
  // The demo's patient whose mouth was charted over four visits.
  { name: "odontograma", path: "/odontograma/?id=31", act: keys("End", "ArrowLeft", "ArrowLeft", "4") },
  { name: "odontograma-comparar", path: "/odontograma/?id=31&comparar=1" },
  { name: "plan", path: "/plan/?id=31" },
  { name: "periodontograma", path: "/periodontograma/?id=31" },
  {
    name: "certificado",
    id: first("/historia-clinica/patients"),
    at: (id) => `/pacientes/ver/?id=${id}&tab=certificados&certificado=nuevo`,
  },
  {
    name: "comprobar",
    // The demo's certificates are of some of its last visits.
    id: async (page) => {
      const { data } = await api(page, "/logs/logs?type=certificate.issued&limit=1");
      return (await api(page, `/historia-clinica/patients/${data[0].patient_id}/certificates`)).data[0].code;
    },
    at: (code) => `/comprobar/#${code}`,
  },
  { name: "salud-bucal", path: "/salud-bucal/?id=31" },
  {
    name: "ortodoncia",
    id: async (page) => (await api(page, "/logs/logs?type=orthodontic_control.recorded&limit=1")).data[0].patient_id,
    at: (id) => `/ortodoncia/?id=${id}`,
  },
  {
    name: "ortodoncia-comparar",
    id: async (page) => (await api(page, "/logs/logs?type=orthodontic_control.recorded&limit=1")).data[0].patient_id,
    at: (id) => `/ortodoncia/?id=${id}`,
    act: press("Comparar intraoral frontal"),
  },
  {
    name: "materiales",
    id: async (page) => (await api(page, "/inventario/pack-uses?limit=1")).data[0].patient.id,
    at: (id) => `/materiales/?id=${id}`,
  },
  { name: "esterilizacion", path: "/inventario/?vista=esterilizacion", act: press("Autoclave 1", "cell") },
  {
    name: "ordenes",
    // The demo has two orders: one with a result that nobody has seen.
    id: async (page) => (await api(page, "/logs/logs?type=order.resulted&limit=1")).data[0].patient_id,
    at: (id) => `/pacientes/ver/?id=${id}&tab=ordenes`,
  },
  { name: "plantillas", path: "/pacientes/plantillas/" },
  { name: "precios", path: "/tratamientos/ver/?id=4" },
  { name: "tratamientos", path: "/tratamientos/" },
  { name: "receta", id: first("/inventario/treatments"), at: (id) => `/tratamientos/ver/?id=${id}` },
  { name: "inventario", path: "/inventario/" },
  { name: "producto", id: first("/inventario/products"), at: (id) => `/inventario/ver/?id=${id}` },
  { name: "compra", path: "/inventario/", act: press(/Registrar compra/) },
  { name: "compras", path: "/inventario/?vista=compras" },
  { name: "facturacion", path: "/facturacion/" },
  { name: "borrador", id: first("/facturacion/invoices?status=DRAFT"), at: (id) => `/facturacion/ver/?id=${id}` },
  {
    name: "factura",
    id: first("/facturacion/invoices?status=ISSUED&payment_status=PENDING"),
    at: (id) => `/facturacion/ver/?id=${id}`,
  },
  { name: "notas-de-credito", path: "/facturacion/notas-de-credito/" },
  { name: "cheques", path: "/facturacion/cheques/?sort=-due_on" },
  { name: "paquetes", path: "/facturacion/paquetes/" },
  {
    name: "presupuesto",
    id: first("/facturacion/quotes?state=ACCEPTED"),
    at: (id) => `/presupuestos/ver/?id=${id}`,
  },
  // Whoever takes the picture has a till open.
  { name: "caja", path: "/caja/", act: openTill },
  { name: "cerrar-caja", id: first("/facturacion/cash/sessions"), at: (id) => `/caja/cerrar/?id=${id}` },
  { name: "comprobantes", path: "/comprobantes/" },
  { name: "gastos", path: "/gastos/" },
  { name: "gastos-cada-mes", path: "/gastos/recurrentes/" },
  { name: "gastos-importar", path: "/gastos/importar/" },
  { name: "comisiones", path: "/comisiones/" },
  { name: "ventas", path: "/panel/ventas/" },
  { name: "margen", path: "/panel/margen/" },
  { name: "por-cobrar", path: "/panel/por-cobrar/" },
  { name: "iva", path: "/panel/iva/" },
  { name: "usuarios", path: "/usuarios/" },
  { name: "roles", path: "/roles/" },
  { name: "rol", id: first("/auth/roles?search=recepci"), at: (id) => `/roles/ver/?id=${id}` },
  { name: "integraciones", path: "/integraciones/" },
  { name: "clinica", path: "/clinica/" },
  { name: "registro", path: "/registro/" },
  { name: "apagon", path: "/apagon/" },
  // Nobody of the demo waits for the administrator: what waits for all of them.
  { name: "notas-pendientes", path: "/pacientes/pendientes/?ver=todas" },
  { name: "repetidas", path: "/pacientes/repetidas/" },
  { name: "notas-abiertas", path: "/registro/aperturas/" },
  { name: "eventos", path: "/eventos/" },
  { name: "cuenta", path: "/cuenta/" },
  { name: "buscar", path: "/panel/", act: search("salazar") },
  { name: "atajos", path: "/agenda/", act: (page) => page.keyboard.press("?") },
  { name: "campana", path: "/panel/", act: press(/^Avisos/) },
  { name: "panel-oscuro", path: "/panel/", theme: "dark" },
  { name: "agenda-oscuro", path: "/agenda/", theme: "dark" },
  { name: "panel-telefono", path: "/panel/", size: PHONE },
  { name: "agenda-telefono", path: "/agenda/", size: PHONE },
  { name: "reservas-telefono", path: "/reservar/", size: PHONE, act: chooseHour },
  {
    name: "ficha-telefono",
    size: PHONE,
    id: first("/historia-clinica/patients"),
    at: (id) => `/pacientes/ver/?id=${id}`,
  },
];
