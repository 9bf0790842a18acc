import { answer, refuse, renderPage, screen, waitFor } from "@/testing/render";
import { someone } from "@/testing/me";
import { SessionGate } from "@/components/layout/session-gate";
import { AccountPage } from "./components/account-page";
import { ForcedPasswordPage } from "./components/forced-password-page";

async function changePassword(
  user: ReturnType<typeof renderPage>["user"],
  submit: string,
  repeated = "otra frase larga",
) {
  await user.type(await screen.findByLabelText("Contraseña actual"), "temporal");
  await user.type(screen.getByLabelText("Contraseña nueva"), "otra frase larga");
  await user.type(screen.getByLabelText("Repita la contraseña nueva"), repeated);
  await user.click(screen.getByRole("button", { name: submit }));
}

describe("mi cuenta", () => {
  it("changes the password and says so", async () => {
    const calls = answer("post", "/auth/me/password", { user: someone() });
    const { user } = renderPage(<AccountPage />);
    await changePassword(user, "Cambiar contraseña");

    expect(await screen.findByText(/Contraseña cambiada/)).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ current_password: "temporal", new_password: "otra frase larga" });
    expect(screen.getByLabelText("Contraseña actual")).toHaveValue("");
  });

  it("puts a wrong current password at its field and does not end the session", async () => {
    refuse("post", "/auth/me/password", 401);
    const onUnauthorized = jest.fn();
    const { user } = renderPage(<AccountPage />, { onUnauthorized });
    await changePassword(user, "Cambiar contraseña");

    expect(await screen.findByText("La contraseña actual no es correcta.")).toBeInTheDocument();
    expect(screen.getByLabelText("Contraseña actual")).toHaveFocus();
    expect(onUnauthorized).not.toHaveBeenCalled();
  });

  it("does not send two different new passwords", async () => {
    const { user } = renderPage(<AccountPage />);
    await changePassword(user, "Cambiar contraseña", "otra cosa");
    expect(await screen.findByText("Las contraseñas no coinciden.")).toBeInTheDocument();
  });
});

describe("a temporary password", () => {
  const page = (
    <SessionGate changePassword={(me) => <ForcedPasswordPage me={me} />}>
      <p>La agenda</p>
    </SessionGate>
  );

  it("must be changed before anything else is seen", async () => {
    answer("post", "/auth/me/password", { user: someone({ must_change_password: false }) });
    const { user } = renderPage(page, { me: { must_change_password: true } });
    expect(screen.getByRole("heading", { name: "Elija su contraseña" })).toBeInTheDocument();
    expect(screen.queryByText("La agenda")).not.toBeInTheDocument();

    await changePassword(user, "Guardar y continuar");
    expect(await screen.findByText("La agenda")).toBeInTheDocument();
  });

  it("who is not in session is sent to the login", async () => {
    refuse("get", "/auth/me", 401);
    const onUnauthorized = jest.fn();
    renderPage(page, { me: null, onUnauthorized });
    await screen.findByRole("status", { name: "Cargando la página" });
    await waitFor(() => expect(onUnauthorized).toHaveBeenCalledTimes(1));
    expect(screen.queryByText("La agenda")).not.toBeInTheDocument();
  });
});
