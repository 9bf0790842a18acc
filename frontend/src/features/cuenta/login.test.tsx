import { PAINT_EARLY, rememberClinic, rememberedClinic } from "@/lib/clinic-memory";
import { someone } from "@/testing/me";
import { answer, refuse, renderPage, screen, waitFor } from "@/testing/render";
import { LoginPage } from "./components/login-page";

const fill = async (
  user: ReturnType<typeof renderPage>["user"],
  email = "paola@clinica.ec",
  password = "una frase larga",
) => {
  await user.type(screen.getByLabelText("Correo"), email);
  await user.type(screen.getByLabelText("Contraseña"), password);
  await user.click(screen.getByRole("button", { name: "Ingresar" }));
};

const sign = (change = {}) =>
  answer("get", "/auth/clinic", {
    name: "Los Andes",
    accent: "#1d4ed8",
    logo: true,
    version: 4,
    updated_at: "2026-11-24T15:00:00Z",
    ...change,
  });
const painted = () => document.getElementById("clinic-colour")?.textContent ?? null;

beforeEach(() => {
  sign({ name: "OmniClínica", accent: null, logo: false });
  document.getElementById("clinic-colour")?.remove();
});

describe("the sign over the login", () => {
  it("is the clinic's own: name, logo and colour", async () => {
    sign();
    const { container } = renderPage(<LoginPage />, { at: "/ingresar/", me: null });
    expect(await screen.findByText("Los Andes")).toBeInTheDocument();
    expect(container.querySelector("img")).toHaveAttribute("src", "/api/auth/clinic/logo?v=4");
    expect(painted()).toContain("--primary:");
  });

  it("stands there at once the next time, also before the service answers, and follows what it says", async () => {
    rememberClinic({ name: "Los Andes", accent: "#1d4ed8", logo: false, version: 4 });
    sign({ name: "Los Andes Sur", accent: null, version: 5 });
    renderPage(<LoginPage />, { at: "/ingresar/", me: null });
    expect(screen.getByText("Los Andes")).toBeInTheDocument();
    expect(await screen.findByText("Los Andes Sur")).toBeInTheDocument();
    expect(painted()).toBeNull();
    expect(rememberedClinic()).toMatchObject({ name: "Los Andes Sur", accent: null });
  });

  it("is painted by the head before the page is", () => {
    rememberClinic({ name: "Los Andes", accent: "#1d4ed8", logo: false, version: 4 });
    const colour = painted();
    document.getElementById("clinic-colour")!.remove();
    window.eval(PAINT_EARLY);
    expect(painted()).toBe(colour);
    document.getElementById("clinic-colour")!.remove();
    localStorage.setItem("clinic", "{");
    window.eval(PAINT_EARLY);
    expect(painted()).toBeNull();
    expect(rememberedClinic()).toBeNull();
  });

  it("is the suite's where the service does not answer", async () => {
    refuse("get", "/auth/clinic", 503);
    renderPage(<LoginPage />, { at: "/ingresar/", me: null });
    expect(await screen.findByText("OmniClínica")).toBeInTheDocument();
  });
});

describe("ingresar", () => {
  it("lets in who knows the password and goes to the start", async () => {
    const calls = answer("post", "/auth/login", { access_token: "x", user: someone() });
    const { user } = renderPage(<LoginPage />, { at: "/ingresar/", me: null });
    await fill(user);

    await waitFor(() => expect(window.location.pathname).toBe("/"));
    expect(calls[0]?.body).toEqual({ email: "paola@clinica.ec", password: "una frase larga" });
    expect(calls[0]?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{32,36}$/);
  });

  it("returns to where the person came from", async () => {
    answer("post", "/auth/login", { user: someone() });
    const { user } = renderPage(<LoginPage />, {
      at: `/ingresar/?volver=${encodeURIComponent("/pacientes/ver/?id=7")}`,
      me: null,
    });
    expect(screen.getByText(/para volver a donde estaba\./)).toBeInTheDocument();
    await fill(user);

    await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/pacientes/ver/?id=7"));
  });

  it("never returns to another site", async () => {
    answer("post", "/auth/login", { user: someone() });
    const { user } = renderPage(<LoginPage />, {
      at: `/ingresar/?volver=${encodeURIComponent("https://otro.example/x")}`,
      me: null,
    });
    await fill(user);

    await waitFor(() => expect(window.location.pathname).toBe("/"));
    expect(window.location.host).toBe("localhost");
  });

  it("says that they do not match, without saying which, and asks for the password again", async () => {
    refuse("post", "/auth/login", 401, { detail: "Credenciales inválidas" });
    const { user } = renderPage(<LoginPage />, { at: "/ingresar/", me: null });
    await fill(user);

    expect(await screen.findByRole("alert")).toHaveTextContent("El correo o la contraseña no coinciden.");
    expect(screen.getByLabelText("Correo")).toHaveValue("paola@clinica.ec");
    expect(screen.getByLabelText("Contraseña")).toHaveValue("");
    expect(screen.getByLabelText("Contraseña")).toHaveFocus();
  });

  it("says how long to wait after too many attempts", async () => {
    refuse("post", "/auth/login", 429, { headers: { "Retry-After": "42" } });
    const { user } = renderPage(<LoginPage />, { at: "/ingresar/", me: null });
    await fill(user);

    expect(await screen.findByRole("button", { name: "Espere 42 s" })).toBeDisabled();
    expect(screen.getByRole("alert")).toHaveTextContent("Demasiados intentos seguidos");
  });

  it("says how many attempts of others failed, before it goes on", async () => {
    const failed_attempts = { count: 3, last_at: "2026-11-27T21:40:00-05:00" };
    refuse("post", "/auth/login", 401, {});
    const { user } = renderPage(<LoginPage />, { at: "/ingresar/", me: null });
    await fill(user);
    expect(await screen.findByText("El correo o la contraseña no coinciden.")).toBeInTheDocument();
    answer("post", "/auth/login", { user: someone(), failed_attempts });
    await user.type(screen.getByLabelText("Contraseña"), "una frase larga");
    await user.click(screen.getByRole("button", { name: "Ingresar" }));

    // One of the three was made here.
    expect(await screen.findByRole("alert")).toHaveTextContent("Hubo 2 intentos fallidos de ingresar con su correo");
    expect(screen.getByRole("alert")).toHaveTextContent(/el último: .*27.* 21:40/);
    expect(window.location.pathname).toBe("/ingresar/");
    await user.click(screen.getByRole("button", { name: "Continuar" }));
    await waitFor(() => expect(window.location.pathname).toBe("/"));
  });

  it("tries again by itself where many enter at once", async () => {
    const refused = refuse("post", "/auth/login", 429, { headers: { "Retry-After": "1" } });
    const { user } = renderPage(<LoginPage />, { at: "/ingresar/", me: null });
    await fill(user);
    await waitFor(() => expect(refused).toHaveLength(1));
    answer("post", "/auth/login", { user: someone() });
    await waitFor(() => expect(window.location.pathname).toBe("/"), { timeout: 4000 });
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  });

  it("asks for what is missing before asking the server", async () => {
    const { user } = renderPage(<LoginPage />, { at: "/ingresar/", me: null });
    await user.type(screen.getByLabelText("Correo"), "paola");
    await user.click(screen.getByRole("button", { name: "Ingresar" }));

    expect(await screen.findByText("Escriba un correo como nombre@dominio.com.")).toBeInTheDocument();
    expect(screen.getByText("Escriba su contraseña.")).toBeInTheDocument();
    expect(screen.getByLabelText("Correo")).toHaveAttribute("aria-invalid", "true");
  });
});
